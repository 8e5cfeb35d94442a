/*
 * stamp.c - time stamps by fixed positions; a minute seen before costs one comparison.
 *
 * Stamps of neighbouring lines differ in the second at most, so what a stamp means up to
 * its minute is kept from line to line.
 */
#include "base/stamp.h"

#include "base/view.h"

enum { RFC3164_KEY = 13, RFC3339_KEY = 16, SLACK_SECONDS = DAY_SECONDS };

void stamp_open(struct stamp_reader *reader, struct zone zone, int64_t anchor, int year)
{
    *reader = (struct stamp_reader){
        .zone = zone, .anchor = anchor, .first_year = year, .year = year};
}

/* Two decimal digits, the first perhaps a blank; -1 when they are none. */
static int two_digits(const char *p)
{
    int tens = p[0] == ' ' ? 0 : p[0] - '0';
    int ones = p[1] - '0';

    if (tens < 0 || tens > 9 || ones < 0 || ones > 9)
        return -1;
    return tens * 10 + ones;
}

static int four_digits(const char *p)
{
    int high = two_digits(p), low = two_digits(p + 2);
    return p[0] == ' ' || p[2] == ' ' || high < 0 || low < 0 ? -1 : high * 100 + low;
}

static int month_of(const char *p)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (size_t i = 0; i < 12; i++)
        if (memcmp(p, names + i * 3, 3) == 0)
            return (int)i + 1;
    return 0;
}

static bool clock_reads(const char *p, struct civil *civil)
{
    civil->hour = two_digits(p);
    civil->minute = two_digits(p + 3);
    return p[2] == ':' && civil->hour >= 0 && civil->hour <= 23 && civil->minute >= 0 &&
           civil->minute <= 59;
}

static bool date_exists(const struct civil *civil)
{
    return clock_date_exists(civil->year, civil->month, civil->day);
}

/* The latest year that has the date and does not put it after the anchor. */
static int year_before(const struct stamp_reader *reader, struct civil civil)
{
    if (reader->anchor == 0)
        return 1970;
    civil.year = clock_civil(reader->anchor + SLACK_SECONDS).year;
    for (int tries = 0; tries < 9; tries++, civil.year--) {
        if (!date_exists(&civil))
            continue;
        if (zone_to_utc(reader->zone, clock_seconds(&civil)) <=
            reader->anchor + SLACK_SECONDS)
            break;
    }
    return civil.year;
}

/* Lines around New Year may come in the wrong order. */
static bool is_late_line(const struct stamp_reader *reader, const struct civil *civil)
{
    return reader->month == 1 && reader->day <= 3 && civil->month == 12 &&
           civil->day >= 29;
}

static void guess_year(struct stamp_reader *reader, struct civil *civil)
{
    reader->yearless = true;
    if (reader->first_year == 0)
        reader->first_year = reader->year = year_before(reader, *civil);
    else if (reader->month != 0 && civil->month - reader->month <= -6)
        reader->year++;
    else if (is_late_line(reader, civil))
        reader->year--;
    reader->month = civil->month;
    reader->day = civil->day;
    civil->year = reader->year;
}

int stamp_first_year(const struct stamp_reader *reader, int64_t last)
{
    if (!reader->yearless || reader->anchor == 0 ||
        last <= reader->anchor + SLACK_SECONDS)
        return reader->first_year;
    struct civil newest = clock_civil(last + zone_offset(reader->zone, last));
    return reader->first_year - (newest.year - year_before(reader, newest));
}

/* Seconds, a fraction that is read over, and what is left. */
static bool take_seconds(sls_view *rest, int *second)
{
    if (rest->len < 3 || rest->ptr[0] != ':')
        return false;
    *second = two_digits(rest->ptr + 1);
    if (*second < 0 || *second > 60 || rest->ptr[1] == ' ')
        return false;
    size_t at = 3;
    if (rest->len > 4 && (rest->ptr[3] == '.' || rest->ptr[3] == ',') &&
        is_digit(rest->ptr[4]))
        for (at = 4; at < rest->len && is_digit(rest->ptr[at]);)
            at++;
    *rest = view_skip(*rest, at);
    return true;
}

/* A stamp ends the line or stands before a blank (or a colon: "Nov 22 00:00:23: ..."). */
static bool take_end(sls_view *rest)
{
    if (rest->len > 0 && *rest->ptr == ':')
        *rest = view_skip(*rest, 1);
    if (rest->len > 0 && *rest->ptr != ' ')
        return false;
    while (rest->len > 0 && *rest->ptr == ' ')
        *rest = view_skip(*rest, 1);
    return true;
}

/* "Z", "+09:00", "+0900", "+09" or nothing. */
static bool take_offset(sls_view *rest, bool *named, int32_t *seconds)
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
    if (rest->len < 2)
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

/* What the minute at `text` means, from the last stamp if it was in the same minute. */
static bool known_minute(const struct stamp_reader *reader, const char *text,
                         size_t bytes)
{
    return reader->key[0] != '\0' && memcmp(reader->key, text, bytes) == 0;
}

static void keep_minute(struct stamp_reader *reader, const char *text, size_t bytes,
                        int64_t minute)
{
    memcpy(reader->key, text, bytes);
    reader->key_minute = minute;
}

static bool rfc3339_minute(const char *p, int64_t *minute)
{
    struct civil civil = {
        .year = four_digits(p), .month = two_digits(p + 5), .day = two_digits(p + 8)};

    if (!clock_reads(p + 11, &civil) || !date_exists(&civil))
        return false;
    *minute = clock_seconds(&civil);
    return true;
}

static bool read_rfc3339(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    int64_t minute = reader->key_minute;
    if (!known_minute(reader, line->ptr, RFC3339_KEY)) {
        if (!rfc3339_minute(line->ptr, &minute))
            return false;
        keep_minute(reader, line->ptr, RFC3339_KEY, minute);
    }

    sls_view rest = view_skip(*line, RFC3339_KEY);
    int second;
    int32_t offset;
    bool named;
    if (!take_seconds(&rest, &second) || !take_offset(&rest, &named, &offset) ||
        !take_end(&rest))
        return false;
    if (named && !reader->offset_seen) {
        reader->offset_seen = true;
        reader->offset_seconds = offset;
    }
    *time = named ? minute + second - offset : zone_to_utc(reader->zone, minute + second);
    *line = rest;
    return true;
}

/* "Nov 22 00:00" or, with a year behind the day, "Nov 22 2026 00:00". */
static bool rfc3164_minute(struct stamp_reader *reader, sls_view date, int year,
                           int64_t *minute)
{
    struct civil civil = {
        .year = year, .month = month_of(date.ptr), .day = two_digits(date.ptr + 4)};

    if (civil.month == 0 || !clock_reads(view_end(date) - 5, &civil) ||
        !clock_date_exists(2000, civil.month, civil.day))
        return false;
    if (year == 0)
        guess_year(reader, &civil);
    if (!date_exists(&civil))
        return false;
    *minute = zone_to_utc(reader->zone, clock_seconds(&civil));
    return true;
}

/* A year behind the day ("Nov 22 2026 00:00:23"): its digits stand where the hour would.
 */
static bool has_year_behind(sls_view line)
{
    return line.len > RFC3164_KEY + 8 && is_digit(line.ptr[7]) && line.ptr[9] != ':';
}

static bool read_rfc3164(struct stamp_reader *reader, sls_view *line, int year,
                         int64_t *time)
{
    size_t key_bytes = RFC3164_KEY - 1;
    int second;

    if (has_year_behind(*line)) {
        key_bytes += 5;
        year = four_digits(line->ptr + 7);
        if (year <= 0)
            return false;
    }
    sls_view date = view_cut(*line, key_bytes), rest = view_skip(*line, key_bytes);
    if (!take_seconds(&rest, &second) || !take_end(&rest))
        return false;
    int64_t minute = reader->key_minute;
    if (year != 0 || !known_minute(reader, date.ptr, key_bytes)) {
        reader->key[0] = '\0';
        if (!rfc3164_minute(reader, date, year, &minute))
            return false;
        if (year == 0)
            keep_minute(reader, date.ptr, key_bytes, minute);
    }
    *time = minute + second;
    *line = rest;
    return true;
}

static bool read_any(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    if (line->len < RFC3339_KEY)
        return false;
    const char *p = line->ptr;
    if (p[3] == ' ' && p[6] == ' ')
        return read_rfc3164(reader, line, 0, time);
    if (p[4] == '-' && p[7] == '-' && (p[10] == 'T' || p[10] == ' '))
        return read_rfc3339(reader, line, time);
    if (p[4] == ' ' && p[8] == ' ' && four_digits(p) > 0) {
        sls_view rest = view_skip(*line, 5);
        if (rest.len < RFC3339_KEY || !read_rfc3164(reader, &rest, four_digits(p), time))
            return false;
        *line = rest;
        return true;
    }
    return false;
}

bool stamp_read(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    if (!read_any(reader, line, time))
        return false;
    reader->last = *time;
    return true;
}
