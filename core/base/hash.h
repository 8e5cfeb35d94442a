/*
 * hash.h - keyed 64-bit hashes (XXH3) of bytes and of numbers.
 *
 * The seed is drawn once per run, so that nobody who can choose log text can choose
 * collisions.  No output ever depends on it.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include <smtplogscan/plugin.h>

uint64_t hash_seed(void);
uint64_t hash_view(sls_view view, uint64_t seed);

/* Two hashes or ids as one key, unlike when swapped (finalizer of MurmurHash3). */
static inline uint64_t hash_mix(uint64_t a, uint64_t b)
{
    uint64_t mixed = a * 0x9E3779B97F4A7C15u + b;
    mixed = (mixed ^ (mixed >> 33)) * 0xFF51AFD7ED558CCDu;
    mixed = (mixed ^ (mixed >> 33)) * 0xC4CEB9FE1A85EC53u;
    return mixed ^ (mixed >> 33);
}

#endif
