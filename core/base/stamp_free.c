/*
 * stamp_free.c - a date in one of five orders, then the time of day and the zone, which
 * all of them have alike.
 */
#include "base/stamp_free.h"

#include "base/calendar.h"
#include "base/instant.h"
#include "base/view.h"

enum { SECONDS_DIGITS = 10, MILLISECONDS_DIGITS = 13, NO_WEEKDAY = -1 };

static bool byte_take(sls_view *rest, char byte)
{
    if (rest->len == 0 || *rest->ptr != byte)
        return false;
    *rest = view_skip(*rest, 1);
    return true;
}

/* "1795273223.5", "1795273223123" */
static bool read_count(sls_view text, int64_t *time)
{
    size_t digits = 0;
    uint64_t number;

    while (digits < text.len && is_digit(text.ptr[digits]))
        digits++;
    if ((digits != SECONDS_DIGITS && digits != MILLISECONDS_DIGITS) ||
        !view_number(view_cut(text, digits), INT64_MAX, &number))
        return false;
    sls_view rest = view_skip(text, digits);
    fraction_take(&rest);
    *time = (int64_t)(digits == SECONDS_DIGITS ? number : number / 1000);
    return rest.len == 0 && instant_plausible(*time);
}

/* "11/22/2026" or "22/11/2026": a number above twelve is the day, and equal ones are
   both.  Who wrote "11/12/2026" is not known. */
static bool settle_order(int first, int second, struct civil *civil)
{
    if (first <= 12 && second <= 12 && first != second)
        return false;
    civil->month = first > 12 ? second : first;
    civil->day = first > 12 ? first : second;
    return true;
}

/* "/22/2026" behind a number */
static bool take_slashes(sls_view *rest, int first, struct civil *civil)
{
    int second;

    return byte_take(rest, '/') && digits_take(rest, 2, &second) &&
           byte_take(rest, '/') && digits_take(rest, 4, &civil->year) &&
           settle_order(first, second, civil);
}

/* "-11-22" or "/11/22" behind a year */
static bool take_month_and_day(sls_view *rest, struct civil *civil)
{
    char separator = rest->len > 0 && *rest->ptr == '/' ? '/' : '-';

    return byte_take(rest, separator) && digits_take(rest, 2, &civil->month) &&
           byte_take(rest, separator) && digits_take(rest, 2, &civil->day);
}

/* " Nov 2026" or "-Nov-2026" behind a day */
static bool take_month_and_year(sls_view *rest, struct civil *civil)
{
    bool dashes = byte_take(rest, '-');

    if ((!dashes && !blanks_take(rest)) || !month_take(rest, &civil->month))
        return false;
    return (dashes ? byte_take(rest, '-') : blanks_take(rest)) &&
           digits_take(rest, 4, &civil->year);
}

/* "Nov 22, 2026" */
static bool take_american(sls_view *rest, struct civil *civil)
{
    if (!month_take(rest, &civil->month) || !blanks_take(rest) ||
        !digits_take(rest, 2, &civil->day))
        return false;
    bool comma = byte_take(rest, ',');
    return (blanks_take(rest) || comma) && digits_take(rest, 4, &civil->year);
}

static bool take_date(sls_view *rest, struct civil *civil)
{
    const char *from = rest->ptr;
    int first;

    if (rest->len > 0 && is_letter(*rest->ptr))
        return take_american(rest, civil);
    if (!digits_take(rest, 4, &first))
        return false;
    if (rest->ptr - from == 4) {
        civil->year = first;
        return take_month_and_day(rest, civil);
    }
    if (rest->ptr - from > 2)
        return false;
    if (rest->len > 0 && *rest->ptr == '/')
        return take_slashes(rest, first, civil);
    civil->day = first;
    return take_month_and_year(rest, civil);
}

/* "Sun, " or "Sun " */
static bool take_weekday(sls_view *rest, int *weekday)
{
    *weekday = NO_WEEKDAY;
    if (!weekday_take(rest, weekday))
        return true;
    bool comma = byte_take(rest, ',');
    return blanks_take(rest) || comma;
}

/* "AM" or "PM", perhaps behind a blank, which browsers write as U+202F (Unicode CLDR 42):
   12 AM is midnight and 12 PM is noon. */
static bool take_half(sls_view *rest, int *hour)
{
    sls_view ahead = *rest;

    if (!blanks_take(&ahead) && view_starts(ahead, VIEW("\xe2\x80\xaf")))
        ahead = view_skip(ahead, 3);
    bool after_noon = view_starts_nocase(ahead, VIEW("PM"));
    if (!after_noon && !view_starts_nocase(ahead, VIEW("AM")))
        return true;
    *rest = view_skip(ahead, 2);
    if (*hour < 1 || *hour > 12)
        return false;
    *hour = *hour % 12 + (after_noon ? 12 : 0);
    return rest->len == 0 || *rest->ptr == ' ';
}

/* RFC 5322 section 4.3, "obs-zone". */
static bool zone_of_mail(sls_view word, int32_t *seconds)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {
        {"UT", 0},   {"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
        {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7},
    };

    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
        if (view_equal(word, view_of(zones[i].name))) {
            *seconds = zones[i].hours * HOUR_SECONDS;
            return true;
        }
    return zone_named(word, seconds);
}

/* Nothing, or a zone and perhaps its name in brackets: "+0900 (KST)". */
static bool read_zone(sls_view rest, struct zone *zone)
{
    int32_t offset;

    blanks_take(&rest);
    if (rest.len == 0)
        return true;
    sls_view word = view_take(&rest, ' ');
    if (!zone_of_mail(word, &offset))
        return false;
    *zone = (struct zone){.fixed = true, .offset_seconds = offset};
    blanks_take(&rest);
    return rest.len == 0 ||
           (*rest.ptr == '(' && view_find_byte(rest, ')') == view_end(rest) - 1);
}

static bool read_calendar(sls_view rest, struct zone zone, int64_t *time)
{
    struct civil civil = {.year = 0};
    int weekday;

    if (!take_weekday(&rest, &weekday) || !take_date(&rest, &civil) ||
        civil.year < 1000 || !clock_date_exists(civil.year, civil.month, civil.day))
        return false;
    byte_take(&rest, ',');
    if (!byte_take(&rest, 'T') && !blanks_take(&rest))
        return false;
    if (!clock_take(&rest, &civil) || !take_half(&rest, &civil.hour) ||
        !read_zone(rest, &zone))
        return false;
    int64_t wall = clock_seconds(&civil);
    if (weekday != NO_WEEKDAY && weekday != clock_civil(wall - civil.second).weekday)
        return false;
    *time = zone_to_utc(zone, wall);
    return true;
}

bool stamp_free(sls_view text, struct zone zone, int64_t *time)
{
    text = view_trim(text);
    return read_count(text, time) || read_calendar(text, zone, time);
}
