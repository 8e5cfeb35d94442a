/*
 * warnings.h - what a reader of the report must know of the run: in every report.
 */
#ifndef APP_WARNINGS_H
#define APP_WARNINGS_H

#include <stddef.h>

#include "app/result.h"
#include "base/why.h"
#include "tally/summary.h"

enum { WARNINGS = 32, WARNING_BYTES = WHY_BYTES };

struct warnings {
    struct warning {
        char sentence[WARNING_BYTES], told[WARNING_BYTES];
    } room[WARNINGS];
    const char *list[WARNINGS]; /* in English */
    const char *told[WARNINGS]; /* in the reader's language */
    size_t count;
    size_t missing_hosts;
    size_t failed_plugins; /* that are told among them */
};

void warnings_collect(struct warnings *warnings, const struct result *result,
                      const struct summary *summary);

#endif
