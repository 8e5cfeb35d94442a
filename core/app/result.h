/*
 * result.h - what a run ends with: warnings, reports, messages and the exit status.
 */
#ifndef APP_RESULT_H
#define APP_RESULT_H

#include <stddef.h>

#include "app/alerts.h"
#include "app/passes.h"
#include "app/pipeline.h"
#include "app/state.h"
#include "tally/prints.h"

struct result {
    const struct passes *passes;
    struct pipeline *pipeline;
    const struct prints *prints; /* of each input */
    sls_view partial;            /* empty: not asked for */
    size_t refused_plugins;
    const struct expected *expected;
    const struct alerts *alerts;
    struct state *state; /* NULL: none */
    bool delivered;      /* out: every report has reached its place */
};

/* Writes every report asked for; returns the exit status. */
int result_write(struct result *result);

#endif
