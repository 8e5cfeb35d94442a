/*
 * span.h - reads spans of time as systemd.time(7) has them, "PARSING TIME SPANS".
 *
 * "2h 30min", "1h30min", "1.5h", "1y 12month": all values are added up.  A value without
 * unit is in seconds.  A year has 365.25 days and a month a twelfth of them, which the
 * manual page rounds to 30.44.
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

enum { SECOND_MICROSECONDS = 1000000 };

/* The whole text.  False: it is no span, or one of more than ten thousand years. */
bool span_read(sls_view text, int64_t *microseconds);

#endif
