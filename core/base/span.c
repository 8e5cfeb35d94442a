/*
 * span.c - adds up values and units from left to right.
 */
#include "base/span.h"

#include "base/calendar.h"
#include "base/view.h"

static const int64_t second = SECOND_MICROSECONDS;
static const int64_t most = (int64_t)10000 * 31557600 * SECOND_MICROSECONDS;

/* The micro sign and the Greek letter mu are different characters. */
static const struct {
    const char *names[4];
    int64_t microseconds;
} units[] = {
    {{"usec", "us", "\xc2\xb5s", "\xce\xbcs"}, 1},
    {{"msec", "ms"}, 1000},
    {{"seconds", "second", "sec", "s"}, SECOND_MICROSECONDS},
    {{"minutes", "minute", "min", "m"}, (int64_t)60 * SECOND_MICROSECONDS},
    {{"hours", "hour", "hr", "h"}, (int64_t)3600 * SECOND_MICROSECONDS},
    {{"days", "day", "d"}, (int64_t)86400 * SECOND_MICROSECONDS},
    {{"weeks", "week", "w"}, (int64_t)604800 * SECOND_MICROSECONDS},
    {{"months", "month", "M"}, (int64_t)2629800 * SECOND_MICROSECONDS},
    {{"years", "year", "y"}, (int64_t)31557600 * SECOND_MICROSECONDS},
};

static bool unit_named(sls_view word, int64_t *microseconds)
{
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        for (size_t j = 0; j < 4 && units[i].names[j] != NULL; j++)
            if (view_equal(word, view_of(units[i].names[j]))) {
                *microseconds = units[i].microseconds;
                return true;
            }
    return false;
}

static sls_view take_while(sls_view *rest, bool digits)
{
    size_t length = 0;

    while (length < rest->len && rest->ptr[length] != ' ' && rest->ptr[length] != '.' &&
           is_digit(rest->ptr[length]) == digits)
        length++;
    sls_view taken = view_cut(*rest, length);
    *rest = view_skip(*rest, length);
    return taken;
}

/* "h" behind "2", or behind "2 "; a value without unit ends at a blank. */
static bool take_unit(sls_view *rest, int64_t *unit)
{
    bool apart = blanks_take(rest);
    sls_view word = take_while(rest, false);

    *unit = second;
    return word.len > 0 ? unit_named(word, unit) : apart || rest->len == 0;
}

/* Digits that are worth less than a microsecond are nothing. */
static int64_t fraction_of(sls_view digits, int64_t unit)
{
    int64_t sum = 0;

    for (size_t i = 0; i < digits.len && unit > 0; i++) {
        unit /= 10;
        sum += (digits.ptr[i] - '0') * unit;
    }
    return sum;
}

/* "2h", "1.5 h", ".5h" */
static bool take_value(sls_view *rest, int64_t *microseconds)
{
    sls_view digits = take_while(rest, true), fraction = {"", 0};
    uint64_t whole = 0;
    int64_t unit;

    if (rest->len > 0 && *rest->ptr == '.') {
        *rest = view_skip(*rest, 1);
        fraction = take_while(rest, true);
        if (fraction.len == 0)
            return false;
    }
    if (digits.len + fraction.len == 0 || !take_unit(rest, &unit) ||
        (digits.len > 0 && !view_number(digits, (uint64_t)(most / unit), &whole)))
        return false;
    *microseconds = (int64_t)whole * unit + fraction_of(fraction, unit);
    return true;
}

bool span_read(sls_view text, int64_t *microseconds)
{
    int64_t value;

    *microseconds = 0;
    text = view_trim(text);
    if (text.len == 0)
        return false;
    while (text.len > 0) {
        if (!take_value(&text, &value) || *microseconds + value > most)
            return false;
        *microseconds += value;
        blanks_take(&text);
    }
    return true;
}
