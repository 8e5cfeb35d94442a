/*
 * stamp_year_test.c - holds base/stamp.c to its header where a stamp tells no year: the
 * year of the first line goes by the anchor, that of every later line by the line before
 * it, and stamp_first_year() puts a file right whose first line was dated too late.
 */
#include "base/stamp.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/view.h"

static const struct zone utc = {.fixed = true, .offset_seconds = 0};

/* "2026-11-22T12:00:00" in UTC; 0 for NULL. */
static int64_t moment(const char *text)
{
    struct civil c = {.year = 0};

    if (text == NULL)
        return 0;
    cr_assert_eq(sscanf(text, "%d-%d-%dT%d:%d:%d", &c.year, &c.month, &c.day, &c.hour,
                        &c.minute, &c.second),
                 6, "%s", text);
    return clock_seconds(&c);
}

Test(stamp_year, of_the_first_line_goes_by_the_anchor)
{
    static const struct {
        const char *name, *anchor, *line;
        int32_t offset;
        int want;
    } rows[] = {
        {"the same day", "2026-11-22T12:00:00", "Nov 22 11:59:59", 0, 2026},
        {"the very second", "2026-11-22T12:00:00", "Nov 22 12:00:00", 0, 2026},
        {"earlier in the year", "2026-11-22T12:00:00", "Jan  1 00:00:00", 0, 2026},
        {"later in the year", "2026-11-22T12:00:00", "Nov 24 00:00:00", 0, 2025},
        {"December, on 2 January", "2027-01-02T08:00:00", "Dec 31 23:59:59", 0, 2026},
        {"early December, then", "2027-01-02T08:00:00", "Dec  1 00:00:00", 0, 2026},
        {"1 January, then", "2027-01-02T08:00:00", "Jan  1 00:00:00", 0, 2027},
        {"5 January, then", "2027-01-02T08:00:00", "Jan  5 00:00:00", 0, 2026},
        {"a minute ahead", "2026-11-22T12:00:00", "Nov 22 12:01:00", 0, 2026},
        {"a day ahead", "2026-11-22T12:00:00", "Nov 23 12:00:00", 0, 2026},
        {"more than a day ahead", "2026-11-22T12:00:00", "Nov 23 12:01:00", 0, 2025},
        {"ahead over New Year", "2026-12-31T23:59:00", "Jan  1 00:00:30", 0, 2027},
        {"an archive of 2023", "2023-11-22T12:00:00", "Nov 22 00:00:00", 0, 2023},
        {"its summer", "2023-11-22T12:00:00", "Jul  1 00:00:00", 0, 2023},
        {"its December", "2023-11-22T12:00:00", "Dec 24 00:00:00", 0, 2022},
        {"leap day, in March 2025", "2025-03-02T00:00:00", "Feb 29 12:00:00", 0, 2024},
        {"leap day, in March 2027", "2027-03-02T00:00:00", "Feb 29 12:00:00", 0, 2024},
        {"leap day, on it", "2024-02-29T13:00:00", "Feb 29 12:00:00", 0, 2024},
        {"leap day, just ahead", "2024-02-28T23:00:00", "Feb 29 01:00:00", 0, 2024},
        {"leap day, days ahead", "2024-02-20T00:00:00", "Feb 29 01:00:00", 0, 2020},
        {"leap day, eight years", "2103-03-02T00:00:00", "Feb 29 01:00:00", 0, 2096},
        {"leap day, early in 2104", "2104-01-10T00:00:00", "Feb 29 01:00:00", 0, 2096},
        {"Seoul is in 2027", "2026-12-31T15:30:00", "Jan  1 00:20:00", 32400, 2027},
        {"Los Angeles is in 2026", "2027-01-01T02:00:00", "Dec 31 17:59:00", -28800,
         2026},
        {"no anchor", NULL, "Nov 22 00:00:00", 0, 1970},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct stamp_reader reader;
        char text[64];
        snprintf(text, sizeof(text), "%s mx1 smtp", rows[i].line);
        sls_view line = view_of(text);
        int64_t time;
        stamp_open(&reader, (struct zone){true, rows[i].offset}, moment(rows[i].anchor),
                   0);
        cr_expect_eq(reader.first_year, 0, "%s: nothing is guessed yet", rows[i].name);
        cr_assert(stamp_read(&reader, &line, &time), "%s", rows[i].name);
        int year = clock_civil(time + rows[i].offset).year;
        cr_expect_eq(year, rows[i].want, "%s: %d", rows[i].name, year);
        cr_expect(reader.yearless, "%s", rows[i].name);
        cr_expect_eq(reader.first_year, rows[i].want, "%s", rows[i].name);
        cr_expect_eq(stamp_first_year(&reader, time), rows[i].want, "%s", rows[i].name);
    }
}

enum { DATES = 16 };

/* The years that one reader gives to dates, one after the other. */
static void expect_years(const char *name, struct stamp_reader *reader,
                         const char *const dates[DATES], const int years[DATES])
{
    for (size_t i = 0; i < DATES && dates[i] != NULL; i++) {
        char text[64];
        snprintf(text, sizeof(text), "%s mx1 smtp", dates[i]);
        sls_view line = view_of(text);
        int64_t time = 0;
        cr_expect(stamp_read(reader, &line, &time), "%s: %s", name, text);
        int year = clock_civil(time).year;
        cr_expect_eq(year, years[i], "%s: %s is of %d", name, text, year);
    }
}

static const struct {
    const char *name, *anchor;
    int year;
    const char *dates[DATES];
    int want[DATES];
} sequences[] = {
    {"December to January",
     "2027-01-02T08:00:00",
     0,
     {"Dec 31 23:59:59", "Jan  1 00:00:00", "Jan  1 00:00:01"},
     {2026, 2027, 2027}},
    {"a late line of December",
     "2027-01-02T08:00:00",
     0,
     {"Dec 31 23:59:59", "Jan  1 00:00:00", "Dec 31 23:59:59", "Jan  1 00:00:01"},
     {2026, 2027, 2026, 2027}},
    {"January first, then a late line",
     "2027-01-02T08:00:00",
     0,
     {"Jan  1 00:00:00", "Dec 31 23:59:59", "Jan  1 00:00:01"},
     {2027, 2026, 2027}},
    {"a quiet winter",
     "2027-03-02T08:00:00",
     0,
     {"Nov 22 00:00:00", "Mar  1 00:00:00"},
     {2026, 2027}},
    {"a quiet winter and spring",
     "2027-05-02T08:00:00",
     0,
     {"Nov 22 00:00:00", "Apr 22 00:00:00"},
     {2026, 2027}},
    {"a quiet summer",
     "2026-11-22T08:00:00",
     0,
     {"Apr 22 00:00:00", "Sep 22 00:00:00", "Nov 22 00:00:00"},
     {2026, 2026, 2026}},
    {"half a year back",
     "2027-06-02T08:00:00",
     0,
     {"Nov 22 00:00:00", "May 22 00:00:00"},
     {2026, 2027}},
    {"less than half a year back",
     "2026-11-22T08:00:00",
     0,
     {"Nov 22 00:00:00", "Jun 23 00:00:00"},
     {2026, 2026}},
    {"more than half a year ahead",
     "2026-11-22T08:00:00",
     0,
     {"Jan  1 00:00:00", "Oct  1 00:00:00"},
     {2026, 2026}},
    {"the last days that may come late",
     "2027-01-05T08:00:00",
     0,
     {"Dec 30 00:00:00", "Jan  3 00:00:00", "Dec 29 00:00:00", "Jan  3 00:00:01"},
     {2026, 2027, 2026, 2027}},
    {"a year less four days",
     "2026-12-31T08:00:00",
     0,
     {"Jan  4 00:00:00", "Dec 31 00:00:00"},
     {2026, 2026}},
    {"a year less a week",
     "2026-12-31T08:00:00",
     0,
     {"Jan  3 00:00:00", "Dec 28 00:00:00"},
     {2026, 2026}},
    {"small steps back",
     "2026-11-22T08:00:00",
     0,
     {"Nov  1 00:00:01", "Oct 31 23:59:59", "Nov  1 00:00:02", "Oct 31 23:59:59"},
     {2026, 2026, 2026, 2026}},
    {"three years, told the first",
     "2027-01-02T08:00:00",
     2024,
     {"Nov 22 00:00:00", "Jan 22 00:00:00", "May 22 00:00:00", "Oct 22 00:00:00",
      "Jan 22 00:00:00", "Feb 22 00:00:00"},
     {2024, 2025, 2025, 2025, 2026, 2026}},
    {"the year is told",
     "2026-11-22T08:00:00",
     2019,
     {"Dec 24 00:00:00", "Dec 31 00:00:00", "Jan  1 00:00:00"},
     {2019, 2019, 2020}},
    {"the year is told, no anchor",
     NULL,
     2024,
     {"Feb 28 00:00:00", "Feb 29 00:00:00", "Mar  1 00:00:00"},
     {2024, 2024, 2024}},
    {"the year is told and ahead",
     "2026-11-22T08:00:00",
     2030,
     {"Dec 24 00:00:00"},
     {2030}},
    {"an archive three years old, over New Year",
     "2024-01-07T06:25:00",
     0,
     {"Dec 31 06:25:02", "Dec 31 23:59:59", "Jan  1 00:00:00", "Jan  7 06:25:00"},
     {2023, 2023, 2024, 2024}},
    {"New Year's night, with a weekday in front",
     "2027-01-02T08:00:00",
     0,
     {"Thu Dec 31 23:59:59", "Fri Jan  1 00:00:00", "Thu Dec 31 23:59:59"},
     {2026, 2027, 2026}},
    {"no anchor", NULL, 0, {"Dec 24 00:00:00", "Jan  1 00:00:00"}, {1970, 1971}},
};

Test(stamp_year, of_later_lines_goes_by_the_line_before)
{
    for (size_t i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++) {
        struct stamp_reader reader;
        stamp_open(&reader, utc, moment(sequences[i].anchor), sequences[i].year);
        expect_years(sequences[i].name, &reader, sequences[i].dates, sequences[i].want);
    }
}

Test(stamp_year, leap_day_of_a_year_without_one)
{
    struct stamp_reader reader;
    sls_view line = VIEW("Feb 29 00:00:00 mx1 smtp");
    int64_t time;

    stamp_open(&reader, utc, moment("2026-11-22T12:00:00"), 2025);
    cr_expect_not(stamp_read(&reader, &line, &time), "2025 was told");
    line = VIEW("Mar  1 00:00:00 mx1 smtp");
    cr_expect(stamp_read(&reader, &line, &time));
    cr_expect_eq(time, moment("2025-03-01T00:00:00"));
}

/* 29 February in a year that was guessed and lacks it: the lines are kept, a day late,
   and the end of the file tells the leap year. */
Test(stamp_year, leap_day_in_a_log_of_an_earlier_year)
{
    static const struct {
        const char *name, *anchor;
        const char *dates[DATES];
        int guessed, want;
    } rows[] = {
        {"copied two years later",
         "2026-11-22T12:00:00",
         {"Feb 28 00:00:00", "Feb 29 00:00:00", "Feb 29 23:59:59", "Mar  2 00:00:00"},
         2026,
         2024},
        {"copied a year later",
         "2025-06-01T12:00:00",
         {"Feb 26 00:00:00", "Feb 29 00:00:00"},
         2025,
         2024},
        {"the winter before",
         "2026-11-22T12:00:00",
         {"Dec 31 00:00:00", "Feb 29 00:00:00", "Mar  2 00:00:00"},
         2025,
         2023},
        {"not later than the anchor",
         "2026-02-10T12:00:00",
         {"Jan 30 00:00:00", "Feb 29 00:00:00", "Mar  2 00:00:00"},
         2026,
         2024},
        {"in its own year",
         "2024-11-22T12:00:00",
         {"Feb 28 00:00:00", "Feb 29 00:00:00"},
         2024,
         2024},
        {"a file that begins with it",
         "2027-03-02T00:00:00",
         {"Feb 29 00:00:00", "Mar  1 00:00:00"},
         2024,
         2024},
        {"no leap day",
         "2026-11-22T12:00:00",
         {"Feb 28 00:00:00", "Mar  1 00:00:00"},
         2026,
         2026},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (int year = 0, pass = 0; pass < 2; pass++) {
            struct stamp_reader reader;
            int64_t time = 0, before = 0;
            stamp_open(&reader, utc, moment(rows[i].anchor), year);
            for (size_t j = 0; j < DATES && rows[i].dates[j] != NULL; j++) {
                char text[64];
                snprintf(text, sizeof(text), "%s mx1 smtp", rows[i].dates[j]);
                sls_view line = view_of(text);
                cr_expect(stamp_read(&reader, &line, &time), "%s: %s", rows[i].name,
                          text);
                cr_expect(time >= before, "%s: %s", rows[i].name, text);
                before = time;
            }
            cr_expect_eq(reader.first_year, pass == 0 ? rows[i].guessed : rows[i].want,
                         "%s: %d", rows[i].name, reader.first_year);
            year = stamp_first_year(&reader, time);
            cr_expect_eq(year, rows[i].want, "%s: %d", rows[i].name, year);
        }
}

/* Lines two weeks apart from `first` to `last`, as a file without years; the time of the
   last one, as read with a given first year. */
static int64_t read_file(struct stamp_reader *reader, const char *anchor, int year,
                         const char *first, const char *last)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int64_t end = moment(last), time = 0;

    stamp_open(reader, utc, moment(anchor), year);
    for (int64_t t = moment(first); t <= end;) {
        struct civil c = clock_civil(t);
        char text[64];
        snprintf(text, sizeof(text), "%.3s %2d %02d:%02d:%02d mx1 smtp",
                 months + (size_t)(c.month - 1) * 3, c.day, c.hour, c.minute, c.second);
        sls_view line = view_of(text);
        cr_assert(stamp_read(reader, &line, &time), "%s", text);
        t = t < end && t + 14 * DAY_SECONDS > end ? end : t + 14 * DAY_SECONDS;
    }
    return time;
}

Test(stamp_year, of_a_file_is_put_right_at_its_end)
{
    static const struct {
        const char *name, *anchor, *first, *last;
        int guessed, want;
    } rows[] = {
        {"one day", "2026-11-22T12:00:00", "2026-11-22T00:00:00", "2026-11-22T11:00:00",
         2026, 2026},
        {"over New Year", "2027-01-02T08:00:00", "2026-12-24T00:00:00",
         "2027-01-02T07:00:00", 2026, 2026},
        {"a year less a week", "2026-11-22T12:00:00", "2025-11-29T00:00:00",
         "2026-11-22T11:00:00", 2025, 2025},
        {"a year and a week", "2026-11-22T12:00:00", "2025-11-15T00:00:00",
         "2026-11-22T11:00:00", 2026, 2025},
        {"fourteen months", "2026-01-10T12:00:00", "2024-11-01T00:00:00",
         "2026-01-10T11:00:00", 2025, 2024},
        {"three years", "2026-11-22T12:00:00", "2023-11-01T00:00:00",
         "2026-11-22T12:00:00", 2026, 2023},
        {"an archive of two years", "2021-06-30T12:00:00", "2019-05-01T00:00:00",
         "2021-06-30T12:00:00", 2021, 2019},
        {"the last line is ahead", "2026-11-22T12:00:00", "2026-10-01T00:00:00",
         "2026-11-22T12:10:00", 2026, 2026},
        {"and the file is long", "2026-11-22T12:00:00", "2025-10-01T00:00:00",
         "2026-11-22T12:10:00", 2026, 2025},
        {"ahead over New Year", "2026-12-31T23:50:00", "2026-12-01T00:00:00",
         "2027-01-01T00:10:00", 2026, 2026},
        {"from February, over one", "2026-03-02T00:00:00", "2025-02-01T00:00:00",
         "2026-03-01T00:00:00", 2026, 2025},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct stamp_reader reader;
        int64_t time = read_file(&reader, rows[i].anchor, 0, rows[i].first, rows[i].last);
        cr_expect_eq(reader.first_year, rows[i].guessed, "%s: guessed %d", rows[i].name,
                     reader.first_year);
        int year = stamp_first_year(&reader, time);
        cr_expect_eq(year, rows[i].want, "%s: put right to %d", rows[i].name, year);
        time = read_file(&reader, rows[i].anchor, year, rows[i].first, rows[i].last);
        cr_expect_eq(time, moment(rows[i].last), "%s: the second time", rows[i].name);
        cr_expect_eq(stamp_first_year(&reader, time), year, "%s: stays", rows[i].name);
    }
}

Test(stamp_year, is_nobodys_business_when_every_stamp_tells_it)
{
    static const char *const lines[] = {
        "2030-01-01T00:00:00Z mx1",
        "2031 Jan  1 00:00:00 mx1",
        "Jan  1 2032 00:00:00 mx1",
    };
    struct stamp_reader reader;
    int64_t time = 0;

    stamp_open(&reader, utc, moment("2026-11-22T12:00:00"), 0);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        sls_view line = view_of(lines[i]);
        cr_expect(stamp_read(&reader, &line, &time), "%s", lines[i]);
    }
    cr_expect_not(reader.yearless);
    cr_expect_eq(time, moment("2032-01-01T00:00:00"));
    cr_expect_eq(stamp_first_year(&reader, time), reader.first_year, "nothing to change");
}

/* A line that is refused has no stamp, so it cannot be the first one. */
Test(stamp_year, is_not_learned_from_what_is_refused)
{
    static const char *const refused[] = {
        "Dec 24 00:00:99 mx1 smtp",
        "Dec 24 00:00:23mx1 smtp",
        "Dec 24 00:00 mx1 smtpd",
    };

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        struct stamp_reader reader;
        sls_view line = view_of(refused[i]);
        int64_t time = 0;
        stamp_open(&reader, utc, moment("2026-11-22T12:00:00"), 0);
        cr_expect_not(stamp_read(&reader, &line, &time), "%s", refused[i]);
        line = VIEW("Nov 22 00:00:00 mx1 smtp");
        cr_expect(stamp_read(&reader, &line, &time));
        cr_expect_eq(clock_civil(time).year, 2026, "behind \"%s\": %d", refused[i],
                     clock_civil(time).year);
    }
}
