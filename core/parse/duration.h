/*
 * duration.h - how long a message has been in the queue, in the spellings of the logs.
 *
 * All give milliseconds, -1 for a text that does not begin like one.
 */
#ifndef PARSE_DURATION_H
#define PARSE_DURATION_H

#include <stdint.h>

#include <smtplogscan/plugin.h>

/* "0.57", "95": seconds with a decimal fraction (Postfix, Haraka). */
int64_t duration_decimal(sls_view text);

/* "00:00:01", "1+05:19:58": days before the plus sign (Sendmail). */
int64_t duration_clock(sls_view text);

/* "0s", "1h2m3s", "2d3h" (OpenSMTPD). */
int64_t duration_units(sls_view text);

#endif
