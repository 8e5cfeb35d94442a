/*
 * summary.h - a tally brought into the order in which people read it; frozen.
 *
 * Everything a report shows is computed here, once, so that all reports agree.  Views and
 * lists live until summary_close(), and as long as the tally.
 */
#ifndef TALLY_SUMMARY_H
#define TALLY_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "rules/detail.h"
#include "rules/login.h"
#include "tally/limits.h"
#include "tally/news.h"
#include "tally/tally.h"

/* What the replies of a cause name: at most so many values of a kind. */
enum { DETAILS_OF_KIND = 3, DETAILS_LISTED = DETAILS_OF_KIND * DETAIL_KINDS };

enum {
    LISTED_SENDERS = 100,
    LISTED_DOMAINS = 100,
    LISTED_REPLIES = 20,
    LISTED_HOURS = 336
};

struct named_count {
    sls_view name;
    uint64_t count;
};

struct named_list {
    struct named_count *items;
    size_t count;
    size_t distinct; /* how many there are, the unlisted included, as far as known */
    uint64_t other;  /* the counts of what is not listed */
};

struct summary_cause {
    const char *provider, *provider_title; /* "sendgrid", "SendGrid" */
    const struct cause *cause;
    const struct rule *rule; /* of the rules behind it, the one that hit most */
    size_t rank;             /* from 1 */
    uint64_t failed, delayed, accepted_after_retry, attempts;
    int64_t first, last, oldest_delayed; /* 0: unknown */
    bool ongoing;
    uint64_t *hours;               /* refusals by hour, summary->hour_count of them */
    uint64_t *days;                /* and by day, summary->day_count of them */
    const struct sample **replies; /* most frequent first */
    size_t reply_count;
    const struct sample *reply; /* the most frequent that `rule` caught; NULL: none */
    uint64_t replies_other;
    struct named_list senders, domains;
    struct detail *details; /* by kind, within it by the replies' frequency */
    size_t detail_count;
    size_t details_more[DETAIL_KINDS]; /* distinct values that are not listed */
    unsigned news;       /* enum news, marked by tally/history.h and limits.h */
    bool is_down;        /* much less than before */
    bool is_compared;    /* with earlier reports, for `before` */
    uint64_t before;     /* recipients that their rate would have made of this period's */
    int64_t seen_before; /* with NEWS_BACK: when an earlier report had it; 0: unknown */
};

struct summary_sender {
    sls_view address; /* of the envelope */
    sls_view from;    /* of the header From, where the log tells it; else empty */
    const char *provider, *provider_title;
    sls_view login; /* at the provider; empty: unknown */
    enum login_match match;
    bool freemail;         /* the address is of a free mail domain */
    bool freemail_foreign; /* which the provider, where it logs in, cannot send for */
    uint64_t accepted, delayed, failed;
    uint64_t disowned; /* of them, refused because the address is not the login's */
};

/* The address that is compared with the login: that of the header, if it is known. */
static inline sls_view sender_shown(const struct summary_sender *sender)
{
    return sender->from.len > 0 ? sender->from : sender->address;
}

struct summary_provider {
    const char *id, *title;
    const struct provider_sums *sums;
    bool is_over; /* more than a limit of the provider's */
};

/* A cause of the last report that hits nobody any more, though its provider takes mail.
 */
struct recovered {
    const char *provider;
    const struct rule *rule; /* one whose cause it is */
    uint64_t before;         /* recipients, in that report */
};

/* What the report was compared with. */
struct compared {
    size_t reports;              /* 0: with nothing */
    int64_t first, last;         /* their times */
    struct recovered *recovered; /* most recipients first */
    size_t recovered_count;
};

struct summary {
    struct arena arena;
    const struct tally *tally;
    struct zone zone;
    struct totals totals;
    int64_t first, last; /* 0: no time seen */
    int64_t hour_start;  /* of the first listed hour */
    size_t hour_count;
    int64_t day_start;                  /* of the first day, for periods over 14 days */
    size_t day_count;                   /* 0: a shorter period */
    struct summary_provider *providers; /* those with recipients or attempts */
    size_t provider_count;
    struct summary_cause *causes; /* by rank; those without failed or delayed come last */
    size_t cause_count;
    struct summary_sender *senders; /* worst first */
    size_t sender_count;
    struct sender_counts senders_other; /* of nobody, or beyond what fits */
    sls_view *hosts;
    size_t host_count;
    const struct limit *limits; /* that were set, and what is over them */
    size_t limit_count;
    struct excess *excess;
    size_t excess_count;
    struct compared compared;
};

/* Recipients not accepted. */
static inline uint64_t cause_weight(const struct summary_cause *cause)
{
    return cause->failed + cause->delayed;
}

void summary_open(struct summary *summary, const struct tally *tally, struct zone zone);
void summary_close(struct summary *summary);

#endif
