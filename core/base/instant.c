/*
 * instant.c - reads counted seconds.
 *
 * A TAI64 label is 2^62 plus the TAI seconds since 1970; TAI was ten seconds ahead then.
 * What writes the labels adds just these ten to the system's clock and knows no leap
 * seconds (tai_unix() of libtai, tai_now() of daemontools), so taking them off again
 * gives back what the clock said.
 */
#include "base/instant.h"

#include "base/calendar.h"
#include "base/view.h"

enum { UNIX_DIGITS = 10, TAI64_DIGITS = 16, NANO_DIGITS = 8, TAI_AHEAD_SECONDS = 10 };

bool instant_plausible(int64_t time)
{
    return time >= 946684800 && time < 4102444800;
}

static bool take_unix(sls_view *rest, int64_t *time)
{
    uint64_t seconds;

    if (!view_number(view_cut(*rest, UNIX_DIGITS), INT64_MAX, &seconds))
        return false;
    *time = (int64_t)seconds;
    *rest = view_skip(*rest, UNIX_DIGITS);
    fraction_take(rest);
    return true;
}

static bool take_hexadecimal(sls_view *rest, size_t digits, uint64_t *number)
{
    *number = 0;
    if (rest->len < digits)
        return false;
    for (size_t i = 0; i < digits; i++) {
        char c = rest->ptr[i];
        if (!is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        *number = *number << 4 | (uint64_t)(is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    *rest = view_skip(*rest, digits);
    return true;
}

static bool take_tai64(sls_view *rest, int64_t *time)
{
    const uint64_t zero = ((uint64_t)1 << 62) + TAI_AHEAD_SECONDS;
    uint64_t label, nanoseconds;

    *rest = view_skip(*rest, 1);
    if (!take_hexadecimal(rest, TAI64_DIGITS, &label) || label < zero)
        return false;
    *time = (int64_t)(label - zero);
    if (rest->len > 0 && *rest->ptr != ' ')
        return take_hexadecimal(rest, NANO_DIGITS, &nanoseconds) &&
               nanoseconds <= 999999999;
    return true;
}

bool instant_take(sls_view *line, int64_t *time)
{
    sls_view rest = *line;

    if (rest.len <= UNIX_DIGITS)
        return false;
    bool taken = *rest.ptr == '@' ? take_tai64(&rest, time) : take_unix(&rest, time);
    if (!taken || !instant_plausible(*time) || !blanks_take(&rest))
        return false;
    *line = rest;
    return true;
}
