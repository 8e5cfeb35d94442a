/*
 * when.c - takes the zone off the end, then reads a word, a span or a date.
 */
#include "base/when.h"

#include "base/calendar.h"
#include "base/say.h"
#include "base/span.h"
#include "base/view.h"

enum { SHOWN_BYTES = 200, NO_WEEKDAY = -1 };

static const int64_t end_of_9999 = 253402300800;

/* A date in parts; what the text does not tell is taken from today. */
struct date {
    int weekday;
    bool dated;
    int days_later; /* of today, when there is no date */
    struct civil civil;
};

/* The sentence has room for the text. */
static bool refuse(sls_view text, const char *sentence, struct why *why)
{
    fail(why, sentence, (int)view_cut(text, SHOWN_BYTES).len, text.ptr);
    return fail_remedy(why, "\"2026-11-22 10:30\", yesterday or -2h");
}

static bool not_understood(sls_view text, struct why *why)
{
    return refuse(text, SAID("\"%.*s\" is no time that can be read"), why);
}

static bool within_range(sls_view text, int64_t time, struct why *why)
{
    if (time >= 0 && time < end_of_9999)
        return true;
    return refuse(text, SAID("\"%.*s\" lies before 1970 or after 9999"), why);
}

/* In microseconds, rounded down to seconds. */
static int64_t later(int64_t now, int64_t span)
{
    int64_t sum = now * SECOND_MICROSECONDS + span;
    return sum / SECOND_MICROSECONDS - (sum % SECOND_MICROSECONDS < 0 ? 1 : 0);
}

/* "2 days ago": *span is what stands before the word. */
static bool has_last_word(sls_view text, sls_view word, sls_view *span)
{
    if (!view_ends(text, word) || text.len == word.len)
        return false;
    *span = view_cut(text, text.len - word.len);
    return view_ends(*span, VIEW(" "));
}

/* False: the text does not have the form of a span.  *from is then as before. */
static bool is_span(sls_view text, int64_t *from, int *sign, sls_view *span)
{
    char first = text.len > 0 ? *text.ptr : '\0';

    *sign = first == '-' ? -1 : 1;
    if (first == '-' || first == '+' || first == '@') {
        *from = first == '@' ? 0 : *from;
        *span = view_skip(text, 1);
        return true;
    }
    if (has_last_word(text, VIEW("left"), span))
        return true;
    *sign = -1;
    return has_last_word(text, VIEW("ago"), span);
}

static bool separator_take(sls_view *rest, char separator)
{
    if (rest->len == 0 || *rest->ptr != separator)
        return false;
    *rest = view_skip(*rest, 1);
    return true;
}

/* "2012-11-23", "12-11-23" */
static bool take_day(sls_view *rest, struct civil *civil)
{
    sls_view ahead = *rest;

    if (!year_take(&ahead, &civil->year) || !separator_take(&ahead, '-') ||
        !digits_take(&ahead, 2, &civil->month) || !separator_take(&ahead, '-') ||
        !digits_take(&ahead, 2, &civil->day))
        return false;
    *rest = ahead;
    return true;
}

/* Behind a date: "T11:12" or " 11:12"; anything else is left for the zone. */
static bool take_clock_behind(sls_view *rest, struct civil *civil)
{
    sls_view ahead = *rest;

    if ((!separator_take(&ahead, 'T') && !blanks_take(&ahead)) || ahead.len == 0 ||
        !is_digit(*ahead.ptr))
        return true;
    *rest = ahead;
    return clock_take(rest, civil);
}

static bool take_word(sls_view *rest, struct date *date)
{
    static const char *const words[] = {"yesterday", "today", "tomorrow"};
    sls_view ahead = *rest, word = view_take(&ahead, ' ');

    for (int i = 0; i < 3; i++)
        if (view_equal(word, view_of(words[i]))) {
            date->days_later = i - 1;
            *rest = view_skip(*rest, word.len);
            return true;
        }
    return false;
}

static bool take_date(sls_view *rest, struct date *date)
{
    *date = (struct date){.weekday = NO_WEEKDAY};
    if (take_word(rest, date))
        return true;
    if (weekday_take(rest, &date->weekday) && !blanks_take(rest))
        return false;
    date->dated = take_day(rest, &date->civil);
    return date->dated ? take_clock_behind(rest, &date->civil)
                       : clock_take(rest, &date->civil);
}

/* "Z" or an offset right behind the date, either or "UTC" behind a blank, or nothing. */
static bool read_zone(sls_view rest, struct zone *zone)
{
    int32_t offset = 0;

    if (rest.len == 0)
        return true;
    blanks_take(&rest);
    if (!view_equal_nocase(rest, VIEW("UTC")) && !zone_named(rest, &offset))
        return false;
    *zone = (struct zone){.fixed = true, .offset_seconds = offset};
    return true;
}

/* False: the day does not exist, or is not the weekday that the text calls it. */
static bool settle_day(sls_view text, struct date *date, int64_t today, struct why *why)
{
    struct civil *civil = &date->civil, day = clock_civil(today);

    if (date->dated && !clock_date_exists(civil->year, civil->month, civil->day))
        return refuse(text, SAID("\"%.*s\" is a date that does not exist"), why);
    if (date->dated)
        day = clock_civil(clock_seconds(civil));
    civil->year = day.year;
    civil->month = day.month;
    civil->day = day.day;
    if (date->weekday != NO_WEEKDAY && date->weekday != day.weekday)
        return refuse(text, SAID("\"%.*s\" names the wrong day of the week"), why);
    return true;
}

static bool read_date(sls_view text, int64_t now, struct zone zone, int64_t *time,
                      struct why *why)
{
    sls_view rest = text;
    struct date date;

    if (!take_date(&rest, &date))
        return not_understood(text, why);
    if (!read_zone(rest, &zone)) {
        if (blanks_take(&rest) && is_letter(*rest.ptr))
            return refuse(
                text,
                SAID("\"%.*s\" names a zone that is not read here: write UTC or "
                     "+09:00"),
                why);
        return not_understood(text, why);
    }
    int64_t today = now + zone_offset(zone, now) + date.days_later * (int64_t)DAY_SECONDS;
    if (!settle_day(text, &date, today, why))
        return false;
    *time = zone_to_utc(zone, clock_seconds(&date.civil));
    return within_range(text, *time, why);
}

bool when_read(sls_view text, int64_t now, struct zone zone, int64_t *time,
               struct why *why)
{
    int64_t from = now, length;
    sls_view span;
    int sign;

    text = view_trim(text);
    *time = now;
    if (view_equal(text, VIEW("now")))
        return true;
    if (!is_span(text, &from, &sign, &span))
        return read_date(text, now, zone, time, why);
    if (!span_read(span, &length))
        return not_understood(text, why);
    *time = later(from, sign * length);
    return within_range(text, *time, why);
}
