/*
 * expected.h - the hosts that should have written something: `--expect-hosts FILE`.
 *
 * In a report of many hosts one that is missing makes every number smaller, and nothing
 * else tells.
 */
#ifndef APP_EXPECTED_H
#define APP_EXPECTED_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"
#include "base/arena.h"
#include "base/why.h"
#include "tally/summary.h"

struct expected {
    struct arena arena;
    struct words hosts;
};

/* Reads the file, one name a line; `#` begins a comment.  Close it all the same. */
bool expected_open(struct expected *expected, const struct options *options,
                   struct why *why);
void expected_close(struct expected *expected);

/* How many are missing; their names, as many as fit, comma between. */
size_t expected_missing(const struct expected *expected, const struct summary *summary,
                        char *names, size_t room);

#endif
