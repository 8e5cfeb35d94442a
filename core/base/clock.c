/*
 * clock.c - days from a date and back, by Howard Hinnant's era method; zones by libc.
 */
#include "base/clock.h"

#include <stdio.h>
#include <time.h>

bool clock_leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool clock_date_exists(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    return day <= days[month - 1] + (month == 2 && clock_leap_year(year) ? 1 : 0);
}

/* Eras of 400 years that begin in March, so that the leap day comes last. */
static int64_t days_since_1970(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

int64_t clock_seconds(const struct civil *civil)
{
    return days_since_1970(civil->year, civil->month, civil->day) * DAY_SECONDS +
           civil->hour * (int64_t)HOUR_SECONDS + civil->minute * (int64_t)MINUTE_SECONDS +
           civil->second;
}

struct civil clock_civil(int64_t seconds)
{
    int64_t days = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0 ? 1 : 0);
    int64_t rest = seconds - days * DAY_SECONDS;
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);

    return (struct civil){
        .year = (int)(year_of_era + era * 400 + (month <= 2 ? 1 : 0)),
        .month = month,
        .day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1),
        .hour = (int)(rest / HOUR_SECONDS),
        .minute = (int)(rest % HOUR_SECONDS / MINUTE_SECONDS),
        .second = (int)(rest % MINUTE_SECONDS),
        .weekday = (int)(((days + 4) % 7 + 7) % 7),
    };
}

int32_t zone_offset(struct zone zone, int64_t time)
{
    time_t moment = (time_t)time;
    struct tm local;

    if (zone.fixed)
        return zone.offset_seconds;
    if (localtime_r(&moment, &local) == NULL)
        return 0;
    return (int32_t)local.tm_gmtoff;
}

/* The offset a day earlier is right unless the clock changed since; then the one that
   gives back the same wall clock is, and of two the earlier moment. */
int64_t zone_to_utc(struct zone zone, int64_t wall)
{
    int32_t before = zone_offset(zone, wall - DAY_SECONDS);
    int32_t after = zone_offset(zone, wall + DAY_SECONDS);

    if (zone_offset(zone, wall - before) == before)
        return wall - before;
    if (zone_offset(zone, wall - after) == after)
        return wall - after;
    return wall - before;
}

void clock_rfc3339(char text[RFC3339_BYTES], int64_t time, struct zone zone)
{
    int32_t offset = zone_offset(zone, time);
    struct civil c = clock_civil(time + offset);
    int32_t minutes = (offset < 0 ? -offset : offset) / MINUTE_SECONDS;

    snprintf(text, RFC3339_BYTES, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
             c.year % 10000, c.month % 100, c.day % 100, c.hour % 100, c.minute % 100,
             c.second % 100, offset < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
}
