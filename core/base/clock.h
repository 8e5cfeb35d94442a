/*
 * clock.h - calendar arithmetic and time zones; all times are seconds since 1970 UTC.
 *
 * The proleptic Gregorian calendar, years 1 to 9999, no leap seconds (POSIX time).
 * Nothing here asks what time it is: "now" is an argument everywhere.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum { MINUTE_SECONDS = 60, HOUR_SECONDS = 3600, DAY_SECONDS = 86400 };

struct civil {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
    int hour, minute, second;
    int weekday; /* 0: Sunday; filled by clock_civil() only */
};

/* A fixed offset, or the zone of the process (environment variable TZ, else the
 * system's). */
struct zone {
    bool fixed;
    int32_t offset_seconds; /* east of UTC; meaningful when fixed */
};

bool clock_leap_year(int year);
bool clock_date_exists(int year, int month, int day);

/* The calendar as if in UTC, and back. */
int64_t clock_seconds(const struct civil *civil);
struct civil clock_civil(int64_t seconds);

/* Seconds east of UTC at a moment. */
int32_t zone_offset(struct zone zone, int64_t time);
/* From a wall clock reading, given as if it were UTC.  An hour that a zone has twice is
   its first pass; one that it skips is taken with the offset before the skip. */
int64_t zone_to_utc(struct zone zone, int64_t wall);

enum { RFC3339_BYTES = 32 };
/* "2026-11-22T00:00:23+09:00" (RFC 3339); UTC is written "+00:00". */
void clock_rfc3339(char text[RFC3339_BYTES], int64_t time, struct zone zone);

#endif
