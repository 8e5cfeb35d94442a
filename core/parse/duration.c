/*
 * duration.c - reads numbers from left to right and stops where no more follow.
 *
 * A number with too many digits is cut: no queue is that old, and nothing may overflow.
 */
#include "parse/duration.h"

#include "base/clock.h"
#include "base/view.h"

enum { MOST_DIGITS = 12, MOST_DAYS_DIGITS = 7, MOST_UNITS = 4, SECOND_MS = 1000 };

/* Takes the digits off the front; how many there were. */
static size_t take_number(sls_view *rest, size_t most_digits, int64_t *number)
{
    size_t digits = 0;

    *number = 0;
    for (; digits < rest->len && digits < most_digits && is_digit(rest->ptr[digits]);
         digits++)
        *number = *number * 10 + (rest->ptr[digits] - '0');
    *rest = view_skip(*rest, digits);
    return digits;
}

int64_t duration_decimal(sls_view text)
{
    int64_t whole, fraction = 0, scale = 100;

    if (take_number(&text, MOST_DIGITS, &whole) == 0)
        return -1;
    for (size_t i = 1; i < text.len && is_digit(text.ptr[i]); i++, scale /= 10)
        fraction += (text.ptr[i] - '0') * scale;
    return whole * SECOND_MS + fraction;
}

int64_t duration_clock(sls_view text)
{
    int64_t days = 0, part, seconds = 0;
    sls_view behind = text;

    if (take_number(&behind, MOST_DAYS_DIGITS, &days) > 0 &&
        view_starts(behind, VIEW("+")))
        text = view_skip(behind, 1);
    else
        days = 0;
    for (int parts = 0; parts < 3; parts++) {
        if (take_number(&text, MOST_DAYS_DIGITS, &part) == 0)
            return -1;
        seconds = seconds * 60 + part;
        if (parts < 2 && !view_starts(text, VIEW(":")))
            return -1;
        text = view_skip(text, 1);
    }
    return (days * DAY_SECONDS + seconds) * SECOND_MS;
}

static int64_t unit_seconds(char unit)
{
    switch (unit) {
    case 'd':
        return DAY_SECONDS;
    case 'h':
        return HOUR_SECONDS;
    case 'm':
        return MINUTE_SECONDS;
    case 's':
        return 1;
    default:
        return 0;
    }
}

int64_t duration_units(sls_view text)
{
    int64_t number, seconds = 0;

    if (text.len == 0)
        return -1;
    for (int units = 0; units < MOST_UNITS && text.len > 0; units++) {
        if (take_number(&text, MOST_DAYS_DIGITS, &number) == 0 || text.len == 0 ||
            unit_seconds(*text.ptr) == 0)
            return -1;
        seconds += number * unit_seconds(*text.ptr);
        text = view_skip(text, 1);
    }
    return seconds * SECOND_MS;
}
