/*
 * run.c - the main job: has the inputs read, writes the report.
 */
#include "app/run.h"

#include <stdio.h>

#include "app/hold.h"
#include "app/message.h"
#include "app/reading.h"
#include "app/result.h"
#include "app/state.h"

/* The keeper keeps it when what was counted has reached the reader. */
static int hand_over(const struct hold *hold, const struct state *state, int status)
{
    struct why why;

    if (status == EXIT_NO_REPORT || status == EXIT_NO_MAIL_LOG || !state_is_kept(state))
        return status;
    if (fflush(stdout) != 0 || ferror(stdout))
        return status; /* main.c says so */
    if (handover_give_state(&hold->handover, pack_view(&state->next), &why))
        return status;
    message_print(&why);
    return EXIT_NO_REPORT;
}

static int report(struct reading *reading, size_t refused, struct state *state)
{
    struct result result = {
        .passes = &reading->passes,
        .pipeline = &reading->pipeline,
        .prints = reading->prints,
        .partial = pack_view(&reading->partial),
        .refused_plugins = refused,
        .expected = &reading->passes.options->hold->expected,
        .state = state->path != NULL ? state : NULL,
    };
    return hand_over(reading->passes.options->hold, state, result_write(&result));
}

static int read_and_report(const struct options *options, const struct book *book,
                           size_t refused, struct guard *guard, struct state *state)
{
    struct reading reading;
    struct why why;
    int status = EXIT_NO_REPORT;

    if (reading_open(&reading, options, book, state->path != NULL ? state : NULL,
                     state->now, &why) &&
        reading_make(&reading, &why)) {
        guard_speak(guard);
        status = report(&reading, refused, state);
    } else {
        message_print(&why);
    }
    reading_close(&reading);
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
