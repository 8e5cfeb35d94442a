/*
 * limits.h - how much mail may be refused before somebody is to hear of it.
 *
 * A limit is of all mail, of a provider, of a cause of a provider, or of a cause wherever
 * it occurs, provider by provider.  What counts is recipients not accepted, failed and
 * delayed alike: a password that is wrong delays mail for days before the first fails.
 * A share is of the recipients of that provider (of all, when none is named) in the
 * period.  Less than LIMIT_FLOOR recipients are over no share: one of two mails is no
 * trend.  A limit in recipients has no such floor.
 */
#ifndef TALLY_LIMITS_H
#define TALLY_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

struct summary;
struct summary_cause;

enum { LIMIT_FLOOR = 3, LIMIT_UNITS = 1000 /* of a percent */ };

struct limit {
    sls_view provider, cause; /* empty: any */
    bool is_share;
    uint64_t amount; /* recipients, or thousandths of a percent */
    sls_view words;  /* the amount as it was given: "0.5%" */
};

/* One that something is over. */
struct excess {
    const struct limit *limit;
    const char *provider;              /* NULL: all of them */
    const struct summary_cause *cause; /* NULL: whatever the cause */
    uint64_t not_accepted, recipients;
};

/* Is so much more than the limit? */
bool limit_is_passed(const struct limit *limit, uint64_t not_accepted,
                     uint64_t recipients);

/* What the limit is about, summed up over the summary; for a cause without a provider,
   of the provider that it hit most. */
struct excess limit_measure(const struct limit *limit, const struct summary *summary);

/* Everything that is over one of the limits; `room` holds at most `most`. */
size_t limits_passed(const struct limit *limits, size_t count,
                     const struct summary *summary, struct excess *room, size_t most);

/* The same for the report: summary->excess, and OVER at causes and providers. */
void limits_mark(const struct limit *limits, size_t count, struct summary *summary);

#endif
