/*
 * stamp_free.h - a whole text that is a moment, as the exports of mail providers have it.
 *
 *   1795273223, 1795273223123         Unix seconds or milliseconds, with a fraction too
 *   2026-11-22T00:00:23.5+09:00       RFC 3339; a blank for the T, no seconds, no offset
 *   2026/11/22 00:00:23 UTC           Google's Email Log Search
 *   Sun, 22 Nov 2026 00:00:23 +0900   RFC 5322; without weekday too; "(KST)" behind it
 *   22-Nov-2026 10:30:00
 *   Nov 22, 2026 10:30 AM
 *   11/22/2026 10:30 PM               refused unless one of the numbers must be the day
 *
 * Zones: an offset, or the names of RFC 5322 section 4.3.  The names of months and days
 * may be whole and of any case.  A date without a time of day is refused, and so is a
 * weekday that is wrong.  Fractions are read over.
 */
#ifndef BASE_STAMP_FREE_H
#define BASE_STAMP_FREE_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/clock.h"

/* `zone` is that of a text that names none.  False: it is not one of these forms, or its
   date does not exist. */
bool stamp_free(sls_view text, struct zone zone, int64_t *time);

#endif
