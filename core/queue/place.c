/*
 * place.c - compares a line's host and instance with those of the line before.
 */
#include "queue/place.h"

#include <string.h>

#include "base/hash.h"

static bool is_same(sls_view view, const char *kept, size_t bytes)
{
    return view.len == bytes && (bytes == 0 || memcmp(view.ptr, kept, bytes) == 0);
}

static bool is_known(const struct place *place, const sls_attempt *attempt)
{
    return place->key != 0 && is_same(attempt->host, place->host, place->host_bytes) &&
           is_same(attempt->instance, place->instance, place->instance_bytes);
}

static size_t keep_bytes(char kept[PLACE_BYTES], sls_view view)
{
    if (view.len > 0)
        memcpy(kept, view.ptr, view.len);
    return view.len;
}

static void keep(struct place *place, const sls_attempt *attempt, uint64_t key)
{
    place->key = 0;
    if (attempt->host.len > PLACE_BYTES || attempt->instance.len > PLACE_BYTES)
        return;
    place->host_bytes = keep_bytes(place->host, attempt->host);
    place->instance_bytes = keep_bytes(place->instance, attempt->instance);
    place->key = key;
}

uint64_t place_key(struct place *place, const sls_attempt *attempt, uint64_t seed)
{
    if (is_known(place, attempt))
        return place->key;
    uint64_t key =
        hash_mix(hash_view(attempt->host, seed), hash_view(attempt->instance, seed));
    keep(place, attempt, key);
    return key;
}
