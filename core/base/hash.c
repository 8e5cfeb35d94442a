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

/* XXH3 has a way of its own for what is longer, with a large frame on the stack. */
enum { SHORT_BYTES = 240 };

static __attribute__((noinline)) uint64_t hash_long(sls_view view, uint64_t seed)
{
    return XXH3_64bits_withSeed(view.ptr, view.len, seed);
}

uint64_t hash_view(sls_view view, uint64_t seed)
{
    if (view.len > SHORT_BYTES)
        return hash_long(view, seed);
    return XXH3_64bits_withSeed(view.ptr, view.len, seed);
}
