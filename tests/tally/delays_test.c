/*
 * delays_test.c - percentiles by nearest rank, right within 5 %, whatever the size of the
 * delays; a delay that is not known does not count.
 */
#include "tally/delays.h"

#include <math.h>

#include <criterion/criterion.h>

enum { DELAYS_LISTED = 8 };

static const struct {
    const char *name;
    int64_t ms[DELAYS_LISTED]; /* -1: no more */
    unsigned percent;
    double want; /* seconds */
} rows[] = {
    {"nothing", {-1}, 50, 0},
    {"one", {1000, -1}, 50, 1.0},
    {"one, at the end", {1000, -1}, 99, 1.0},
    {"one, all", {1000, -1}, 100, 1.0},
    {"half of two is the lower", {100, 9000, -1}, 50, 0.1},
    {"more than half of two", {100, 9000, -1}, 51, 9.0},
    {"order does not matter", {9000, 100, -1}, 50, 0.1},
    {"middle of three", {100, 500, 9000, -1}, 50, 0.5},
    {"90 of seven", {100, 200, 300, 400, 500, 600, 7000, -1}, 90, 7.0},
    {"50 of seven", {100, 200, 300, 400, 500, 600, 7000, -1}, 50, 0.4},
    {"days", {86400000, 172800000, -1}, 99, 172800.0},
    {"a year", {31536000000, -1}, 50, 31536000.0},
};

Test(delays, percentiles)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct delays delays = {.total = 0};
        for (size_t d = 0; d < DELAYS_LISTED && rows[i].ms[d] >= 0; d++)
            delays_add(&delays, rows[i].ms[d]);
        double got = delays_percentile(&delays, rows[i].percent);
        cr_expect(fabs(got - rows[i].want) <= rows[i].want * 0.05, "%s: %g", rows[i].name,
                  got);
    }
}

Test(delays, every_size_within_5_percent)
{
    for (int64_t ms = 20; ms < INT64_C(1000000000000); ms += 1 + ms / 13) {
        struct delays delays = {.total = 0};
        delays_add(&delays, ms);
        double want = (double)ms / 1000, got = delays_percentile(&delays, 50);
        cr_expect(fabs(got - want) <= want * 0.05, "%lld ms: %g s", (long long)ms, got);
    }
}

Test(delays, unknown_and_extreme)
{
    struct delays delays = {.total = 0};

    delays_add(&delays, -1);
    delays_add(&delays, INT64_MIN);
    cr_expect_eq(delays.total, 0, "unknown delays do not count");
    cr_expect_eq(delays.longest_ms, 0);
    delays_add(&delays, 0);
    cr_expect_eq(delays.total, 1);
    cr_expect_lt(delays_percentile(&delays, 50), 0.002);
    delays_add(&delays, INT64_MAX);
    cr_expect_eq(delays.total, 2);
    cr_expect_eq(delays.longest_ms, INT64_MAX);
    cr_expect_gt(delays_percentile(&delays, 99), 86400.0 * 365 * 1000);
}

Test(delays, sums_hold)
{
    struct delays delays = {.total = 0};
    uint64_t sum = 0;

    for (int64_t ms = 0; ms < 100000; ms += 3)
        delays_add(&delays, ms);
    for (int i = 0; i < DELAY_STEPS; i++)
        sum += delays.counts[i];
    cr_expect_eq(sum, delays.total);
    cr_expect_eq(delays.longest_ms, 99999);
    cr_expect(fabs(delays_percentile(&delays, 50) - 50.0) <= 2.5);
    cr_expect(fabs(delays_percentile(&delays, 90) - 90.0) <= 4.5);
}
