/*
 * run.c - the main job: has the inputs read, writes the report.
 */
#include "app/run.h"

#include <stdio.h>

#include "app/alerts.h"
#include "app/hold.h"
#include "app/message.h"
#include "app/reading.h"
#include "app/result.h"
#include "app/state.h"

/* The keeper keeps it when what was counted has reached the reader. */
static int hand_over(const struct hold *hold, const struct state *state, bool delivered,
                     int status)
{
    struct pack next;
    struct why why;

    if (!delivered || !state_is_kept(state))
        return status;
    if (fflush(stdout) != 0 || ferror(stdout))
        return status; /* main.c says so */
    pack_open(&next);
    state_pack(state, &next);
    bool given = handover_give_state(&hold->handover, pack_view(&next), &why);
    pack_close(&next);
    if (given)
        return status;
    message_print(&why);
    return EXIT_NO_REPORT;
}

static int report(struct reading *reading, size_t refused, struct state *state,
                  const struct alerts *alerts)
{
    struct result result = {
        .passes = &reading->passes,
        .pipeline = &reading->pipeline,
        .prints = reading->prints,
        .partial = pack_view(&reading->partial),
        .refused_plugins = refused,
        .expected = &reading->passes.options->hold->expected,
        .alerts = alerts,
        .state = state->path != NULL ? state : NULL,
    };
    int status = result_write(&result);
    return hand_over(reading->passes.options->hold, state, result.delivered, status);
}

static int read_and_report(const struct options *options, const struct book *book,
                           size_t refused, struct guard *guard, struct state *state)
{
    struct reading reading;
    struct alerts alerts;
    struct why why;
    int status = EXIT_NO_REPORT;

    if (!alerts_open(&alerts, options, book, &why)) {
        message_print(&why);
        alerts_close(&alerts);
        return status;
    }
    if (reading_open(&reading, options, book, state->path != NULL ? state : NULL,
                     state->now, &why) &&
        reading_make(&reading, &why)) {
        guard_speak(guard);
        status = report(&reading, refused, state, &alerts);
    } else {
        message_print(&why);
    }
    reading_close(&reading);
    alerts_close(&alerts);
    return status;
}

int run_report(const struct options *options, const struct book *book, size_t refused,
               struct guard *guard)
{
    struct state *state = &options->hold->state;
    struct why why;

    if (state_read(state, options, &why))
        return read_and_report(options, book, refused, guard, state);
    message_print(&why);
    return EXIT_NO_REPORT;
}
