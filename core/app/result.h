/*
 * result.h - what a run ends with: warnings, reports, messages and the exit status.
 */
#ifndef APP_RESULT_H
#define APP_RESULT_H

#include <stddef.h>

#include "app/inputs.h"
#include "app/options.h"
#include "app/pipeline.h"
#include "app/selection.h"
#include "tally/ledger.h"
#include "tally/prints.h"

struct result {
    const struct options *options;
    const struct selection *selection;
    const struct pipeline *pipeline;
    const struct inputs *inputs;
    const struct ledger *ledgers; /* as many as inputs */
    const struct prints *prints;  /* likewise */
    size_t refused_plugins;
    const struct watch *watch; /* plugins whose callbacks are not used; NULL: none */
    int wrong_year; /* stamps without year were dated wrong: the year to begin with; 0:
                       right */
};

/* Writes every report asked for; returns the exit status. */
int result_write(const struct result *result);

#endif
