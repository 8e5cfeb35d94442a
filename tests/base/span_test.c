/*
 * span_test.c - holds base/span.h to systemd.time(7): units, decimals, sums, and what is
 * no span.
 */
#include "base/span.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

static const int64_t second = 1000000;

static const struct {
    const char *text;
    double seconds; /* below 0: none */
} rows[] = {
    {"2 h", 7200},
    {"2hours", 7200},
    {"48hr", 172800},
    {"1y 12month", 31557600 + 12 * 2629800},
    {"55s500ms", 55.5},
    {"300ms20s 5day", 20.3 + 5 * 86400},
    {"2h 30min", 9000},
    {"1h30min", 5400},
    {"  1h  30 min  ", 5400},
    {"5", 5},
    {"5 5", 10},
    {"1h30", 3630},
    {"1.5h", 5400},
    {".5h", 1800},
    {"1.5", 1.5},
    {"3.1 .2", 3.3},
    {"3.1s.2", 3.3},
    {"0", 0},
    {"0.0000001s", 0},
    {"23us", 0.000023},
    {"23\xc2\xb5s", 0.000023},
    {"23\xce\xbcs", 0.000023},
    {"1usec", 0.000001},
    {"1msec 1ms", 0.002},
    {"1seconds 1second 1sec 1s", 4},
    {"1minutes 1minute 1min 1m", 240},
    {"1hours 1hour 1hr 1h", 14400},
    {"1days 1day 1d", 259200},
    {"1weeks 1week 1w", 3 * 604800},
    {"1months 1month 1M", 3 * 2629800},
    {"1years 1year 1y", 3 * 31557600},
    {".50y", 15778800},
    {"", -1},
    {"  ", -1},
    {"h", -1},
    {".", -1},
    {"5.", -1},
    {"5.h", -1},
    {"1.5.5h", -1},
    {"12.34.56", -1},
    {"1 fortnight", -1},
    {"1H", -1},
    {"1MIN", -1},
    {"1Days", -1},
    {"1hmin", -1},
    {"1h,5m", -1},
    {"-1h", -1},
    {"1h-1m", -1},
    {"1h+1m", -1},
    {"+1h", -1},
    {"1ns", -1},
    {"infinity", -1},
    {"10001y", -1},
    {"9999y 2y", -1},
    {"99999999999999999999s", -1},
    {"18446744073709551615y", -1},
};

Test(span, of_systemd_time)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t span = 0;
        bool read = span_read(view_of(rows[i].text), &span);
        cr_expect_eq(read, rows[i].seconds >= 0, "\"%s\"", rows[i].text);
        if (read)
            cr_expect_eq(span, (int64_t)(rows[i].seconds * (double)second + 0.5),
                         "\"%s\": %" PRId64, rows[i].text, span);
    }
}

Test(span, cut_at_every_byte)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t bytes = 0; bytes <= strlen(rows[i].text); bytes++) {
            char *copy = malloc(bytes + (bytes == 0));
            memcpy(copy, rows[i].text, bytes);
            int64_t span = -1;
            if (span_read((sls_view){copy, bytes}, &span))
                cr_expect(span >= 0, "%s", rows[i].text);
            free(copy);
        }
}
