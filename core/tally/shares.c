/*
 * shares.c - a table from a name's number to its place in a list.
 */
#include "tally/shares.h"

#include "base/arena.h"
#include "base/hash.h"

void shares_open(struct shares *shares)
{
    *shares = (struct shares){0};
    table_open(&shares->index, 0);
    pairs_open(&shares->causes, SHARES_LIMIT);
}

void shares_close(struct shares *shares)
{
    table_close(&shares->index);
    pairs_close(&shares->causes);
    memory_free(shares->list);
}

static uint64_t key_of(uint32_t name)
{
    return hash_mix(name, 1);
}

const uint32_t *shares_find(const struct shares *shares, uint32_t name)
{
    return table_find(&shares->index, key_of(name));
}

struct share *shares_put(struct shares *shares, uint32_t name)
{
    const uint32_t *known = shares_find(shares, name);
    bool added;

    if (known != NULL)
        return &shares->list[*known];
    if (shares->count == SHARES_LIMIT) {
        shares->refused++;
        return NULL;
    }
    if (shares->count == shares->room) {
        shares->room = shares->room > 0 ? shares->room * 2 : 256;
        shares->list = memory_resize(shares->list, shares->room, sizeof(*shares->list));
    }
    *table_put(&shares->index, key_of(name), &added) = shares->count;
    shares->list[shares->count] = (struct share){.name = name};
    return &shares->list[shares->count++];
}
