/*
 * calendar.h - the figures and words that dates are made of, taken off the front of text.
 *
 * A function whose name ends in _take moves *rest past what it took; when it returns
 * false it took nothing, or *rest is no longer of use.  Nothing here knows a whole form
 * of a date: base/stamp.h, base/stamp_free.h and base/when.h put these pieces together.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/clock.h"
#include "base/view.h"

/* Two decimal digits, the first perhaps a blank; -1 when they are none. */
static inline int two_digits(const char *p)
{
    int tens = p[0] == ' ' ? 0 : p[0] - '0';
    int ones = p[1] - '0';

    if (tens < 0 || tens > 9 || ones < 0 || ones > 9)
        return -1;
    return tens * 10 + ones;
}

static inline int four_digits(const char *p)
{
    int high = two_digits(p), low = two_digits(p + 2);
    return p[0] == ' ' || p[2] == ' ' || high < 0 || low < 0 ? -1 : high * 100 + low;
}

/* 1 to 12 for the three bytes "Jan" to "Dec", else 0. */
int month_of(const char *p);

static inline bool are_six_digits(const char *p)
{
    static const uint64_t zeros = 0x303030303030, sixes = 0x060606060606;
    uint32_t four;
    uint16_t two;

    memcpy(&four, p, sizeof(four));
    memcpy(&two, p + 4, sizeof(two));
    uint64_t bytes = ((uint64_t)two << 32 | four) ^ zeros; /* of a digit its value */
    return ((bytes | (bytes + sixes)) & 0xF0F0F0F0F0F0) == 0;
}

/* One to `most` digits, at most 9; all that stand there, or it is false. */
bool digits_take(sls_view *rest, size_t most, int *number);

/* Blanks; false: there are none. */
static inline bool blanks_take(sls_view *rest)
{
    const char *p = rest->ptr, *end = view_end(*rest);

    while (p < end && *p == ' ')
        p++;
    bool taken = p > rest->ptr;
    *rest = view_between(p, end);
    return taken;
}

/* "." or "," and digits, which are read over; nothing is right too. */
static inline void fraction_take(sls_view *rest)
{
    const char *end = view_end(*rest);

    if (rest->len < 2 || (*rest->ptr != '.' && *rest->ptr != ',') ||
        !is_digit(rest->ptr[1]))
        return;
    const char *p = rest->ptr + 1;
    while (p < end && is_digit(*p))
        p++;
    *rest = view_between(p, end);
}

/* The year as such, or of two digits as POSIX strptime() reads %y: 69 is 1969. */
bool year_take(sls_view *rest, int *year);

/* "November" or "Nov", "Sunday" or "Sun", in any case; Sunday is 0. */
bool month_take(sls_view *rest, int *month);
bool weekday_take(sls_view *rest, int *weekday);

/* "9:30", "09:30:15", "09:30:15.5"; fills hour, minute and second. */
bool clock_take(sls_view *rest, struct civil *civil);

/* "Z", "+09:00", "+0900", "+09", or nothing, which names no offset. */
static inline bool offset_take(sls_view *rest, bool *named, int32_t *seconds)
{
    *named =
        rest->len > 0 && (*rest->ptr == 'Z' || *rest->ptr == '+' || *rest->ptr == '-');
    *seconds = 0;
    if (!*named)
        return true;
    char sign = *rest->ptr;
    *rest = view_skip(*rest, 1);
    if (sign == 'Z')
        return true;
    if (rest->len < 2 || *rest->ptr == ' ')
        return false;
    int hours = two_digits(rest->ptr), minutes = 0;
    *rest = view_skip(*rest, 2);
    if (rest->len > 0 && *rest->ptr == ':')
        *rest = view_skip(*rest, 1);
    if (rest->len >= 2 && is_digit(*rest->ptr)) {
        minutes = two_digits(rest->ptr);
        *rest = view_skip(*rest, 2);
    }
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return false;
    *seconds = (hours * 60 + minutes) * MINUTE_SECONDS * (sign == '-' ? -1 : 1);
    return true;
}

/* A whole word that tells its offset: as above, or "UTC" or "GMT". */
bool zone_named(sls_view word, int32_t *seconds);

#endif
