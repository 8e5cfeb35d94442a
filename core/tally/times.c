/*
 * times.c - lists of pairs (row, hour) and (row, day).
 */
#include "tally/times.h"

#include "base/clock.h"

int64_t times_hour(const struct tally *tally, int64_t time)
{
    return (time + tally->hour_offset) / HOUR_SECONDS;
}

static void add_pair(struct pairs *pairs, uint32_t minor, const struct pair *added)
{
    struct pair *pair = pairs_put(pairs, added->major, minor);

    if (pair == NULL)
        return;
    pair->failed += added->failed;
    pair->delayed += added->delayed;
    if (added->last_refused > pair->last_refused)
        pair->last_refused = added->last_refused;
}

void times_add_hour(struct tally *tally, const struct pair *hour)
{
    uint32_t newest = (uint32_t)times_hour(tally, tally->last);

    if (tally->hours.count == tally->hours.limit && newest >= HOURS_KEPT) {
        pairs_forget(&tally->hours, newest - HOURS_KEPT + 1);
        tally->hours_forgotten = true;
    }
    if (hour->minor + HOURS_KEPT > newest || tally->hours.count < tally->hours.limit)
        add_pair(&tally->hours, hour->minor, hour);
}

void times_add_day(struct tally *tally, const struct pair *day, uint32_t unit)
{
    add_pair(&tally->days, day->minor / unit, day);
}
