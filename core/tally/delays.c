/*
 * delays.c - steps by a table-free logarithm: multiply until the value is reached.
 */
#include "tally/delays.h"

#include <math.h>

static const double growth = 1.05;

void delays_add(struct delays *delays, int64_t delay_ms)
{
    if (delay_ms < 0)
        return;
    double step = delay_ms < 1 ? 0 : floor(log((double)delay_ms) / log(growth));
    int i = step < DELAY_STEPS - 1 ? (int)step : DELAY_STEPS - 1;
    delays->counts[i]++;
    delays->total++;
    if (delay_ms > delays->longest_ms)
        delays->longest_ms = delay_ms;
}

double delays_percentile(const struct delays *delays, unsigned percent)
{
    uint64_t wanted = (delays->total * percent + 99) / 100, seen = 0;

    if (delays->total == 0)
        return 0;
    for (int i = 0; i < DELAY_STEPS; i++) {
        seen += delays->counts[i];
        if (seen >= wanted)
            return fmin(pow(growth, i + 0.5), (double)delays->longest_ms) / 1000;
    }
    return (double)delays->longest_ms / 1000;
}
