/*
 * moment.c - formats by hand: strftime(3) would follow the locale, and not --lang.
 */
#include "write/moment.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/say.h"

static const char *const days[] = {SAID("Sun"), SAID("Mon"), SAID("Tue"), SAID("Wed"),
                                   SAID("Thu"), SAID("Fri"), SAID("Sat")};
static const char *const months[] = {SAID("Jan"), SAID("Feb"), SAID("Mar"), SAID("Apr"),
                                     SAID("May"), SAID("Jun"), SAID("Jul"), SAID("Aug"),
                                     SAID("Sep"), SAID("Oct"), SAID("Nov"), SAID("Dec")};

static struct civil local(int64_t time, struct zone zone)
{
    return clock_civil(time + zone_offset(zone, time));
}

void moment_day(char text[MOMENT_BYTES], int64_t time, struct zone zone)
{
    struct civil c = local(time, zone);
    /* SAID: weekday, day, month, year */
    snprintf(text, MOMENT_BYTES, say("%s %d %s %d"), say(days[c.weekday]), c.day,
             say(months[c.month - 1]), c.year);
}

static bool same_day(struct civil a, struct civil b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

void moment_clock(char text[MOMENT_BYTES], int64_t time, int64_t today, struct zone zone)
{
    struct civil c = local(time, zone), t = local(today, zone);

    if (same_day(c, t))
        snprintf(text, MOMENT_BYTES, "%02d:%02d:%02d", c.hour, c.minute, c.second);
    else if (c.year == t.year)
        /* SAID: day, month, hour, minute, second */
        snprintf(text, MOMENT_BYTES, say("%d %s %02d:%02d:%02d"), c.day,
                 say(months[c.month - 1]), c.hour, c.minute, c.second);
    else
        /* SAID: day, month, year */
        snprintf(text, MOMENT_BYTES, say("%d %s %d"), c.day, say(months[c.month - 1]),
                 c.year);
}

void moment_hour(char text[MOMENT_BYTES], int64_t time, int64_t today, struct zone zone)
{
    struct civil c = local(time, zone);

    if (same_day(c, local(today, zone)))
        snprintf(text, MOMENT_BYTES, "%02d:%02d", c.hour, c.minute);
    else
        /* SAID: day, month, hour, minute */
        snprintf(text, MOMENT_BYTES, say("%d %s %02d:%02d"), c.day,
                 say(months[c.month - 1]), c.hour, c.minute);
}

void moment_zone(char text[MOMENT_BYTES], int64_t time, struct zone zone)
{
    int32_t offset = zone_offset(zone, time);
    int32_t minutes = (offset < 0 ? -offset : offset) / MINUTE_SECONDS;

    snprintf(text, MOMENT_BYTES, "%c%02d%02d", offset < 0 ? '-' : '+', minutes / 60,
             minutes % 60);
}

void moment_span(char text[MOMENT_BYTES], int64_t seconds)
{
    long long s = seconds < 0 ? 0 : seconds;

    if (s >= 2LL * DAY_SECONDS)
        snprintf(text, MOMENT_BYTES, say("%lld d %lld h"), s / DAY_SECONDS,
                 s % DAY_SECONDS / HOUR_SECONDS);
    else if (s >= HOUR_SECONDS)
        snprintf(text, MOMENT_BYTES, say("%lld h %lld min"), s / HOUR_SECONDS,
                 s % HOUR_SECONDS / MINUTE_SECONDS);
    else if (s >= MINUTE_SECONDS)
        snprintf(text, MOMENT_BYTES, say("%lld min"), s / MINUTE_SECONDS);
    else
        snprintf(text, MOMENT_BYTES, say("%lld s"), s);
}
