/*
 * instant.h - stamps that count seconds: Unix time and TAI64 labels.
 *
 * Read: Unix seconds of ten digits, with or without fraction (journalctl -o short-unix);
 * "@" and a TAI64 or TAI64N label in hexadecimal, as multilog and s6-log write them
 * (https://cr.yp.to/libtai/tai64.html).  A blank must follow.  Both mean the same moment
 * everywhere, so no zone applies, and both must lie in the years 2000 to 2099: any number
 * of ten digits would be a time otherwise.
 */
#ifndef BASE_INSTANT_H
#define BASE_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

/* Whether Unix seconds are in those hundred years. */
bool instant_plausible(int64_t time);

/* Takes the stamp and the blanks behind it off *line.  False: *line is as before. */
bool instant_take(sls_view *line, int64_t *time);

#endif
