/*
 * times.h - refusals of recipients not accepted, by hour and by day.
 *
 * Of hours the last HOURS_KEPT are kept when the list is full; days are kept all.
 */
#ifndef TALLY_TIMES_H
#define TALLY_TIMES_H

#include <stdint.h>

#include "tally/tally.h"

/* The number of an hour since 1970, in the zone that hours are counted in. */
int64_t times_hour(const struct tally *tally, int64_t time);

/* Adds what failed or is delayed; the major number is a row. */
void times_add_hour(struct tally *tally, const struct pair *hour);
/* `unit`: so many of the minor numbers are a day. */
void times_add_day(struct tally *tally, const struct pair *day, uint32_t unit);

#endif
