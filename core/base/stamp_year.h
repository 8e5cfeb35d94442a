/*
 * stamp_year.h - the year of a stamp that names none, for base/stamp.c only.
 *
 * base/stamp.h says how it is guessed, and declares stamp_first_year(), which is defined
 * here too.
 */
#ifndef BASE_STAMP_YEAR_H
#define BASE_STAMP_YEAR_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/stamp.h"

/* Fills civil->year, going by the stamp before.  False: that year lacks the date. */
bool year_guess(struct stamp_reader *reader, struct civil *civil);

#endif
