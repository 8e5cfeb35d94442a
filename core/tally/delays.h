/*
 * delays.h - how long mail took, as a histogram of 5 % steps from 1 ms up.
 */
#ifndef TALLY_DELAYS_H
#define TALLY_DELAYS_H

#include <stdint.h>

/* 1.05^640 ms is more than a thousand years. */
enum { DELAY_STEPS = 640 };

struct delays {
    uint64_t counts[DELAY_STEPS];
    uint64_t total;
    int64_t longest_ms;
};

void delays_add(struct delays *delays, int64_t delay_ms);
/* Seconds that `percent` of the mail took at most, within 5 %; 0 without mail. */
double delays_percentile(const struct delays *delays, unsigned percent);

#endif
