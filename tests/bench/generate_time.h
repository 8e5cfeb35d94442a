/*
 * generate_time.h - calendar arithmetic for stamps, and RFC 3339 times.
 */
#ifndef BENCH_GENERATE_TIME_H
#define BENCH_GENERATE_TIME_H

#include <stdbool.h>
#include <stdint.h>

struct civil_time {
    int64_t year;
    unsigned month, day, hour, minute, second;
};

/* The calendar as if in UTC, and back. */
struct civil_time civil_of(int64_t seconds);
int64_t civil_seconds(struct civil_time civil);

/* "2026-11-22T00:00:23+09:00" or with "Z": seconds since 1970 UTC, and the offset. */
bool time_read(const char *text, int64_t *seconds, int32_t *offset_seconds);

#endif
