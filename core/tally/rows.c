/*
 * rows.c - a table from provider and rule to a place in a list.
 */
#include "tally/rows.h"

#include "base/arena.h"

static uint64_t row_key(uint16_t provider, uint16_t rule)
{
    uint64_t key = ((uint64_t)provider << 16 | rule) * 0x9E3779B97F4A7C15u;
    return key ^ (key >> 32);
}

uint32_t rows_find(const struct tally *tally, uint16_t provider, uint16_t rule)
{
    const uint32_t *place = table_find(&tally->row_index, row_key(provider, rule));
    return place == NULL ? 0 : *place;
}

uint32_t rows_put(struct tally *tally, uint16_t provider, uint16_t rule)
{
    bool added;
    uint32_t *place = table_put(&tally->row_index, row_key(provider, rule), &added);

    if (!added)
        return *place;
    if (tally->row_count == tally->row_room) {
        tally->row_room = tally->row_room > 0 ? tally->row_room * 2 : 64;
        tally->rows = memory_resize(tally->rows, tally->row_room, sizeof(*tally->rows));
    }
    *place = tally->row_count++;
    tally->rows[*place] = (struct row){.provider = provider, .rule = rule};
    return *place;
}
