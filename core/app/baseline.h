/*
 * baseline.h - an earlier JSON report, that the new one is compared with: --baseline.
 */
#ifndef APP_BASELINE_H
#define APP_BASELINE_H

#include <stdbool.h>

#include "app/options.h"
#include "base/why.h"
#include "tally/history.h"

struct baseline {
    const char *path; /* NULL: none is asked for, or this run makes the first */
    struct history history;
    bool complete; /* all of its inputs were read */
    char *filter;  /* what alone it counted; NULL: everything */
};

/* In the keeper: opens the file.  One that is not there yet is no error when this run
   writes it (-o): that is how the first run of every morning begins. */
bool baseline_find(const struct options *options, int *descriptor, struct why *why);
/* In the worker: reads it; -1 is none.  Close it all the same. */
bool baseline_open(struct baseline *baseline, const struct options *options,
                   int descriptor, struct why *why);
void baseline_close(struct baseline *baseline);

/* Only reports of the same mail can be compared; `filter` is this report's. */
bool baseline_check(const struct baseline *baseline, const char *filter, struct why *why);

#endif
