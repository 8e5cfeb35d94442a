/*
 * tally.h - the sums of a run: what is counted while the log is read.
 *
 * Everything here is a sum, a minimum, a maximum or a bounded list of sums, so that two
 * tallies could be added up.  Totals are exact whatever the limits of the lists.
 */
#ifndef TALLY_TALLY_H
#define TALLY_TALLY_H

#include <stdint.h>

#include "base/intern.h"
#include "base/table.h"
#include "queue/join.h"
#include "rules/identities.h"
#include "rules/judge.h"
#include "tally/delays.h"
#include "tally/pairs.h"
#include "tally/samples.h"
#include "tally/senders.h"
#include "tally/shares.h"

struct totals {
    uint64_t messages, recipients, accepted, accepted_after_retry, delayed, failed;
    uint64_t confirmed, failed_after_acceptance; /* told by exports alone */
    uint64_t local, local_refused;
    uint64_t attempts, local_attempts, hops, notices, probes;
    uint64_t own_reports; /* mails of this program, which count as notices */
};

struct provider_sums {
    uint64_t recipients, accepted, accepted_after_retry, delayed, failed, attempts;
    int64_t last_accepted, last_refused; /* 0: never */
    uint64_t skipped;                    /* recipients that are not to be counted */
    struct delays delays;
};

/* One provider refusing by one rule. */
struct row {
    uint16_t provider, rule;
    uint64_t failed, delayed, accepted_after_retry, attempts;
    int64_t first, last; /* refusals; 0: none with a time */
    int64_t
        oldest_delayed; /* first attempt of the recipient that waits longest; 0: none */
};

/* What per_hour lists at most; older hours are forgotten when the list is full. */
enum { HOURS_KEPT = 336 };

/* What a recipient is charged to: rule of a provider, unless it was never refused. */
struct charge {
    uint16_t provider, rule;
    bool has_cause;
};

/* When an input began and ended; 0: not known. */
struct input_time {
    int64_t first, last;
};

struct tally {
    const struct book *book;
    const struct input_time *inputs; /* by number; NULL: they lie in their order */
    struct intern *names;
    const struct identities *identities; /* that the user declared; NULL: none */
    const struct cause *mismatch; /* the cause that says: not the login's address */
    struct totals totals;
    bool by_recipient;   /* attempts, their times and samples count when a recipient does:
                            some recipients alone are counted (tally_skip) */
    uint64_t events;     /* of them, attempts that a provider's export tells */
    int64_t first, last; /* of all recognised lines; 0: no time seen */
    uint64_t seed;       /* of the judge: makes kinds of replies */
    bool hours_forgotten;            /* tally->hours is not complete */
    int32_t hour_offset;             /* seconds east of UTC that hours are counted in */
    struct provider_sums *providers; /* by plugin index */
    struct table row_index;
    struct row *rows;
    uint32_t row_count, row_room;
    struct pairs days;        /* (row, day): refusals of recipients not accepted */
    struct pairs hours;       /* (row, hour): the same, of the last HOURS_KEPT at least */
    struct pairs senders;     /* (row, sender) */
    struct pairs domains;     /* (row, recipient domain) */
    struct pairs sender_sums; /* (provider, sender), and when each was accepted last */
    struct senders by_sender; /* what the report's list of senders is made of */
    struct pairs hosts;       /* (0, host) */
    uint32_t last_host;       /* already among them */
    struct samples samples;
    enum grouping
        grouping; /* by sender, domain or host: shares are kept; set by who asks */
    struct shares shares;
};

void tally_open(struct tally *tally, const struct book *book, struct intern *names);
void tally_close(struct tally *tally);

/* A recognised line's time and host; time 0 when it has none. */
void tally_seen(struct tally *tally, int64_t time, uint32_t host);

/* A delivery line: `count` is what join_line() said, provider matters for attempts. */
void tally_attempt(struct tally *tally, enum line_count count, uint16_t provider,
                   const sls_attempt *attempt);
/* A refusal among them; returns the mark that the recipient is to carry.  `input` and
   `line` say where it stands; `shown` is false when its text must not be an example. */
struct mark tally_refusal(struct tally *tally, const struct verdict *verdict,
                          const sls_attempt *attempt, uint32_t input, uint64_t line,
                          bool counted, bool shown);
/* A recipient whose outcome is final. */
void tally_recipient(struct tally *tally, const struct recipient *recipient);
/* One that is not to be counted: when it was accepted is all that is kept of it. */
void tally_skip(struct tally *tally, const struct recipient *recipient);

/* The number of a sample, which keeps its texts.  Of two of a kind the one that stands
   earlier in the inputs is shown. */
uint32_t tally_sample(struct tally *tally, const struct sample *sample);

/* The row and sample of one that was refused, after it was counted. */
struct mark tally_mark(const struct tally *tally, const struct recipient *recipient);
struct charge tally_charge(const struct tally *tally, const struct recipient *recipient);

#endif
