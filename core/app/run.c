/*
 * run.c - the main job: has the inputs read, writes the report.
 *
 * Everything is read once.  Only what shows itself at the end makes it read again: stamps
 * without a year that span more than one, and inputs that hold the same mail.
 */
#include "app/run.h"

#include "app/message.h"
#include "app/passes.h"
#include "app/pipeline.h"
#include "app/result.h"
#include "app/twins.h"
#include "base/arena.h"

/* A second time for the year, a third for what only right times show to be the same. */
enum { MOST_PASSES = 3 };

struct run {
    const struct book *book;
    struct guard *guard;
    struct passes passes;
    struct prints *prints; /* one for each input, in the same order */
    struct pipeline pipeline;
};

static void forget_prints(struct run *run)
{
    for (size_t i = 0; i < run->passes.inputs.count; i++) {
        prints_close(&run->prints[i]);
        prints_open(&run->prints[i]);
    }
}

static void read_all(struct run *run)
{
    struct passes *passes = &run->passes;

    forget_prints(run);
    pipeline_open(&run->pipeline, passes->options, run->book, &passes->selection,
                  passes->zone, passes->inputs.count > 1 ? run->prints : NULL);
    passes_read(passes, pipeline_take, &run->pipeline);
    pipeline_end(&run->pipeline);
}

static bool must_read_again(struct run *run)
{
    struct passes *passes = &run->passes;

    if (!passes_can_repeat(passes))
        return false;
    if (passes->wrong_year)
        return true; /* times that are wrong tell nothing of what is the same */
    return passes->inputs.count > 1 && twins_mark(&passes->inputs, run->prints);
}

static void read_until_right(struct run *run)
{
    int passes = 1;

    read_all(run);
    while (passes++ < MOST_PASSES && must_read_again(run)) {
        pipeline_close(&run->pipeline);
        read_all(run);
    }
}

static int report(struct run *run, size_t refused)
{
    struct result result = {
        .passes = &run->passes,
        .pipeline = &run->pipeline,
        .prints = run->prints,
        .refused_plugins = refused,
    };
    return result_write(&result);
}

static int read_and_report(struct run *run, size_t refused)
{
    size_t count = run->passes.inputs.count;

    run->prints = memory_get(count + 1, sizeof(*run->prints));
    read_until_right(run);
    guard_speak(run->guard);
    int status = report(run, refused);
    pipeline_close(&run->pipeline);
    for (size_t i = 0; i < count; i++)
        prints_close(&run->prints[i]);
    memory_free(run->prints);
    return status;
}

int run_report(const struct options *options, const struct book *book, size_t refused,
               struct guard *guard, int64_t now)
{
    struct run run = {.book = book, .guard = guard};
    struct why why;
    int status = EXIT_NO_REPORT;

    if (passes_open(&run.passes, options, book, now, &why))
        status = read_and_report(&run, refused);
    else
        message_print(&why);
    passes_close(&run.passes);
    return status;
}
