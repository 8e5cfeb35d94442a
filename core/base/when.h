/*
 * when.h - a moment as people give it to --since and --until, in journalctl's grammar.
 *
 * systemd.time(7), "PARSING TIMESTAMPS":
 *
 *   2012-11-23 11:12:13.5    a T for the blank; the year without century; no seconds, no
 *                            time (00:00), no date (today); a weekday in front, which
 *                            must be right; behind it "UTC", "Z", "+09:00" or "+0900"
 *   now, today, yesterday, tomorrow
 *   -2h, +1h30min, 2 days ago, 2h left, @1395716396      spans as in base/span.h
 *
 * The name of a zone ("Asia/Seoul") is refused: only the process has a zone by name.
 * Unlike systemd, a date that does not exist is refused too.  Fractions of a second are
 * rounded down, and what lies before 1970 or after 9999 is refused.
 */
#ifndef BASE_WHEN_H
#define BASE_WHEN_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/clock.h"
#include "base/why.h"

/* Calendar dates are of `zone` unless the text names another. */
bool when_read(sls_view text, int64_t now, struct zone zone, int64_t *time,
               struct why *why);

#endif
