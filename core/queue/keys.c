/*
 * keys.c - the hashes of names, with the join's seed.
 */
#include "queue/keys.h"

#include "base/hash.h"

uint64_t keys_message(struct join *join, const sls_attempt *attempt, sls_view id)
{
    return hash_mix(place_key(&join->place, attempt, join->seed),
                    hash_view(id, join->seed));
}

uint64_t keys_start(struct join *join, const struct record *record)
{
    return ~keys_message(join, &record->attempt, record->other_id);
}
