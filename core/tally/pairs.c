/*
 * pairs.c - a table from both numbers to a place in a list.
 */
#include "tally/pairs.h"

#include "base/arena.h"
#include "base/hash.h"

#include <stddef.h>

void pairs_open(struct pairs *pairs, uint32_t limit)
{
    *pairs = (struct pairs){.limit = limit};
    table_open(&pairs->index, 0);
}

void pairs_close(struct pairs *pairs)
{
    table_close(&pairs->index);
    memory_free(pairs->list);
    *pairs = (struct pairs){0};
}

/* Two 32-bit numbers are one 64-bit key without loss; mixing spreads it and stays a
   bijection, being built of invertible steps. */
static uint64_t key_of(uint32_t major, uint32_t minor)
{
    uint64_t key = ((uint64_t)major << 32 | minor) + 1;
    key *= 0x9E3779B97F4A7C15u;
    return key ^ (key >> 32);
}

struct pair *pairs_put(struct pairs *pairs, uint32_t major, uint32_t minor)
{
    uint32_t *known = table_find(&pairs->index, key_of(major, minor));
    bool added;

    if (known != NULL)
        return &pairs->list[*known];
    if (pairs->count >= pairs->limit) {
        pairs->refused++;
        return NULL;
    }
    if (pairs->count == pairs->room) {
        pairs->room = pairs->room > 0 ? pairs->room * 2 : 256;
        pairs->list = memory_resize(pairs->list, pairs->room, sizeof(*pairs->list));
    }
    *table_put(&pairs->index, key_of(major, minor), &added) = pairs->count;
    pairs->list[pairs->count] = (struct pair){.major = major, .minor = minor};
    return &pairs->list[pairs->count++];
}

const struct pair *pairs_find(const struct pairs *pairs, uint32_t major, uint32_t minor)
{
    const uint32_t *known = table_find(&pairs->index, key_of(major, minor));
    return known == NULL ? NULL : &pairs->list[*known];
}

void pairs_forget(struct pairs *pairs, uint32_t least)
{
    uint32_t kept = 0;
    bool added;

    table_clear(&pairs->index);
    for (uint32_t i = 0; i < pairs->count; i++) {
        if (pairs->list[i].minor < least)
            continue;
        pairs->list[kept] = pairs->list[i];
        *table_put(&pairs->index,
                   key_of(pairs->list[kept].major, pairs->list[kept].minor), &added) =
            kept;
        kept++;
    }
    pairs->count = kept;
}
