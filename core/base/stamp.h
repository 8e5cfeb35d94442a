/*
 * stamp.h - reads the time stamp at the start of a log line, and guesses a missing year.
 *
 * Read, with a fraction or without:
 *
 *   Nov 22 00:00:23                RFC 3164; also with a year before or behind the date
 *   2026-11-22T00:00:23+09:00      RFC 3339; a blank for the T, an offset without colon,
 *                                  behind a blank ("+0900", "UTC", "GMT"), or none
 *   2026/11/22 00:00:23            the same with slashes
 *   Sun 2026-11-22 00:00:23 KST    journalctl -o short-full; the zone's name is read over
 *   Sun Nov 22 00:00:23 2026       asctime(); without the year too
 *   1795273223  @40000000...       base/instant.h
 *
 * A stamp without offset is in the reader's zone, but for the last two, which need none.
 *
 * A stamp without year is dated from the first line on: it lies in the latest year in
 * which its date is not later than `anchor`.  A step back by half a year or more, such as
 * December to January, adds a year; a step from the first days of January back to the
 * last of December takes it off again.  Only at the end of a file is it known whether
 * that was right: stamp_first_year() tells the year to begin with, so that the last line
 * is not later than the anchor and a 29 February lies in a leap year.
 */
#ifndef BASE_STAMP_H
#define BASE_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/clock.h"

enum { STAMP_KEY_BYTES = 16, OFFSET_BYTES = 6 };

struct stamp_reader {
    struct zone zone;          /* of stamps that name none */
    int64_t anchor;            /* no line is later; 0: not known */
    int first_year;            /* of the first stamp that lacks a year; 0 until then */
    int year, month, day;      /* of the last such stamp */
    bool yearless;             /* some stamp had no year */
    bool year_told;            /* not guessed */
    int leap_day_year;         /* guessed for a 29 February that it lacks; 0: none */
    bool offset_seen;          /* some stamp named its offset */
    int32_t offset_seconds;    /* the first one that did */
    char offset[OFFSET_BYTES]; /* "+09:00", of the last stamp; what it means: */
    int32_t offset_meaning;
    bool precise;              /* the last stamp ended as in "23.123456+09:00 " */
    char key[STAMP_KEY_BYTES]; /* up to the minute, of the last stamp */
    int64_t key_minute;        /* what the key means; as if UTC for RFC 3339 */
    int64_t key_moment;        /* that minute in the reader's zone, once asked for */
    int64_t last;              /* the time read last; 0: none */
};

/* `year` of the first stamp, or 0 to guess it from `anchor`, which may be 0 for "none".
 */
void stamp_open(struct stamp_reader *reader, struct zone zone, int64_t anchor, int year);

/* Takes a stamp and the blank behind it off the front of *line.  False: there is none, or
   its date does not exist; *line is as before. */
bool stamp_read(struct stamp_reader *reader, sls_view *line, int64_t *time);

/* After the last line: the year the first stamp should have been given. */
int stamp_first_year(const struct stamp_reader *reader, int64_t last);

#endif
