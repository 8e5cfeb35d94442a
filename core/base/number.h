/*
 * number.h - numbers as people read them.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdint.h>

enum { GROUPED_BYTES = 32 };

/* 1234567 as "1,234,567", somewhere in `text`. */
const char *number_grouped(char text[GROUPED_BYTES], uint64_t number);

#endif
