/*
 * duration_test.c - holds each spelling of a duration to its milliseconds, and what is
 * none of that spelling to -1.
 */
#include "parse/duration.h"

#include <criterion/criterion.h>

#include "base/view.h"

struct row {
    const char *text;
    int64_t want;
};

static void check(int64_t (*read)(sls_view), const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int64_t found = read(view_of(rows[i].text));
        cr_expect_eq(found, rows[i].want, "\"%s\": %lld", rows[i].text, (long long)found);
    }
}

Test(duration, decimal)
{
    static const struct row rows[] = {
        {"0", 0}, {"0.57", 570}, {"1.2345678", 1234}, {"95", 95000}, {"1.", 1000},
        {"", -1}, {"x", -1},     {"-1", -1},          {".5", -1},
    };
    check(duration_decimal, rows, SLS_COUNT(rows));
}

Test(duration, clock)
{
    static const struct row rows[] = {
        {"00:00:00", 0},
        {"00:00:01", 1000},
        {"01:02:03", 3723000},
        {"1+05:19:58", 105598000},
        {"12+00:00:00", 1036800000},
        {"9999999+00:00:00", 863999913600000},
        {"99999999+00:00:00", -1},
        {"", -1},
        {"5", -1},
        {"05:19", -1},
        {"+05:19:58", -1},
        {"1+", -1},
        {"1+05:19", -1},
        {"a:b:c", -1},
    };
    check(duration_clock, rows, SLS_COUNT(rows));
}

Test(duration, units)
{
    static const struct row rows[] = {
        {"0s", 0},
        {"2s", 2000},
        {"1m", 60000},
        {"1h2m3s", 3723000},
        {"2d3h4m5s", 183845000},
        {"", -1},
        {"5", -1},
        {"s", -1},
        {"1x", -1},
        {"1h2", -1},
        {"99999999d", -1},
    };
    check(duration_units, rows, SLS_COUNT(rows));
}
