/*
 * trace_keys.c - each kind of id is hashed in a way of its own, so that none meets
 * another.
 */
#include "app/trace_keys.h"

#include "base/hash.h"

uint64_t key_of_queue_id(struct finder *finder, const sls_attempt *attempt, sls_view id)
{
    return hash_mix(place_key(&finder->place, attempt, finder->seed),
                    hash_view(id, finder->seed));
}

uint64_t key_of_provider_id(const struct finder *finder, uint16_t provider, sls_view id)
{
    return hash_mix(hash_view(id, ~finder->seed), provider);
}

uint64_t key_of_message_id(const struct finder *finder, sls_view id)
{
    return hash_mix(hash_view(id, finder->seed), finder->seed);
}

uint64_t key_of_start(struct finder *finder, const struct record *record)
{
    return ~key_of_queue_id(finder, &record->attempt, record->other_id);
}

uint64_t key_of_spot(const struct finder *finder, const struct spot *spot)
{
    return hash_mix(~finder->seed, (uint64_t)spot->input << 40 | spot->line);
}

uint32_t key_value(const struct table *table, uint64_t key)
{
    const uint32_t *found = table_find(table, key);
    return found == NULL ? 0 : *found;
}

void key_set(struct table *table, uint64_t key, uint32_t value)
{
    bool added;
    *table_put(table, key, &added) = value;
}
