/*
 * rows.h - the rows of a tally: one for each provider and rule by which it refused.
 */
#ifndef TALLY_ROWS_H
#define TALLY_ROWS_H

#include <stdint.h>

#include "tally/tally.h"

/* The number of a row that is there. */
uint32_t rows_find(const struct tally *tally, uint16_t provider, uint16_t rule);
/* Made when it is new; pointers to rows die. */
uint32_t rows_put(struct tally *tally, uint16_t provider, uint16_t rule);

#endif
