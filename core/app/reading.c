/*
 * reading.c - has the inputs read until everything is right.
 *
 * Everything is read once.  Only what shows itself at the end makes it read again: stamps
 * without a year that span more than one, and inputs that hold the same mail.
 */
#include "app/reading.h"

#include "app/hold.h"
#include "app/outputs.h"
#include "app/part.h"
#include "app/partial.h"
#include "app/twins.h"
#include "base/arena.h"

/* A second time for the year, a third for what only right times show to be the same. */
enum { MOST_PASSES = 3 };

static void forget_prints(struct reading *reading)
{
    for (size_t i = 0; i < reading->passes.inputs.count; i++) {
        prints_close(&reading->prints[i]);
        prints_open(&reading->prints[i], reading->prints, i);
    }
}

static void open_pipeline(struct reading *reading, struct pipeline *pipeline)
{
    const struct passes *passes = &reading->passes;

    bool compare = passes->inputs.count > 1 || passes->in_parts;
    const uint64_t *seed = passes->in_parts ? &partial_seed : NULL;

    pipeline_open(pipeline, passes->options, reading->book, &passes->selection,
                  &passes->filter, passes->zone, compare ? reading->prints : NULL,
                  passes->state != NULL ? &passes->state->join_seed : seed);
    pipeline->in_parts = passes->in_parts && passes->state == NULL;
    pipeline->exact = passes->in_parts;
    pipeline_identities(pipeline, &reading->identities);
    pipeline->tally.inputs = passes->times;
}

static bool read_all(struct reading *reading, struct why *why)
{
    const struct state *state = reading->passes.state;

    if (reading->is_read)
        pipeline_close(&reading->pipeline);
    reading->is_read = true;
    forget_prints(reading);
    open_pipeline(reading, &reading->pipeline);
    if (state != NULL && !state_resume(state, &reading->pipeline, why))
        return false;
    passes_read(&reading->passes, pipeline_take, &reading->pipeline);
    return true;
}

static bool must_read_again(struct reading *reading)
{
    struct passes *passes = &reading->passes;

    if (!passes_can_repeat(passes))
        return false;
    if (passes->wrong_year)
        return true; /* times that are wrong tell nothing of what is the same */
    return passes->inputs.count > 1 && twins_mark(&passes->inputs, reading->prints);
}

/* What is kept of the run beside its report, while messages are open. */
static void keep(struct reading *reading)
{
    struct passes *passes = &reading->passes;

    if (passes->state != NULL)
        state_keep(passes->state, &reading->pipeline, passes->options);
    if (reading->pipeline.in_parts)
        part_cut(&reading->pipeline);
    if (outputs_want(passes->options, &report_partial))
        partial_make(&reading->partial, &reading->pipeline, passes, reading->prints);
}

bool reading_make(struct reading *reading, struct why *why)
{
    int passes = 1;

    if (!read_all(reading, why))
        return false;
    while (passes++ < MOST_PASSES && must_read_again(reading))
        if (!read_all(reading, why))
            return false;
    if (reading->passes.state != NULL && state_has_failed(reading->passes.state, why))
        return false;
    keep(reading);
    pipeline_end(&reading->pipeline);
    return true;
}

void reading_repeat(struct reading *reading, pipeline_refused *refused, void *receiver)
{
    struct pipeline pipeline;

    open_pipeline(reading, &pipeline);
    pipeline.prints = NULL;
    pipeline.refused = refused;
    pipeline.receiver = receiver;
    passes_read(&reading->passes, pipeline_take, &pipeline);
    pipeline_close(&pipeline);
}

static bool absorb(void *receiver, const struct partial *partial, const uint32_t *inputs,
                   struct why *why)
{
    part_cut(receiver);
    return partial_absorb(partial, receiver, inputs, why);
}

static bool read_identities(struct identities *identities, const struct options *options,
                            struct why *why)
{
    for (size_t i = 0; i < options->identities.count; i++)
        if (!identities_add(identities, options->identities.list[i], why))
            return false;
    for (size_t i = 0; i < options->identity_files.count; i++)
        if (!identities_take(identities, options->identity_files.list[i],
                             options->hold->identities[i], why))
            return false;
    return true;
}

bool reading_open(struct reading *reading, const struct options *options,
                  const struct book *book, struct state *state, int64_t now,
                  struct why *why)
{
    *reading = (struct reading){.book = book};
    pack_open(&reading->partial);
    identities_open(&reading->identities, book);
    bool opened = read_identities(&reading->identities, options, why) &&
                  passes_open(&reading->passes, options, book, state, now, why);
    reading->passes.absorb = absorb;
    reading->prints =
        memory_get(reading->passes.inputs.count + 1, sizeof(*reading->prints));
    return opened;
}

void reading_close(struct reading *reading)
{
    if (reading->is_read)
        pipeline_close(&reading->pipeline);
    for (size_t i = 0; i < reading->passes.inputs.count; i++)
        prints_close(&reading->prints[i]);
    memory_free(reading->prints);
    pack_close(&reading->partial);
    passes_close(&reading->passes);
    identities_close(&reading->identities);
}
