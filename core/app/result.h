/*
 * result.h - what a run ends with: warnings, reports, messages and the exit status.
 */
#ifndef APP_RESULT_H
#define APP_RESULT_H

#include <stddef.h>

#include "app/inputs.h"
#include "app/options.h"
#include "queue/join.h"
#include "rules/judge.h"
#include "tally/ledger.h"
#include "tally/tally.h"

struct result {
    const struct options *options;
    const struct tally *tally;
    const struct join *join;
    const struct judge *judge;
    const struct input *inputs; /* as many as ledgers */
    const struct ledger *ledgers;
    size_t ledger_count;
    struct zone zone;
    size_t refused_plugins;
    int wrong_year; /* stamps without year were dated wrong: the year to begin with; 0:
                       right */
    const char *first_strange; /* the first line that was none of a mail server's */
};

/* Writes every report asked for; returns the exit status. */
int result_write(const struct result *result);

#endif
