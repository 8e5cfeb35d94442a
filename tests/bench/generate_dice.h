/*
 * generate_dice.h - the random numbers of the log generators: SplitMix64 (Steele, Lea and
 * Flood, 2014).  The same seed gives the same log on every machine.
 */
#ifndef BENCH_GENERATE_DICE_H
#define BENCH_GENERATE_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
    uint64_t state;
};

static inline uint64_t dice_bits(struct dice *dice)
{
    uint64_t z = dice->state += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* 0 to limit - 1. */
static inline uint32_t dice_below(struct dice *dice, uint32_t limit)
{
    return (uint32_t)(((dice_bits(dice) >> 32) * limit) >> 32);
}

static inline int64_t dice_between(struct dice *dice, int64_t low, int64_t high)
{
    return low + (int64_t)dice_below(dice, (uint32_t)(high - low));
}

static inline bool dice_chance(struct dice *dice, uint32_t in_ten_thousand)
{
    return dice_below(dice, 10000) < in_ten_thousand;
}

#endif
