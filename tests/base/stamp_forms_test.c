/*
 * stamp_forms_test.c - holds base/stamp.h to its header in the rarer forms: an offset
 * behind a blank, slashes, a weekday in front, journalctl's outputs, counted seconds; and
 * in which of them an offset is told, or the reader's zone does not matter.
 */
#include "base/stamp.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/view.h"

static const struct zone seoul = {.fixed = true, .offset_seconds = 32400};

/* A reader in Seoul whose anchor is noon of 22 November 2026 there. */
static struct stamp_reader reader_of_november(void)
{
    struct stamp_reader reader;
    const struct civil noon = {.year = 2026, .month = 11, .day = 22, .hour = 12};

    stamp_open(&reader, seoul, clock_seconds(&noon) - 32400, 0);
    return reader;
}

enum { NONE = -1 };

static const struct {
    const char *line, *want; /* in Seoul's time; NULL: no stamp */
    const char *rest;
    int offset_hours; /* that the stamp tells; NONE: none */
} rows[] = {
    /* Exim with log_timezone, with and without log_selector = +millisec */
    {"2020-06-20 01:32:57 +0200 [789] 1jm", "2020-06-20T08:32:57", "[789] 1jm", 2},
    {"2020-06-20 01:32:57.345 +0200 1jm", "2020-06-20T08:32:57", "1jm", 2},
    {"2020-06-20 01:32:57 -0500 1jm", "2020-06-20T15:32:57", "1jm", -5},
    {"2020-06-20 01:32:57 +02:00 1jm", "2020-06-20T08:32:57", "1jm", 2},
    {"2020-06-20 01:32:57 +0000   1jm", "2020-06-20T10:32:57", "1jm", 0},
    {"2020-06-20 01:32:57 +0200", "2020-06-20T08:32:57", "", 2},
    {"2020-06-20 01:32:57 UTC 1jm", "2020-06-20T10:32:57", "1jm", 0},
    {"2020-06-20 01:32:57 GMT", "2020-06-20T10:32:57", "", 0},
    {"2020-06-20 01:32:57+0200 +0300 1jm", "2020-06-20T08:32:57", "+0300 1jm", 2},
    /* what stands there and is no zone */
    {"2020-06-20 01:32:57 1jm-00 <= x", "2020-06-20T01:32:57", "1jm-00 <= x", NONE},
    {"2020-06-20 01:32:57 +02 x", "2020-06-20T01:32:57", "+02 x", NONE},
    {"2020-06-20 01:32:57 +2400 x", "2020-06-20T01:32:57", "+2400 x", NONE},
    {"2020-06-20 01:32:57 +0200x", "2020-06-20T01:32:57", "+0200x", NONE},
    {"2020-06-20 01:32:57  +0200 x", "2020-06-20T01:32:57", "+0200 x", NONE},
    {"2020-06-20 01:32:57 - x", "2020-06-20T01:32:57", "- x", NONE},
    {"2020-06-20 01:32:57 UTC: x", "2020-06-20T01:32:57", "UTC: x", NONE},
    {"2020-06-20 01:32:57 Unfrozen by x", "2020-06-20T01:32:57", "Unfrozen by x", NONE},
    {"2020-06-20 01:32:57 CEST x", "2020-06-20T01:32:57", "CEST x", NONE},
    {"2020-06-20 01:32:57: +0200 x", "2020-06-20T01:32:57", "+0200 x", NONE},
    {"Nov 22 00:00:23 +0200 x", "2026-11-22T00:00:23", "+0200 x", NONE},
    /* tai64nlocal, slashes */
    {"2010-05-04 03:32:00.123456789 x", "2010-05-04T03:32:00", "x", NONE},
    {"2026/11/22 00:00:23 mx1", "2026-11-22T00:00:23", "mx1", NONE},
    {"2026/11/22 00:00:23.5 +0200 mx1", "2026-11-22T07:00:23", "mx1", 2},
    {"2026/11/22 00:00:23 UTC mx1", "2026-11-22T09:00:23", "mx1", 0},
    {"2026/11/31 00:00:23 mx1", NULL, NULL, NONE},
    {"2026/11-22 00:00:23 mx1", NULL, NULL, NONE},
    {"2026-11/22 00:00:23 mx1", NULL, NULL, NONE},
    {"2026/11/22T00:00:23 mx1", NULL, NULL, NONE},
    /* journalctl -o short-full, short-iso, short-iso-precise, short-precise, short-unix
     */
    {"Sun 2026-11-22 00:00:23 KST mx1 x", "2026-11-22T00:00:23", "mx1 x", NONE},
    {"Sun 2026-11-22 00:00:23 UTC mx1 x", "2026-11-22T09:00:23", "mx1 x", 0},
    {"Sun 2026-11-22 00:00:23 GMT mx1 x", "2026-11-22T09:00:23", "mx1 x", 0},
    {"Sun 2026-11-22 00:00:23 +02 mx1 x", "2026-11-22T07:00:23", "mx1 x", 2},
    {"Sun 2026-11-22 00:00:23 -03 mx1 x", "2026-11-22T12:00:23", "mx1 x", -3},
    {"Sun 2026-11-22 00:00:23 +0200 mx1 x", "2026-11-22T07:00:23", "mx1 x", 2},
    {"Sun 2026-11-22 00:00:23 ChST mx1 x", "2026-11-22T00:00:23", "mx1 x", NONE},
    {"Sun 2026-11-22 00:00:23 CEST mx1 x", "2026-11-22T00:00:23", "mx1 x", NONE},
    {"Sun 2026-11-22 00:00:23 mx1 x", "2026-11-22T00:00:23", "mx1 x", NONE},
    {"Sun 2026-11-22 00:00:23 MX1 x", "2026-11-22T00:00:23", "MX1 x", NONE},
    {"Sun 2026-11-22 00:00:23 mail x", "2026-11-22T00:00:23", "mail x", NONE},
    {"Sun 2026-11-22 00:00:23 MAILHOST x", "2026-11-22T00:00:23", "MAILHOST x", NONE},
    {"Sun 2026-11-22 00:00:23 KST", "2026-11-22T00:00:23", "KST", NONE},
    {"Sun 2026-11-22 00:00:23", "2026-11-22T00:00:23", "", NONE},
    {"Sun 2026/11/22 00:00:23 KST mx1 x", NULL, NULL, NONE},
    {"Sun 2026-11-22 00:00:23x KST mx1", NULL, NULL, NONE},
    {"Sun 2026-11-22 00:00 KST mx1", NULL, NULL, NONE},
    {"2026-11-22T00:00:23+0200 mx1 x", "2026-11-22T07:00:23", "mx1 x", 2},
    {"2026-11-22T00:00:23.123456+0900 mx1", "2026-11-22T00:00:23", "mx1", 9},
    {"Nov 22 00:00:23.123456 mx1 x", "2026-11-22T00:00:23", "mx1 x", NONE},
    {"1795273223.123456 mx1 x", "2026-11-22T00:00:23", "mx1 x", NONE},
    {"1795273223 x", "2026-11-22T00:00:23", "x", NONE},
    {"1795273223: x", NULL, NULL, NONE},
    {"12345678901234567890 x", NULL, NULL, NONE},
    /* multilog, s6-log */
    {"@400000006a0099d10bebc200 info msg 1", "2026-05-10T23:44:23", "info msg 1", NONE},
    {"@400000006a0099d1 x", "2026-05-10T23:44:23", "x", NONE},
    {"@400000006a0099d10bebc20x x", NULL, NULL, NONE},
    /* asctime(), and a weekday alone */
    {"Sun Nov 22 00:00:23 2026 x", "2026-11-22T00:00:23", "x", NONE},
    {"Sun Nov  1 00:00:23 2026  x", "2026-11-01T00:00:23", "x", NONE},
    {"Sun Nov 22 00:00:23 2026", "2026-11-22T00:00:23", "", NONE},
    {"Thu Feb 29 00:00:23 2024 x", "2024-02-29T00:00:23", "x", NONE},
    {"Sun Nov 22 00:00:23 mx1 x", "2026-11-22T00:00:23", "mx1 x", NONE},
    {"Sun Nov 22 00:00:23 2026x", "2026-11-22T00:00:23", "2026x", NONE},
    {"Sun Nov 22 00:00:23 20266 x", "2026-11-22T00:00:23", "20266 x", NONE},
    {"Sun Feb 29 00:00:23 2026 x", NULL, NULL, NONE},
    {"Sun Nov 31 00:00:23 mx1 x", NULL, NULL, NONE},
    {"Sunday at 12 the queue was full", NULL, NULL, NONE},
    {"Sun is shining on the mail queue", NULL, NULL, NONE},
    {"Son Nov 22 00:00:23 2026 x", NULL, NULL, NONE},
    {"Sun Sun Nov 22 00:00:23 2026 x", NULL, NULL, NONE},
};

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

Test(stamp_forms, each)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct stamp_reader reader = reader_of_november();
        sls_view line = view_of(rows[i].line);
        char text[RFC3339_BYTES];
        cr_expect_str_eq(read_text(&reader, &line, text),
                         rows[i].want != NULL ? rows[i].want : "none", "\"%s\": %s",
                         rows[i].line, text);
        cr_expect(
            view_equal(line, view_of(rows[i].want != NULL ? rows[i].rest : rows[i].line)),
            "\"%s\" leaves \"%.*s\"", rows[i].line, (int)line.len, line.ptr);
        cr_expect_eq(reader.offset_seen, rows[i].offset_hours != NONE, "\"%s\"",
                     rows[i].line);
        if (reader.offset_seen)
            cr_expect_eq(reader.offset_seconds, rows[i].offset_hours * 3600, "\"%s\"",
                         rows[i].line);
    }
}

/* One reader reads them all, forwards and backwards: the kept minute misleads nobody. */
Test(stamp_forms, one_after_the_other)
{
    enum { COUNT = sizeof(rows) / sizeof(rows[0]) };
    struct stamp_reader reader = reader_of_november();

    for (size_t i = 0; i < (size_t)2 * COUNT; i++) {
        size_t row = i < COUNT ? i : (size_t)2 * COUNT - 1 - i;
        sls_view line = view_of(rows[row].line);
        char text[RFC3339_BYTES];
        cr_expect_str_eq(read_text(&reader, &line, text),
                         rows[row].want != NULL ? rows[row].want : "none", "\"%s\": %s",
                         rows[row].line, text);
    }
}

/* Seconds that are counted are the same moment everywhere; a wall clock is not. */
Test(stamp_forms, instants_do_not_hang_on_the_zone)
{
    static const struct {
        const char *line;
        bool instant;
    } lines[] = {
        {"1795273223 x", true},
        {"1795273223.5 x", true},
        {"@400000006b01b211 x", true},
        {"@400000006b01b21100000000 x", true},
        {"2026-11-21 15:00:23 +0000 x", true},
        {"Sat 2026-11-21 15:00:23 UTC x", true},
        {"2026-11-21 15:00:23 x", false},
        {"Sat 2026-11-21 15:00:23 KST x", false},
        {"Sat Nov 21 15:00:23 2026 x", false},
    };

    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        for (int hours = -11; hours <= 13; hours += 12) {
            struct stamp_reader reader;
            sls_view line = view_of(lines[i].line);
            int64_t time = 0;
            stamp_open(&reader, (struct zone){true, hours * HOUR_SECONDS}, 1795273300, 0);
            cr_expect(stamp_read(&reader, &line, &time), "%s", lines[i].line);
            cr_expect_eq(time, 1795273223 - (lines[i].instant ? 0 : hours * HOUR_SECONDS),
                         "%s, zone %d", lines[i].line, hours);
        }
}

Test(stamp_forms, cut_at_every_byte)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t bytes = 0; bytes <= strlen(rows[i].line); bytes++) {
            struct stamp_reader reader = reader_of_november();
            char *copy = malloc(bytes + (bytes == 0));
            memcpy(copy, rows[i].line, bytes);
            sls_view line = {copy, bytes};
            int64_t time = 0;
            bool read = stamp_read(&reader, &line, &time);
            cr_expect_eq(view_end(line), copy + bytes, "%s", rows[i].line);
            cr_expect(!read || bytes > 10, "%s", rows[i].line);
            free(copy);
        }
}

/* Berlin's clock: 02:00 to 03:00 comes twice on 25 October 2026, and is missing on 29
   March.  Each form of the wall clock says the same; the first pass of two is meant. */
Test(stamp_forms, berlin_changes_its_clock)
{
    static const struct {
        const char *line, *want; /* in UTC */
    } times[] = {
        {"2026-10-25 01:59:59 x", "2026-10-24T23:59:59"},
        {"2026-10-25 02:00:00 x", "2026-10-25T00:00:00"},
        {"2026-10-25 02:59:59 x", "2026-10-25T00:59:59"},
        {"2026-10-25 02:30:00 x", "2026-10-25T00:30:00"},
        {"2026-10-25 02:30:00 +0200 x", "2026-10-25T00:30:00"},
        {"2026-10-25 02:30:00 +0100 x", "2026-10-25T01:30:00"},
        {"2026-10-25 02:30:01 x", "2026-10-25T00:30:01"},
        {"2026-10-25 03:00:00 x", "2026-10-25T02:00:00"},
        {"Oct 25 02:30:00 mx1 x", "2026-10-25T00:30:00"},
        {"Oct 25 02:30:59 mx1 x", "2026-10-25T00:30:59"},
        {"Oct 25 03:00:00 mx1 x", "2026-10-25T02:00:00"},
        {"Sun 2026-10-25 02:30:00 CET x", "2026-10-25T00:30:00"},
        {"Sun Oct 25 02:30:00 2026 x", "2026-10-25T00:30:00"},
        {"2026/03/29 01:59:59 x", "2026-03-29T00:59:59"},
        {"2026/03/29 02:30:00 x", "2026-03-29T01:30:00"},
        {"2026/03/29 03:00:00 x", "2026-03-29T01:00:00"},
        {"Mar 29 02:30:00 mx1 x", "2026-03-29T01:30:00"},
        {"Mar 29 03:30:00 mx1 x", "2026-03-29T01:30:00"},
    };

    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
        struct stamp_reader reader;
        sls_view line = view_of(times[i].line);
        char text[RFC3339_BYTES] = "";
        int64_t time = 0;
        stamp_open(&reader, (struct zone){.fixed = false}, 1795273300, 0);
        cr_expect(stamp_read(&reader, &line, &time), "%s", times[i].line);
        clock_rfc3339(text, time, (struct zone){.fixed = true});
        text[19] = '\0';
        cr_expect_str_eq(text, times[i].want, "%s: %s", times[i].line, text);
    }
}
