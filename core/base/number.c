/*
 * number.c - groups of three digits, whatever the locale.
 */
#include "base/number.h"

#include <stddef.h>

const char *number_grouped(char text[GROUPED_BYTES], uint64_t number)
{
    size_t at = GROUPED_BYTES - 1;
    int digits = 0;

    text[at] = '\0';
    do {
        if (digits > 0 && digits % 3 == 0)
            text[--at] = ',';
        text[--at] = (char)('0' + number % 10);
        digits++;
    } while ((number /= 10) > 0);
    return &text[at];
}
