/*
 * groups.h - the summary as one table: a row for each cause, sender, provider, recipient
 * domain or host, and one for the rest, so that every column adds up to the totals.
 */
#ifndef TALLY_GROUPS_H
#define TALLY_GROUPS_H

#include <stddef.h>
#include <stdint.h>

#include "tally/summary.h"

struct group {
    sls_view key;   /* "sendgrid/rate-limited", an address; empty for the rest */
    sls_view title; /* in English, of causes and providers; else empty */
    uint64_t accepted, accepted_after_retry, delayed, failed, attempts;
    int64_t first, last;     /* refusals; 0: none with a time */
    unsigned news;           /* marks, of causes and providers */
    const struct rule *rule; /* of its commonest cause; NULL: nothing was refused */
};

struct groups {
    enum grouping grouping;
    struct group *list; /* most refused first */
    size_t count;
    struct group rest; /* what no row holds: no cause, or no room */
};

/* Lives as long as the summary; BY_NOTHING gives none. */
struct groups groups_make(struct summary *summary, enum grouping grouping);

static inline uint64_t group_weight(const struct group *group)
{
    return group->failed + group->delayed;
}
/* The rest holds something. */
static inline bool group_counts(const struct group *group)
{
    return group->accepted + group->delayed + group->failed + group->attempts > 0;
}

#endif
