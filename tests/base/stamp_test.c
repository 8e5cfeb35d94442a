/*
 * stamp_test.c - holds base/stamp.c to its header where the year is told or plain: every
 * form of a stamp, dates that do not exist, stamps that are cut or altered, offsets,
 * zones with a clock change, and the minute that is kept from line to line.
 */
#include "base/stamp.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/view.h"

static const struct zone seoul = {.fixed = true, .offset_seconds = 32400};

/* A reader whose anchor is noon of 22 November 2026, in Seoul's time. */
static struct stamp_reader reader_of_november(void)
{
    struct stamp_reader reader;
    const struct civil noon = {.year = 2026, .month = 11, .day = 22, .hour = 12};

    stamp_open(&reader, seoul, clock_seconds(&noon) - 32400, 0);
    return reader;
}

/* What a line's stamp says, in Seoul's time; "none" for no stamp. */
static const char *read_text(struct stamp_reader *reader, sls_view *line,
                             char text[RFC3339_BYTES])
{
    int64_t time;

    if (!stamp_read(reader, line, &time))
        return "none";
    clock_rfc3339(text, time, seoul);
    text[19] = '\0';
    return text;
}

/* The same instant, 00:00:23 in Seoul on 22 November 2026, and the forms next to it. */
static const struct {
    const char *line, *want, *rest;
} good[] = {
    {"Nov 22 00:00:23 mx1 smtp", "2026-11-22T00:00:23", "mx1 smtp"},
    {"Nov  2 00:00:23 mx1", "2026-11-02T00:00:23", "mx1"},
    {"Nov 02 00:00:23 mx1", "2026-11-02T00:00:23", "mx1"},
    {"Jan 31 23:59:59 mx1", "2026-01-31T23:59:59", "mx1"},
    {"Nov 22 00:00:23 ", "2026-11-22T00:00:23", ""},
    {"Nov 22 00:00:23   mx1", "2026-11-22T00:00:23", "mx1"},
    {"Nov 22 00:00:23: mx1", "2026-11-22T00:00:23", "mx1"},
    {"Nov 22 00:00:23.5 mx1", "2026-11-22T00:00:23", "mx1"},
    {"Nov 22 00:00:23.999999999 mx1", "2026-11-22T00:00:23", "mx1"},
    {"Nov 22 00:00:23,123 mx1", "2026-11-22T00:00:23", "mx1"},
    {"Nov 21 23:59:60 mx1", "2026-11-22T00:00:00", "mx1"},
    {"2013 Jun 10 09:29:49.123 mx1", "2013-06-10T09:29:49", "mx1"},
    {"2026 Nov  2 00:00:23 mx1", "2026-11-02T00:00:23", "mx1"},
    {"2024 Feb 29 00:00:23 mx1", "2024-02-29T00:00:23", "mx1"},
    {"2031 Nov 22 00:00:23 mx1", "2031-11-22T00:00:23", "mx1"},
    {"Nov 22 2026 00:00:23 mx1", "2026-11-22T00:00:23", "mx1"},
    {"Nov  2 1999 00:00:23 mx1", "1999-11-02T00:00:23", "mx1"},
    {"Nov 22 2013 00:00:23.25 mx1", "2013-11-22T00:00:23", "mx1"},
    {"Feb 29 2024 00:00:23: mx1", "2024-02-29T00:00:23", "mx1"},
    {"2026-11-22T00:00:23+09:00 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22T00:00:23+0900 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22T00:00:23+09 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-21T15:00:23Z mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-21T15:00:23-00:00 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-21T11:30:23-03:30 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-21T20:45:23+0545 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22T14:59:23+23:59 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22T00:00:23 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22 00:00:23 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22 00:00:23+09:00 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22 00:00:23,123 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22T00:00:23.5+09:00 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-21T15:00:23.123456Z mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22T00:00:23.000000001+0900 mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-21T15:00:23Z: mx1", "2026-11-22T00:00:23", "mx1"},
    {"2026-11-22T00:00:23", "2026-11-22T00:00:23", ""},
    {"2026-11-21T15:00:23Z", "2026-11-22T00:00:23", ""},
    {"2016-12-31T23:59:60Z mx1", "2017-01-01T09:00:00", "mx1"},
    {"2024-02-29T12:00:00Z mx1", "2024-02-29T21:00:00", "mx1"},
    {"0001-01-02T00:00:00Z mx1", "0001-01-02T09:00:00", "mx1"},
    {"9999-12-31T12:00:00Z mx1", "9999-12-31T21:00:00", "mx1"},
};

Test(stamp, every_form)
{
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        struct stamp_reader reader = reader_of_november();
        sls_view line = view_of(good[i].line);
        char text[RFC3339_BYTES];
        cr_expect_str_eq(read_text(&reader, &line, text), good[i].want, "\"%s\"",
                         good[i].line);
        cr_expect(view_equal(line, view_of(good[i].rest)), "\"%s\"", good[i].line);
    }
}

static const char *const bad[] = {
    "",
    "x",
    " Nov 22 00:00:23 mx1",
    "Nov 22",
    "Nov 22 00:00 mx1 smtp",
    "Nov 22 00:00:2 mx1 smtp",
    "Nov 22 00:00:23mx1 smtp",
    "Nov 22 00:00:23. mx1 smtp",
    "Nov 22 00:00:23.mx1 smtp",
    "Nov 22 00:00:23:mx1 smtp",
    "Nov 22 00:00:235 mx1 smtp",
    "Nov 22 00:00: 3 mx1 smtp",
    "Nov 22 00-00-23 mx1 smtp",
    "Nov 22 00:00-23 mx1 smtp",
    "Nov 22 24:00:00 mx1 smtp",
    "Nov 22 00:60:00 mx1 smtp",
    "Nov 22 00:00:61 mx1 smtp",
    "Nov 00 00:00:23 mx1 smtp",
    "Nov 31 00:00:23 mx1 smtp",
    "Feb 30 00:00:23 mx1 smtp",
    "Feb 29 2026 00:00:23 mx1",
    "Feb 29 1900 00:00:23 mx1",
    "2026 Feb 29 00:00:23 mx1",
    "2026 Nov 31 00:00:23 mx1",
    "2026 Nov 22 00:00 mx1 smtp",
    "0000 Nov 22 00:00:23 mx1",
    "202x Nov 22 00:00:23 mx1",
    "Nov 22 202x 00:00:23 mx1",
    "Nov 22 2026 00:00 mx1 smtp",
    "Nov 22 2026 24:00:00 mx1",
    "Nom 22 00:00:23 mx1 smtp",
    "ov  22 00:00:23 mx1 smtp",
    "anF 22 00:00:23 mx1 smtp",
    "2026-02-29T00:00:23 mx1",
    "2026-00-22T00:00:23 mx1",
    "2026-13-22T00:00:23 mx1",
    "2026-11-00T00:00:23 mx1",
    "2026-11-31T00:00:23 mx1",
    "0000-11-22T00:00:23 mx1",
    "2o26-11-22T00:00:23 mx1",
    "2026-11-22X00:00:23 mx1",
    "2026-11-22T24:00:00Z mx1",
    "2026-11-22T00:60:00Z mx1",
    "2026-11-22T00:00:61Z mx1",
    "2026-11-22T00:00 mx1 smtp",
    "2026-11-22T00:00:23. mx1",
    "2026-11-22T00:00:23Zmx1",
    "2026-11-22T00:00:23+9:00 mx1",
    "2026-11-22T00:00:23+ mx1",
    "2026-11-22T00:00:23+",
    "2026-11-22T00:00:23+0",
    "2026-11-22T00:00:23+24:00 mx1",
    "2026-11-22T00:00:23+09:60 mx1",
    "2026-11-22T00:00:23+09:0 mx1",
    "2026-11-22T00:00:23+09:00x mx1",
    "Time: 2026-11-22T00:00:23 mx1",
};

Test(stamp, what_is_none)
{
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct stamp_reader reader = reader_of_november();
        sls_view line = view_of(bad[i]);
        char text[RFC3339_BYTES];
        cr_expect_str_eq(read_text(&reader, &line, text), "none", "\"%s\"", bad[i]);
        cr_expect_eq(line.ptr, bad[i], "\"%s\" is as before", bad[i]);
        cr_expect_eq(line.len, strlen(bad[i]), "\"%s\" is as before", bad[i]);
        cr_expect_eq(reader.last, 0, "\"%s\" was no time", bad[i]);
        cr_expect_not(reader.offset_seen, "\"%s\" tells no offset", bad[i]);
    }
}

/* There is no year 0: it must not be taken for "no year was told". */
Test(stamp, year_zero_behind_the_date)
{
    struct stamp_reader reader = reader_of_november();
    sls_view line = VIEW("Nov 22 0000 00:00:23 mx1 smtp");
    char text[RFC3339_BYTES];

    cr_expect_str_eq(read_text(&reader, &line, text), "none");
}

/* A copy of exactly the line's size, so that the sanitizer sees one byte too far. */
static bool reads_copy(const char *text, size_t bytes, int64_t *time)
{
    struct stamp_reader reader = reader_of_november();
    char *copy = malloc(bytes + (bytes == 0));

    memcpy(copy, text, bytes);
    sls_view line = {copy, bytes};
    bool read = stamp_read(&reader, &line, time);
    cr_expect(view_end(line) == copy + bytes, "\"%.*s\"", (int)bytes, text);
    free(copy);
    return read;
}

Test(stamp, cut_at_every_byte)
{
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        for (size_t bytes = 0; bytes <= strlen(good[i].line); bytes++) {
            int64_t time;
            bool read = reads_copy(good[i].line, bytes, &time);
            cr_expect(!read || bytes >= 16, "\"%.*s\"", (int)bytes, good[i].line);
        }
}

/* A byte altered at random is refused, or is a stamp that its own text explains. */
Test(stamp, altered_at_random)
{
    uint64_t state = 1;

    for (size_t step = 0; step < 60000; step++) {
        const char *line = good[step % (sizeof(good) / sizeof(good[0]))].line;
        size_t bytes = strlen(line);
        char text[64];
        int64_t time = 0;
        memcpy(text, line, bytes);
        for (int change = 0; change < 2; change++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            text[(state >> 33) % bytes] = "0129 :-+.TZ\0\xff\nJan"[(state >> 50) % 17];
        }
        if (reads_copy(text, bytes, &time))
            cr_assert(time >= -62135700000 && time < 253402400000, "\"%.*s\"", (int)bytes,
                      text);
    }
}

/* What is kept of the line before saves work and changes nothing. */
Test(stamp, read_after_another_as_alone)
{
    static const char before[] = "2026-11-22T00:00:23.123456+09:00 mx1 smtp";
    uint64_t state = 2;

    for (size_t step = 0; step < 60000; step++) {
        struct stamp_reader alone = reader_of_november(), after = alone;
        char text[sizeof(before)];
        int64_t time = 0, time_after = 0;
        sls_view line = {before, sizeof(before) - 1}, line_after;
        cr_assert(stamp_read(&after, &line, &time_after));
        memcpy(text, before, sizeof(text));
        for (size_t change = 0; change <= step % 3; change++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            text[(state >> 33) % 34] = "0123456789 :-+.TZ\0\xff/"[(state >> 50) % 20];
        }
        line = line_after = (sls_view){text, sizeof(text) - 1 - step % 20};
        bool read = stamp_read(&alone, &line, &time);
        cr_expect_eq(stamp_read(&after, &line_after, &time_after), read, "%s", text);
        cr_expect(!read || (time == time_after && line.ptr == line_after.ptr &&
                            line.len == line_after.len),
                  "%s", text);
    }
}

Test(stamp, the_first_offset_is_remembered)
{
    static const struct {
        const char *line;
        bool seen;
        int32_t offset;
    } rows[] = {
        {"Nov 22 00:00:23 mx1", false, 0},
        {"2026-11-22T00:00:23 mx1", false, 0},
        {"2026-11-22T00:00:23+05:30x", false, 0},
        {"2026-11-22T00:00:23-03:30 mx1", true, -12600},
        {"2026-11-22T00:00:23+09:00 mx1", true, -12600},
        {"2026-11-22T00:00:23Z mx1", true, -12600},
        {"Nov 22 00:00:23 mx1", true, -12600},
    };
    struct stamp_reader reader = reader_of_november();

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view line = view_of(rows[i].line);
        int64_t time;
        stamp_read(&reader, &line, &time);
        cr_expect_eq(reader.offset_seen, rows[i].seen, "%s", rows[i].line);
        cr_expect_eq(reader.offset_seconds, rows[i].offset, "%s", rows[i].line);
    }
    reader = reader_of_november();
    sls_view line = VIEW("2026-11-22T00:00:23Z mx1");
    int64_t time;
    stamp_read(&reader, &line, &time);
    cr_expect(reader.offset_seen, "Z is an offset");
    cr_expect_eq(reader.offset_seconds, 0);
}

/* One reader, one minute, every form and offset after every other. */
Test(stamp, the_kept_minute_goes_by_the_whole_stamp)
{
    static const struct {
        const char *line, *want;
    } rows[] = {
        {"Nov 22 00:00:01 mx1", "2026-11-22T00:00:01"},
        {"Nov 22 00:00:59 mx1", "2026-11-22T00:00:59"},
        {"Nov 22 00:00:02 mx1", "2026-11-22T00:00:02"},
        {"2026-11-22T00:00:03Z mx1", "2026-11-22T09:00:03"},
        {"2026-11-22T00:00:04+09:00 mx1", "2026-11-22T00:00:04"},
        {"2026-11-22T00:00:05-05:00 mx1", "2026-11-22T14:00:05"},
        {"2026-11-22T00:00:06 mx1", "2026-11-22T00:00:06"},
        {"2026-11-22 00:00:07 mx1", "2026-11-22T00:00:07"},
        {"2026-11-22T00:00:08.5Z mx1", "2026-11-22T09:00:08"},
        {"Nov 22 00:00:09 mx1", "2026-11-22T00:00:09"},
        {"Nov 22 2025 00:00:10 mx1", "2025-11-22T00:00:10"},
        {"Nov 22 2024 00:00:11 mx1", "2024-11-22T00:00:11"},
        {"Nov 22 00:00:12 mx1", "2026-11-22T00:00:12"},
        {"2023 Nov 22 00:00:13 mx1", "2023-11-22T00:00:13"},
        {"2022 Nov 22 00:00:14 mx1", "2022-11-22T00:00:14"},
        {"Nov 22 00:00:15 mx1", "2026-11-22T00:00:15"},
        {"Nov 22 00:01:16 mx1", "2026-11-22T00:01:16"},
        {"Nov 22 00:01:xx mx1", "none"},
        {"Nov 22 00:01:17 mx1", "2026-11-22T00:01:17"},
        {"Nov 31 00:01:18 mx1", "none"},
        {"Nov 31 00:01:19 mx1", "none"},
        {"2026-11-31T00:01:20Z mx1", "none"},
        {"2026-11-31T00:01:21Z mx1", "none"},
        {"2026-11-22T00:01:99Z mx1", "none"},
        {"2026-11-22T00:01:22+9:00 mx1", "none"},
        {"2026-11-22T00:01:23Z mx1", "2026-11-22T09:01:23"},
        {"Feb 29 2026 00:01:24 mx1", "none"},
        {"Nov 22 00:01:25 mx1", "2026-11-22T00:01:25"},
        {"Nov 22 01:01:26 mx1", "2026-11-22T01:01:26"},
        {"Nov 12 01:01:27 mx1", "2026-11-12T01:01:27"},
    };
    struct stamp_reader reader = reader_of_november();

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view line = view_of(rows[i].line);
        char text[RFC3339_BYTES];
        cr_expect_str_eq(read_text(&reader, &line, text), rows[i].want, "row %zu: %s", i,
                         rows[i].line);
    }
}

/* What a reader says of a stamp does not hang on the stamps before it. */
Test(stamp, a_reader_with_a_past_agrees_with_a_new_one)
{
    static const char *const forms[] = {
        "Nov 2%u 00:0%u:1%u mx1",      "2026-11-2%uT00:0%u:1%uZ mx1",
        "2026-11-2%u 00:0%u:1%u mx1",  "2026-11-2%uT00:0%u:1%u.5+0530 mx1",
        "Nov 2%u 2026 00:0%u:1%u mx1", "2026 Nov 2%u 00:0%u:1%u mx1",
        "Nov 2%u 00:0%u:9%u mx1",      "2026-11-2%uT00:0%u:1%u-03 mx1",
    };
    struct stamp_reader old = reader_of_november();
    uint64_t state = 7;

    for (size_t step = 0; step < 20000; step++) {
        struct stamp_reader fresh = reader_of_november();
        char text[64];
        int64_t old_time = 0, fresh_time = 0;
        state = state * 6364136223846793005u + 1442695040888963407u;
        unsigned dice = (unsigned)(state >> 33);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(text, sizeof(text), forms[dice % 8], dice / 8 % 2, dice / 16 % 3,
                 dice / 64 % 10);
#pragma GCC diagnostic pop
        sls_view one = view_of(text), other = one;
        bool read = stamp_read(&old, &one, &old_time);
        cr_assert_eq(stamp_read(&fresh, &other, &fresh_time), read, "%s", text);
        cr_assert_eq(old_time, fresh_time, "step %zu: %s", step, text);
    }
}

/* The hour that comes twice is its first pass, the one that is skipped is as before it.
 */
Test(stamp, a_zone_with_a_clock_change)
{
    static const struct {
        const char *line, *want; /* in Seoul's time */
    } rows[] = {
        {"Jul  1 12:00:00 mx1", "2026-07-02T01:00:00"},
        {"Nov  1 00:59:59 mx1", "2026-11-01T13:59:59"},
        {"Nov  1 01:00:00 mx1", "2026-11-01T14:00:00"},
        {"Nov  1 01:59:58 mx1", "2026-11-01T14:59:58"},
        {"Nov  1 01:59:59 mx1", "2026-11-01T14:59:59"},
        {"Nov  1 01:00:00 mx1", "2026-11-01T14:00:00"},
        {"Nov  1 02:00:00 mx1", "2026-11-01T16:00:00"},
        {"2026-11-01T01:30:00 mx1", "2026-11-01T14:30:00"},
        {"2026-11-01T01:30:00-04:00 mx1", "2026-11-01T14:30:00"},
        {"2026-11-01T01:30:00-05:00 mx1", "2026-11-01T15:30:00"},
        {"Nov 22 12:00:00 mx1", "2026-11-23T02:00:00"},
        {"Nov  1 2026 01:30:00 mx1", "2026-11-01T14:30:00"},
        {"2026 Mar  8 01:59:59 mx1", "2026-03-08T15:59:59"},
        {"2026 Mar  8 02:30:00 mx1", "2026-03-08T16:30:00"},
        {"2026-03-08T02:30:00 mx1", "2026-03-08T16:30:00"},
        {"2026 Mar  8 03:00:00 mx1", "2026-03-08T16:00:00"},
    };
    const struct civil noon = {.year = 2026, .month = 11, .day = 22, .hour = 12};
    struct stamp_reader reader;

    setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1);
    tzset();
    stamp_open(&reader, (struct zone){.fixed = false}, clock_seconds(&noon), 0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view line = view_of(rows[i].line);
        char text[RFC3339_BYTES];
        cr_expect_str_eq(read_text(&reader, &line, text), rows[i].want, "row %zu: %s", i,
                         rows[i].line);
    }
}
