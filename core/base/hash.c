/*
 * hash.c - XXH3 from libxxhash's header, and the seed from the kernel.
 */
#define XXH_INLINE_ALL
#include "base/hash.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>
#include <xxhash.h>

uint64_t hash_seed(void)
{
    uint64_t seed;
    if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) == (ssize_t)sizeof(seed))
        return seed;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return hash_mix((uint64_t)now.tv_nsec, (uint64_t)getpid());
}

uint64_t hash_view(sls_view view, uint64_t seed)
{
    return XXH3_64bits_withSeed(view.ptr, view.len, seed);
}
