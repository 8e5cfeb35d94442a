/*
 * stamp.c - time stamps by fixed positions; a minute seen before costs one comparison.
 *
 * Stamps of neighbouring lines differ in the second at most, so what a stamp means up to
 * its minute is kept from line to line.
 */
#include "base/stamp.h"

#include "base/calendar.h"
#include "base/instant.h"
#include "base/stamp_year.h"
#include "base/view.h"

enum { RFC3164_KEY = 13, RFC3339_KEY = 16 };

/* The moment of the kept minute in the reader's zone has not been asked for yet. */
static const int64_t not_asked = INT64_MIN;

void stamp_open(struct stamp_reader *reader, struct zone zone, int64_t anchor, int year)
{
    *reader = (struct stamp_reader){.zone = zone,
                                    .anchor = anchor,
                                    .first_year = year,
                                    .year = year,
                                    .year_told = year != 0};
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

/* Seconds, a fraction that is read over, and what is left. */
static inline bool take_seconds(sls_view *rest, int *second)
{
    if (rest->len < 3 || rest->ptr[0] != ':')
        return false;
    *second = two_digits(rest->ptr + 1);
    if (*second < 0 || *second > 60 || rest->ptr[1] == ' ')
        return false;
    *rest = view_skip(*rest, 3);
    fraction_take(rest);
    return true;
}

/* A stamp ends the line or stands before a blank (or a colon: "Nov 22 00:00:23: ..."). */
static inline bool take_end(sls_view *rest)
{
    if (rest->len > 0 && *rest->ptr == ':')
        *rest = view_skip(*rest, 1);
    if (rest->len > 0 && *rest->ptr != ' ')
        return false;
    blanks_take(rest);
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
    reader->precise = false;
    reader->key_minute = minute;
    reader->key_moment = not_asked;
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

/* The moment of a second in the kept minute. */
static int64_t moment_of(struct stamp_reader *reader, int64_t second, bool named,
                         int32_t offset)
{
    if (named && !reader->offset_seen) {
        reader->offset_seen = true;
        reader->offset_seconds = offset;
    }
    if (named)
        return reader->key_minute + second - offset;
    if (reader->key_moment == not_asked)
        reader->key_moment = zone_to_utc(reader->zone, reader->key_minute);
    return reader->key_moment + second;
}

/* The offset may stand behind a blank: "+0200" in Exim's main log (option log_timezone),
   "UTC" in Google's Email Log Search.  A sign and two digits may be text. */
static bool take_zone(sls_view *rest, int32_t *offset)
{
    sls_view behind = view_skip(*rest, 1);
    sls_view word = view_take(&behind, ' ');

    if (!zone_named(word, offset) || (word.len < 5 && !is_letter(*word.ptr)))
        return false;
    *rest = view_between(view_end(word), view_end(*rest));
    return true;
}

/* The offset, which is mostly that of the last stamp. */
static bool take_offset(struct stamp_reader *reader, sls_view *rest, bool *named,
                        int32_t *offset)
{
    sls_view text = view_cut(*rest, OFFSET_BYTES);
    bool ends = rest->len > OFFSET_BYTES && rest->ptr[OFFSET_BYTES] == ' ';

    if (ends && memcmp(text.ptr, reader->offset, OFFSET_BYTES) == 0) {
        *named = true;
        *offset = reader->offset_meaning;
        *rest = view_skip(*rest, OFFSET_BYTES);
        return true;
    }
    if (!offset_take(rest, named, offset))
        return false;
    if (*named && text.len == OFFSET_BYTES && rest->ptr == view_end(text)) {
        memcpy(reader->offset, text.ptr, OFFSET_BYTES);
        reader->offset_meaning = *offset;
    }
    return true;
}

/* What a zone behind a blank may begin with. */
static const bool begins_zone[256] = {
    ['+'] = true, ['-'] = true, ['U'] = true, ['G'] = true};

/* The second of ":23.123456+09:00 ", behind a known minute; -1: something else. */
static int precise_second(const struct stamp_reader *reader, const char *p)
{
    bool alike = p[0] == ':' && p[1] != ' ' && p[3] == '.' && are_six_digits(p + 4) &&
                 memcmp(p + 10, reader->offset, OFFSET_BYTES) == 0 && p[16] == ' ' &&
                 p[17] != ' ';
    int second = alike ? two_digits(p + 1) : -1;

    return second <= 60 ? second : -1;
}

/* Most stamps differ from the last one in the second and its fraction alone. */
static bool read_like_last(const struct stamp_reader *reader, sls_view *line,
                           int64_t *time)
{
    enum { PRECISE_BYTES = RFC3339_KEY + 17 };

    if (!reader->precise || line->len <= PRECISE_BYTES ||
        memcmp(line->ptr, reader->key, RFC3339_KEY) != 0)
        return false;
    int second = precise_second(reader, line->ptr + RFC3339_KEY);
    if (second < 0)
        return false;
    *time = reader->key_minute + second - reader->offset_meaning;
    *line = view_skip(*line, PRECISE_BYTES);
    return true;
}

/* The last stamp's text, up to the blank behind it, has a place for each of its parts. */
static bool is_precise(const struct stamp_reader *reader, sls_view stamp)
{
    const char *end = view_end(stamp);

    return stamp.len == RFC3339_KEY + 17 && stamp.ptr[RFC3339_KEY + 3] == '.' &&
           end[-1] == ' ' &&
           memcmp(end - 1 - OFFSET_BYTES, reader->offset, OFFSET_BYTES) == 0;
}

static bool read_rfc3339(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    int64_t minute;
    if (!known_minute(reader, line->ptr, RFC3339_KEY)) {
        if (!rfc3339_minute(line->ptr, &minute))
            return false;
        keep_minute(reader, line->ptr, RFC3339_KEY, minute);
    }

    sls_view rest = view_skip(*line, RFC3339_KEY);
    int second;
    int32_t offset;
    bool named;
    if (!take_seconds(&rest, &second) || !take_offset(reader, &rest, &named, &offset))
        return false;
    if (!named && rest.len > 1 && begins_zone[(unsigned char)rest.ptr[1]] &&
        *rest.ptr == ' ') {
        sls_view with_zone = rest;
        named = take_zone(&with_zone, &offset);
        rest = with_zone;
    }
    if (!take_end(&rest))
        return false;
    *time = moment_of(reader, second, named, offset);
    reader->precise = named && is_precise(reader, view_between(line->ptr, rest.ptr));
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
    if (year == 0 ? !year_guess(reader, &civil) : !date_exists(&civil))
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

/* "KST" or "ChST" and the blanks behind it, unless it is the last word. */
static void skip_zone_name(sls_view *rest)
{
    sls_view behind = *rest;
    sls_view word = view_take(&behind, ' ');

    if (word.len < 3 || word.len > 6 || behind.len == 0 || *word.ptr > 'Z' ||
        word.ptr[word.len - 1] > 'Z')
        return;
    for (size_t i = 0; i < word.len; i++)
        if (!is_letter(word.ptr[i]))
            return;
    *rest = behind;
    blanks_take(rest);
}

/* "2026-11-22 00:00:23 KST ", behind a weekday (journalctl -o short-full).  UTC and GMT
   mean the same everywhere; EST and most others do not, and are the reader's zone. */
static bool read_with_zone(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    enum { FULL_BYTES = 19 };
    sls_view stamp = view_cut(*line, FULL_BYTES), rest = view_skip(*line, FULL_BYTES);
    int32_t offset;

    if (!read_rfc3339(reader, &stamp, time) || !take_end(&rest))
        return false;
    sls_view behind = rest, word = view_take(&behind, ' ');
    if (!zone_named(word, &offset)) {
        skip_zone_name(&rest);
    } else {
        *time = moment_of(reader, *time - reader->key_moment, true, offset);
        blanks_take(&behind);
        rest = behind;
    }
    *line = rest;
    return true;
}

/* "Nov 22 00:00:23 2026 ", behind a weekday (asctime(): C17 7.27.3.1); or without year.
 */
static bool read_asctime(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    enum { YEAR_AT = 16, YEAR_END = 20 };
    int year = 0;

    if (line->len >= YEAR_END && line->ptr[YEAR_AT - 1] == ' ' &&
        (line->len == YEAR_END || line->ptr[YEAR_END] == ' '))
        year = four_digits(line->ptr + YEAR_AT);
    year = year < 0 ? 0 : year;
    if (!read_rfc3164(reader, line, year, time))
        return false;
    if (year == 0)
        return true;
    *line = view_skip(*line, YEAR_END - YEAR_AT);
    blanks_take(line);
    return true;
}

static bool is_rfc3339(const char *p)
{
    return p[4] == '-' && p[7] == '-' && (p[10] == 'T' || p[10] == ' ');
}

static bool is_rfc3164(const char *p)
{
    return p[3] == ' ' && p[6] == ' ';
}

/* "Sun " and a stamp; whether the weekday is right is not asked. */
static bool read_weekday(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    sls_view rest = *line;
    int weekday;

    if (!weekday_take(&rest, &weekday) || !blanks_take(&rest) || rest.len < RFC3339_KEY)
        return false;
    bool read = is_rfc3339(rest.ptr)   ? read_with_zone(reader, &rest, time)
                : is_rfc3164(rest.ptr) ? read_asctime(reader, &rest, time)
                                       : false;
    if (read)
        *line = rest;
    return read;
}

/* "2013 Jun 10 09:29:49.123" */
static bool read_year_first(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    sls_view rest = view_skip(*line, 5);
    int year = four_digits(line->ptr);

    if (year <= 0 || rest.len < RFC3339_KEY || !is_rfc3164(rest.ptr) ||
        !read_rfc3164(reader, &rest, year, time))
        return false;
    *line = rest;
    return true;
}

/* "2026/11/22 00:00:23" (Google's Email Log Search) */
static bool has_slashes(const char *p)
{
    return p[4] == '/' && p[7] == '/' && p[10] == ' ';
}

static bool read_rare(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    const char *p = line->ptr;

    if (is_letter(*p))
        return read_weekday(reader, line, time);
    if (has_slashes(p))
        return read_rfc3339(reader, line, time);
    if (p[4] == ' ')
        return read_year_first(reader, line, time);
    return instant_take(line, time);
}

static bool read_any(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    if (line->len < RFC3339_KEY)
        return instant_take(line, time);
    if (is_rfc3164(line->ptr))
        return read_rfc3164(reader, line, 0, time);
    if (is_rfc3339(line->ptr))
        return read_rfc3339(reader, line, time);
    return read_rare(reader, line, time);
}

bool stamp_read(struct stamp_reader *reader, sls_view *line, int64_t *time)
{
    if (!read_like_last(reader, line, time) && !read_any(reader, line, time))
        return false;
    reader->last = *time;
    return true;
}
