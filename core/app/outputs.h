/*
 * outputs.h - the files that -o names, and their formats.
 */
#ifndef APP_OUTPUTS_H
#define APP_OUTPUTS_H

#include <stdbool.h>

#include "app/options.h"
#include "base/why.h"
#include "write/report.h"

/* Before anything is read: each has a format, and none is an input. */
bool outputs_check(const struct options *options, struct why *why);

/* Is an output of this format asked for? */
bool outputs_want(const struct options *options, const struct report_format *format);

/* Every output, or standard output when none is named, as far as it is the worker's
   (app/handover.h); says what could not be written, goes on, and is false then.
   `silent`: files alone. */
bool outputs_write(const struct options *options, struct report *report, bool silent);

#endif
