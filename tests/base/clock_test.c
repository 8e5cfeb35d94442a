/*
 * clock_test.c - holds base/clock.c to its header and to libc: every day of the years 1
 * to 9999, moments before 1970, zones with a clock change (given as POSIX rules in TZ, so
 * that no zone file is needed), the hour that comes twice and the one that is skipped.
 */
#include "base/clock.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"
#define SYDNEY   "AEST-10AEDT,M10.1.0,M4.1.0/3"
#define LORDHOWE "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"
#define SEOUL    "KST-9"

static void set_zone(const char *rule)
{
    setenv("TZ", rule, 1);
    tzset();
}

static int64_t utc(int year, int month, int day, int hour, int minute, int second)
{
    return clock_seconds(&(struct civil){.year = year,
                                         .month = month,
                                         .day = day,
                                         .hour = hour,
                                         .minute = minute,
                                         .second = second});
}

Test(clock, leap_years)
{
    static const struct {
        int year;
        bool leap;
    } rows[] = {
        {1, false},   {4, true},     {100, false},  {400, true},   {1900, false},
        {2000, true}, {2023, false}, {2024, true},  {2025, false}, {2100, false},
        {2400, true}, {9996, true},  {9999, false},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        cr_expect_eq(clock_leap_year(rows[i].year), rows[i].leap, "%d", rows[i].year);
}

Test(clock, dates_that_exist)
{
    static const struct {
        int year, month, day;
        bool exists;
    } rows[] = {
        {2026, 11, 22, true},  {2024, 2, 29, true},  {2026, 2, 29, false},
        {2000, 2, 29, true},   {1900, 2, 29, false}, {2024, 2, 30, false},
        {2026, 1, 31, true},   {2026, 1, 32, false}, {2026, 4, 30, true},
        {2026, 4, 31, false},  {2026, 6, 31, false}, {2026, 9, 31, false},
        {2026, 11, 31, false}, {2026, 12, 31, true}, {2026, 0, 1, false},
        {2026, 13, 1, false},  {2026, -1, 1, false}, {2026, 1, 0, false},
        {2026, 1, -1, false},  {0, 1, 1, false},     {-1, 1, 1, false},
        {1, 1, 1, true},       {9999, 12, 31, true}, {10000, 1, 1, false},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        cr_expect_eq(clock_date_exists(rows[i].year, rows[i].month, rows[i].day),
                     rows[i].exists, "%d-%d-%d", rows[i].year, rows[i].month,
                     rows[i].day);
}

Test(clock, known_moments)
{
    static const struct {
        int64_t seconds;
        struct civil want;
    } rows[] = {
        {0, {1970, 1, 1, 0, 0, 0, 4}},
        {-1, {1969, 12, 31, 23, 59, 59, 3}},
        {-86400, {1969, 12, 31, 0, 0, 0, 3}},
        {-86401, {1969, 12, 30, 23, 59, 59, 2}},
        {951782400, {2000, 2, 29, 0, 0, 0, 2}},
        {INT32_MAX, {2038, 1, 19, 3, 14, 7, 2}},
        {UINT32_MAX, {2106, 2, 7, 6, 28, 15, 0}},
        {1795305623, {2026, 11, 22, 0, 0, 23, 0}},
        {-62135596800, {1, 1, 1, 0, 0, 0, 1}},
        {253402300799, {9999, 12, 31, 23, 59, 59, 5}},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct civil c = clock_civil(rows[i].seconds);
        cr_expect_eq(memcmp(&c, &rows[i].want, sizeof(c)), 0, "%lld is %d-%d-%d %d:%d:%d",
                     (long long)rows[i].seconds, c.year, c.month, c.day, c.hour, c.minute,
                     c.second);
        cr_expect_eq(clock_seconds(&rows[i].want), rows[i].seconds, "row %zu and back",
                     i);
    }
}

Test(clock, every_day_from_the_first_to_the_last_year)
{
    int64_t seconds = utc(1, 1, 1, 0, 0, 0);
    int weekday = 1;

    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; clock_date_exists(year, month, day); day++) {
                struct civil c = clock_civil(seconds);
                cr_assert(c.year == year && c.month == month && c.day == day &&
                              c.hour == 0 && c.minute == 0 && c.second == 0 &&
                              c.weekday == weekday,
                          "%d-%d-%d", year, month, day);
                cr_assert_eq(clock_seconds(&c), seconds, "%d-%d-%d", year, month, day);
                seconds += DAY_SECONDS;
                weekday = (weekday + 1) % 7;
            }
    cr_expect_eq(seconds, utc(10000, 1, 1, 0, 0, 0));
}

Test(clock, agrees_with_libc)
{
    for (int64_t seconds = -60000000000; seconds < 250000000000; seconds += 98765431) {
        time_t moment = (time_t)seconds;
        struct tm want;
        gmtime_r(&moment, &want);
        struct civil c = clock_civil(seconds);
        cr_assert(c.year == want.tm_year + 1900 && c.month == want.tm_mon + 1 &&
                      c.day == want.tm_mday && c.hour == want.tm_hour &&
                      c.minute == want.tm_min && c.second == want.tm_sec &&
                      c.weekday == want.tm_wday,
                  "%lld", (long long)seconds);
        cr_assert_eq(clock_seconds(&c), seconds);
    }
}

Test(clock, offsets_of_a_zone)
{
    static const struct {
        const char *name, *rule;
        struct zone zone;
        int month;
        int32_t want;
    } rows[] = {
        {"fixed east", NEW_YORK, {true, 32400}, 7, 32400},
        {"fixed west", SEOUL, {true, -12600}, 7, -12600},
        {"fixed UTC", SEOUL, {true, 0}, 1, 0},
        {"an offset that is not fixed", SEOUL, {false, 1234}, 1, 32400},
        {"New York, winter", NEW_YORK, {false, 0}, 1, -18000},
        {"New York, summer", NEW_YORK, {false, 0}, 7, -14400},
        {"Sydney, January", SYDNEY, {false, 0}, 1, 39600},
        {"Sydney, July", SYDNEY, {false, 0}, 7, 36000},
        {"Lord Howe, January", LORDHOWE, {false, 0}, 1, 39600},
        {"Lord Howe, July", LORDHOWE, {false, 0}, 7, 37800},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        set_zone(rows[i].rule);
        int64_t time = utc(2026, rows[i].month, 10, 0, 0, 0);
        cr_expect_eq(zone_offset(rows[i].zone, time), rows[i].want, "%s", rows[i].name);
    }
}

Test(clock, wall_clocks_to_utc)
{
    static const struct {
        const char *name, *rule;
        struct civil wall, want;
    } rows[] = {
        {"winter", NEW_YORK, {2026, 1, 5, 12, 0, 0, 0}, {2026, 1, 5, 17, 0, 0, 0}},
        {"summer", NEW_YORK, {2026, 7, 5, 12, 0, 0, 0}, {2026, 7, 5, 16, 0, 0, 0}},
        {"before back",
         NEW_YORK,
         {2026, 11, 1, 0, 59, 59, 0},
         {2026, 11, 1, 4, 59, 59, 0}},
        {"back begins", NEW_YORK, {2026, 11, 1, 1, 0, 0, 0}, {2026, 11, 1, 5, 0, 0, 0}},
        {"back", NEW_YORK, {2026, 11, 1, 1, 30, 0, 0}, {2026, 11, 1, 5, 30, 0, 0}},
        {"back ends", NEW_YORK, {2026, 11, 1, 1, 59, 59, 0}, {2026, 11, 1, 5, 59, 59, 0}},
        {"after back", NEW_YORK, {2026, 11, 1, 2, 0, 0, 0}, {2026, 11, 1, 7, 0, 0, 0}},
        {"before skip", NEW_YORK, {2026, 3, 8, 1, 59, 59, 0}, {2026, 3, 8, 6, 59, 59, 0}},
        {"skipped", NEW_YORK, {2026, 3, 8, 2, 30, 0, 0}, {2026, 3, 8, 7, 30, 0, 0}},
        {"after skip", NEW_YORK, {2026, 3, 8, 3, 0, 0, 0}, {2026, 3, 8, 7, 0, 0, 0}},
        {"south, back", SYDNEY, {2026, 4, 5, 2, 30, 0, 0}, {2026, 4, 4, 15, 30, 0, 0}},
        {"south, skipped",
         SYDNEY,
         {2026, 10, 4, 2, 30, 0, 0},
         {2026, 10, 3, 16, 30, 0, 0}},
        {"half hour, back",
         LORDHOWE,
         {2026, 4, 5, 1, 45, 0, 0},
         {2026, 4, 4, 14, 45, 0, 0}},
        {"no change", SEOUL, {2026, 1, 1, 8, 59, 0, 0}, {2025, 12, 31, 23, 59, 0, 0}},
        {"Sunday in UTC", "UTC0", {2026, 3, 8, 2, 30, 0, 0}, {2026, 3, 8, 2, 30, 0, 0}},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        set_zone(rows[i].rule);
        int64_t got =
            zone_to_utc((struct zone){.fixed = false}, clock_seconds(&rows[i].wall));
        cr_expect_eq(got, clock_seconds(&rows[i].want), "%s, %s: %lld s off",
                     rows[i].rule, rows[i].name,
                     (long long)(got - clock_seconds(&rows[i].want)));
    }
    cr_expect_eq(zone_to_utc((struct zone){true, 32400}, 32400), 0, "a fixed offset");
    cr_expect_eq(zone_to_utc((struct zone){true, -5400}, 0), 5400, "west of UTC");
}

/* Every wall clock reading of a year comes back as its moment, or as its first pass. */
Test(clock, a_year_of_wall_clocks)
{
    static const char *const rules[] = {NEW_YORK, SYDNEY,    LORDHOWE,
                                        SEOUL,    "<-12>12", "<+14>-14"};
    struct zone zone = {.fixed = false};

    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        int64_t second_passes = 0;
        set_zone(rules[i]);
        for (int64_t time = utc(2026, 1, 1, 0, 0, 0); time < utc(2027, 1, 1, 0, 0, 0);
             time += 15 * MINUTE_SECONDS) {
            int64_t wall = time + zone_offset(zone, time);
            int64_t got = zone_to_utc(zone, wall);
            cr_assert_eq(got + zone_offset(zone, got), wall, "%s: %lld", rules[i],
                         (long long)time);
            cr_assert_leq(got, time, "%s: the first of two passes", rules[i]);
            second_passes += got != time;
        }
        cr_expect_eq(second_passes,
                     i >= 3                            ? 0
                     : strcmp(rules[i], LORDHOWE) == 0 ? 2
                                                       : 4,
                     "%s", rules[i]);
    }
}

Test(clock, writes_rfc3339)
{
    static const struct {
        int64_t time;
        struct zone zone;
        const char *want;
    } rows[] = {
        {1795273223, {true, 32400}, "2026-11-22T00:00:23+09:00"},
        {1795273223, {true, 0}, "2026-11-21T15:00:23+00:00"},
        {0, {true, -12600}, "1969-12-31T20:30:00-03:30"},
        {-1, {true, -1800}, "1969-12-31T23:29:59-00:30"},
        {0, {true, 20700}, "1970-01-01T05:45:00+05:45"},
        {951782399, {true, 86340}, "2000-02-29T23:58:59+23:59"},
        {-62135596800, {true, 0}, "0001-01-01T00:00:00+00:00"},
        {253402300799, {true, 0}, "9999-12-31T23:59:59+00:00"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[RFC3339_BYTES];
        clock_rfc3339(text, rows[i].time, rows[i].zone);
        cr_expect_str_eq(text, rows[i].want);
    }
    set_zone(NEW_YORK);
    char text[RFC3339_BYTES];
    clock_rfc3339(text, utc(2026, 11, 1, 5, 30, 0), (struct zone){.fixed = false});
    cr_expect_str_eq(text, "2026-11-01T01:30:00-04:00", "the first pass");
    clock_rfc3339(text, utc(2026, 11, 1, 6, 30, 0), (struct zone){.fixed = false});
    cr_expect_str_eq(text, "2026-11-01T01:30:00-05:00", "the second");
}
