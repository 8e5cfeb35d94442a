/*
 * calendar.c - takes figures, names and offsets; what does not fit is never cut to fit.
 */
#include "base/calendar.h"

#include "base/view.h"

int month_of(const char *p)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (size_t i = 0; i < 12; i++)
        if (memcmp(p, names + i * 3, 3) == 0)
            return (int)i + 1;
    return 0;
}

bool digits_take(sls_view *rest, size_t most, int *number)
{
    size_t length = 0;
    int value = 0;

    while (length < rest->len && length <= most && is_digit(rest->ptr[length])) {
        if (length < most)
            value = value * 10 + (rest->ptr[length] - '0');
        length++;
    }
    if (length == 0 || length > most)
        return false;
    *number = value;
    *rest = view_skip(*rest, length);
    return true;
}

bool year_take(sls_view *rest, int *year)
{
    const char *from = rest->ptr;

    if (!digits_take(rest, 4, year))
        return false;
    if (rest->ptr - from == 2)
        *year += *year < 69 ? 2000 : 1900;
    else if (rest->ptr - from != 4)
        return false;
    return *year > 0;
}

/* Which of the names the word in front is, whole or by its first three letters. */
static bool name_take(sls_view *rest, const char *const *names, int count, int *which)
{
    size_t length = 0;

    while (length < rest->len && is_letter(rest->ptr[length]))
        length++;
    sls_view word = view_cut(*rest, length);
    for (int i = 0; i < count; i++) {
        sls_view name = view_of(names[i]);
        if (view_equal_nocase(word, name) || view_equal_nocase(word, view_cut(name, 3))) {
            *which = i;
            *rest = view_skip(*rest, length);
            return true;
        }
    }
    return false;
}

bool month_take(sls_view *rest, int *month)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

    if (!name_take(rest, names, 12, month))
        return false;
    ++*month;
    return true;
}

bool weekday_take(sls_view *rest, int *weekday)
{
    static const char *const names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};

    return name_take(rest, names, 7, weekday);
}

/* ":30" */
static bool sixtieth_take(sls_view *rest, int most, int *number)
{
    if (rest->len < 3 || *rest->ptr != ':' || !is_digit(rest->ptr[2]))
        return false;
    *rest = view_skip(*rest, 1);
    return digits_take(rest, 2, number) && *number <= most;
}

bool clock_take(sls_view *rest, struct civil *civil)
{
    if (!digits_take(rest, 2, &civil->hour) || civil->hour > 23 ||
        !sixtieth_take(rest, 59, &civil->minute))
        return false;
    civil->second = 0;
    if (rest->len == 0 || *rest->ptr != ':')
        return true;
    if (!sixtieth_take(rest, 60, &civil->second))
        return false;
    fraction_take(rest);
    return true;
}

bool zone_named(sls_view word, int32_t *seconds)
{
    bool named;

    *seconds = 0;
    if (view_equal(word, VIEW("UTC")) || view_equal(word, VIEW("GMT")))
        return true;
    return offset_take(&word, &named, seconds) && named && word.len == 0;
}
