/*
 * thresholds.h - "5%", "sendgrid=1%", "gmail/rate-limited=10": arguments that are limits.
 */
#ifndef APP_THRESHOLDS_H
#define APP_THRESHOLDS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"
#include "base/why.h"
#include "rules/book.h"
#include "tally/limits.h"

struct thresholds {
    struct limit *list;
    size_t count;
};

/* `option` is named in the sentence of a refusal; close it all the same.  The limits
   point into the arguments. */
bool thresholds_read(struct thresholds *thresholds, const char *option,
                     const struct words *arguments, const struct book *book,
                     struct why *why);
void thresholds_close(struct thresholds *thresholds);

#endif
