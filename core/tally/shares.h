/*
 * shares.h - what each sender, recipient domain or host has of the totals, when a table
 * of them is asked for.
 *
 * Bounded: once SHARES_LIMIT names are known, recipients of others count in the totals
 * alone; shares->refused says how many.
 */
#ifndef TALLY_SHARES_H
#define TALLY_SHARES_H

#include <stdint.h>

#include "base/table.h"
#include "tally/pairs.h"

/* What the rows of a table are. */
enum grouping { BY_NOTHING, BY_CAUSE, BY_SENDER, BY_PROVIDER, BY_DOMAIN, BY_HOST };

enum { SHARES_LIMIT = 1 << 16 };

struct share {
    uint32_t name; /* interned */
    uint64_t accepted, accepted_after_retry, delayed, failed, attempts;
    int64_t first, last; /* refusals of recipients not accepted; 0: none with a time */
};

struct shares {
    struct table index;
    struct share *list;
    uint32_t count, room;
    uint64_t refused;
    struct pairs causes; /* (row, name): recipients not accepted */
};

void shares_open(struct shares *shares);
void shares_close(struct shares *shares);

/* Where it stands in the list; NULL: nowhere. */
const uint32_t *shares_find(const struct shares *shares, uint32_t name);
/* Made when it is new; NULL when there is no room.  Dies with the next call. */
struct share *shares_put(struct shares *shares, uint32_t name);

#endif
