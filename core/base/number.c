/*
 * number.c - groups of three digits, whatever the locale.
 */
#include "base/number.h"

const char *number_grouped(char text[GROUPED_BYTES], uint64_t number)
{
    char *p = text + GROUPED_BYTES - 1;
    int digits = 0;

    *p = '\0';
    do {
        if (digits > 0 && digits % 3 == 0)
            *--p = ',';
        *--p = (char)('0' + number % 10);
        digits++;
    } while ((number /= 10) > 0);
    return p;
}
