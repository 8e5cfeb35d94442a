/*
 * run.c - the main job: has the inputs read, writes the report.
 */
#include "app/run.h"

#include <stdio.h>

#include "app/alerts.h"
#include "app/message.h"
#include "app/reading.h"
#include "app/result.h"
#include "app/state.h"

/* What was counted must have reached the reader before it is taken for counted. */
static int commit(struct state *state, int status)
{
    struct why why;

    if (status == EXIT_NO_REPORT || status == EXIT_NO_MAIL_LOG)
        return status;
    if (fflush(stdout) != 0 || ferror(stdout))
        return status; /* main.c says so */
    if (state_commit(state, &why))
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
        .expected = &reading->expected,
        .alerts = alerts,
        .state = state->path != NULL ? state : NULL,
    };
    return commit(state, result_write(&result));
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
               struct guard *guard, int64_t now)
{
    struct state state;
    struct why why;
    int status = EXIT_NO_REPORT;

    enum state_opened opened = state_open(&state, options, now, &why);
    if (opened == STATE_OPENED)
        status = read_and_report(options, book, refused, guard, &state);
    else
        message_print(&why);
    state_close(&state);
    return opened == STATE_HELD ? EXIT_STATE_HELD : status;
}
