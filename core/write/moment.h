/*
 * moment.h - times and spans as people write them, in a zone.
 */
#ifndef WRITE_MOMENT_H
#define WRITE_MOMENT_H

#include <stdint.h>

#include "base/clock.h"

enum { MOMENT_BYTES = 64 };

/* "Sun 22 Nov 2026", or as the reader's language writes it; so are the others. */
void moment_day(char text[MOMENT_BYTES], int64_t time, struct zone zone);
/* "10:02:33"; "22 Nov 10:02:33" when the day is not that of `today`; "22 Nov 2025" when
   the year is not. */
void moment_clock(char text[MOMENT_BYTES], int64_t time, int64_t today, struct zone zone);
/* "10:00", "22 Nov 10:00": always with the clock, for a scale of hours. */
void moment_hour(char text[MOMENT_BYTES], int64_t time, int64_t today, struct zone zone);
/* "+0900" */
void moment_zone(char text[MOMENT_BYTES], int64_t time, struct zone zone);
/* "23 h 20 min", "4 d 2 h", "45 s" */
void moment_span(char text[MOMENT_BYTES], int64_t seconds);

#endif
