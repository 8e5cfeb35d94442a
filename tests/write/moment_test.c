/*
 * moment_test.c - times as people write them: in the report's zone, with the day only
 * when it is another one, the year only when that is; spans in two units, never negative.
 */
#include "write/moment.h"

#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include <criterion/criterion.h>

#include <smtplogscan/plugin.h>

#include "base/say.h"

/* 2026-11-22 00:00:00 UTC, a Sunday. */
enum { SUNDAY = 1795305600 };

static const struct {
    const char *name;
    int64_t time, today;
    int32_t offset;
    const char *day, *clock, *zone;
} moments[] = {
    {"same day", SUNDAY + 36153, SUNDAY, 0, "Sun 22 Nov 2026", "10:02:33", "+0000"},
    {"first second", SUNDAY, SUNDAY + 86399, 0, "Sun 22 Nov 2026", "00:00:00", "+0000"},
    {"day before", SUNDAY - 1, SUNDAY, 0, "Sat 21 Nov 2026", "21 Nov 23:59:59", "+0000"},
    {"day after", SUNDAY + 86400, SUNDAY, 0, "Mon 23 Nov 2026", "23 Nov 00:00:00",
     "+0000"},
    {"another day in the zone", SUNDAY - 1, SUNDAY, 32400, "Sun 22 Nov 2026", "08:59:59",
     "+0900"},
    {"west", SUNDAY + 3600, SUNDAY + 20000, -12600, "Sat 21 Nov 2026", "21 Nov 21:30:00",
     "-0330"},
    {"half an hour", SUNDAY, SUNDAY, 19800, "Sun 22 Nov 2026", "05:30:00", "+0530"},
    {"quarter of an hour west", SUNDAY, SUNDAY, -900, "Sat 21 Nov 2026", "23:45:00",
     "-0015"},
    {"another year", SUNDAY - 365 * DAY_SECONDS, SUNDAY, 0, "Sat 22 Nov 2025",
     "22 Nov 2025", "+0000"},
    {"same day of another year", SUNDAY, SUNDAY + 366 * DAY_SECONDS, 0, "Sun 22 Nov 2026",
     "22 Nov 2026", "+0000"},
    {"leap day", 1709164800, 1709164800, 0, "Thu 29 Feb 2024", "00:00:00", "+0000"},
    {"new year in the zone", 1798761599, 1798761600, 0, "Thu 31 Dec 2026", "31 Dec 2026",
     "+0000"},
    {"new year's day in the zone", 1798761599, 1798761600, 3600, "Fri 1 Jan 2027",
     "00:59:59", "+0100"},
};

static const struct {
    int64_t time, today;
    const char *want;
} hours[] = {
    {SUNDAY + 36000, SUNDAY, "10:00"},
    {SUNDAY - 3600, SUNDAY, "21 Nov 23:00"},
    {1798758000, 1798761600, "31 Dec 23:00"}, /* into the next year */
};

Test(moment, hours_always_have_their_clock)
{
    for (size_t i = 0; i < SLS_COUNT(hours); i++) {
        char text[MOMENT_BYTES];
        moment_hour(text, hours[i].time, hours[i].today, (struct zone){.fixed = true});
        cr_expect_str_eq(text, hours[i].want, "%s", text);
    }
}

static void expect_moments(void)
{
    for (size_t i = 0; i < SLS_COUNT(moments); i++) {
        struct zone zone = {.fixed = true, .offset_seconds = moments[i].offset};
        char text[MOMENT_BYTES];
        moment_day(text, moments[i].time, zone);
        cr_expect_str_eq(text, moments[i].day, "%s: %s", moments[i].name, text);
        moment_clock(text, moments[i].time, moments[i].today, zone);
        cr_expect_str_eq(text, moments[i].clock, "%s: %s", moments[i].name, text);
        moment_zone(text, moments[i].time, zone);
        cr_expect_str_eq(text, moments[i].zone, "%s: %s", moments[i].name, text);
    }
}

Test(moment, times)
{
    expect_moments();
}

/* Neither the zone nor the language of the process comes in. */
Test(moment, nothing_of_the_process)
{
    setenv("TZ", "Pacific/Kiritimati", 1);
    tzset();
    setlocale(LC_ALL, "ko_KR.UTF-8");
    expect_moments();
    setlocale(LC_ALL, "C");
}

/* A named zone has the offset of that moment, summer or winter. */
Test(moment, zone_of_the_process)
{
    char text[MOMENT_BYTES];

    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    moment_zone(text, SUNDAY, (struct zone){.fixed = false});
    cr_expect_str_eq(text, "+0100");
    moment_zone(text, SUNDAY - 130 * DAY_SECONDS, (struct zone){.fixed = false});
    cr_expect_str_eq(text, "+0200");
}

Test(moment, spans)
{
    static const struct {
        int64_t seconds;
        const char *want;
    } rows[] = {
        {INT64_MIN, "0 s"},
        {-1, "0 s"},
        {0, "0 s"},
        {1, "1 s"},
        {45, "45 s"},
        {59, "59 s"},
        {60, "1 min"},
        {3599, "59 min"},
        {3600, "1 h 0 min"},
        {84000, "23 h 20 min"},
        {86400, "24 h 0 min"},
        {172799, "47 h 59 min"},
        {172800, "2 d 0 h"},
        {352800, "4 d 2 h"},
        {31536000, "365 d 0 h"},
        {INT64_MAX, "106751991167300 d 15 h"},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        char text[MOMENT_BYTES];
        moment_span(text, rows[i].seconds);
        cr_expect_str_eq(text, rows[i].want, "%lld: %s", (long long)rows[i].seconds,
                         text);
    }
}

Test(moment, in_korean)
{
    struct zone zone = {.fixed = true};
    char text[MOMENT_BYTES];

    say_in("ko", BUILD_DIR "/locale");
    moment_day(text, SUNDAY, zone);
    cr_expect_str_eq(text, "2026년 11월 22일 (일)");
    moment_clock(text, SUNDAY + 36153, SUNDAY, zone);
    cr_expect_str_eq(text, "10:02:33");
    moment_clock(text, SUNDAY - 1, SUNDAY, zone);
    cr_expect_str_eq(text, "11월 21일 23:59:59");
    moment_clock(text, SUNDAY - 365 * DAY_SECONDS, SUNDAY, zone);
    cr_expect_str_eq(text, "2025년 11월 22일");
    moment_span(text, 4800);
    cr_expect_str_eq(text, "1시간 20분");
    moment_span(text, 3 * DAY_SECONDS + HOUR_SECONDS);
    cr_expect_str_eq(text, "3일 1시간");
    moment_span(text, 60);
    cr_expect_str_eq(text, "1분");
    moment_span(text, 0);
    cr_expect_str_eq(text, "0초");
}
