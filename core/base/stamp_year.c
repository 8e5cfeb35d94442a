/*
 * stamp_year.c - guesses years forwards from the first line, and at the end of a file
 * tells by how many they were too late.
 */
#include "base/stamp_year.h"

enum { SLACK_SECONDS = DAY_SECONDS };

/* The latest year that has the date and does not put it after the anchor. */
static int year_before(const struct stamp_reader *reader, struct civil civil)
{
    if (reader->anchor == 0)
        return 1970;
    civil.year = clock_civil(reader->anchor + SLACK_SECONDS).year;
    for (int tries = 0; tries < 9; tries++, civil.year--) {
        if (!clock_date_exists(civil.year, civil.month, civil.day))
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

/* 29 February proves a guessed year wrong.  Its line is not lost for that: it is dated a
   day late, and the proof is kept for the end of the file. */
static bool is_leap_day(struct stamp_reader *reader, const struct civil *civil)
{
    if (reader->year_told || civil->month != 2 || civil->day != 29)
        return false;
    reader->leap_day_year = civil->year;
    return true;
}

bool year_guess(struct stamp_reader *reader, struct civil *civil)
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
    return clock_date_exists(civil->year, civil->month, civil->day) ||
           is_leap_day(reader, civil);
}

int stamp_first_year(const struct stamp_reader *reader, int64_t last)
{
    int back = 0;

    if (!reader->yearless)
        return reader->first_year;
    if (reader->anchor != 0 && last > reader->anchor + SLACK_SECONDS) {
        struct civil newest = clock_civil(last + zone_offset(reader->zone, last));
        back = newest.year - year_before(reader, newest);
    }
    while (reader->leap_day_year != 0 && !clock_leap_year(reader->leap_day_year - back))
        back++;
    return reader->first_year - back;
}
