/*
 * pairs.h - counts for pairs of small numbers: (cause, sender), (cause, domain), ...
 *
 * Bounded: once `limit` pairs are known, counts of new ones go nowhere but into the
 * totals that the caller keeps; pairs->refused says how many recipients those were.
 */
#ifndef TALLY_PAIRS_H
#define TALLY_PAIRS_H

#include <stdint.h>

#include "base/table.h"

struct pair {
    uint32_t major, minor;
    uint64_t accepted, delayed, failed;
    int64_t last_accepted, last_refused; /* 0: never */
};

struct pairs {
    struct table index;
    struct pair *list;
    uint32_t count, room, limit;
    uint64_t refused;
};

void pairs_open(struct pairs *pairs, uint32_t limit);
void pairs_close(struct pairs *pairs);

/* The pair's counts, made when it is new; NULL when there is no room.  Dies with the next
   call. */
struct pair *pairs_put(struct pairs *pairs, uint32_t major, uint32_t minor);
/* Forgets the pairs whose minor number is below `least`. */
void pairs_forget(struct pairs *pairs, uint32_t least);
const struct pair *pairs_find(const struct pairs *pairs, uint32_t major, uint32_t minor);

#endif
