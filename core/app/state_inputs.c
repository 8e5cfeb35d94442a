/*
 * state_inputs.c - takes the inputs that can be read on from where they were, and keeps
 * where that is.
 */
#include "app/state_inputs.h"

#include <stdio.h>
#include <string.h>

#include "app/outputs.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/view.h"

/* A log that was no input for so long is forgotten when there are many. */
enum { UNSEEN_SECONDS = 90 * DAY_SECONDS, STREAMS_KEPT = 4096 };

static bool check_input(const struct input *input, struct why *why)
{
    if (input->refused.sentence[0] != '\0')
        return true;
    if (input->partial != NULL)
        fail(why, "%s: is a partial: --state counts the lines of logs", input->path);
    else if (input->content.exporter != NULL)
        fail(why,
             "%s: is a provider's export, which --state cannot join to mail of "
             "earlier runs",
             input->path);
    else if (!input->source.seekable)
        fail(why, "%s: is no file, and --state has to know how far it was read",
             input->path);
    else
        return true;
    return fail_remedy(why, "leave it out, or report it without --state");
}

static bool check_options(const struct options *options, struct why *why)
{
    const char *wish = options_filter(options) != NULL         ? options_filter(options)
                       : options->since != NULL                ? "--since"
                       : options->until != NULL                ? "--until"
                       : outputs_want(options, &report_ndjson) ? "-f ndjson"
                                                               : NULL;
    if (wish == NULL)
        return true;
    fail(why, "--state counts every line once, and %s would leave some out", wish);
    return fail_remedy(why, "one run with --state, and another one without for the rest");
}

bool state_inputs_begin(struct state *state, struct inputs *inputs,
                        const struct options *options, struct why *why)
{
    if (!check_options(options, why))
        return false;
    state->read = memory_get(inputs->count + 1, sizeof(*state->read));
    state->read_count = inputs->count;
    for (size_t i = 0; i < inputs->count; i++) {
        if (!check_input(&inputs->list[i], why))
            return false;
        inputs->list[i].streams = &state->streams;
    }
    return true;
}

static uint64_t name_of(const struct input *input, const struct streams *streams)
{
    return hash_view(view_of(input->path), streams->seed);
}

/* Without a new entry the place is that of the run before. */
static bool note_journal(struct stream *stream, const struct input *input,
                         const struct streams *streams)
{
    const char *cursor = lines_cursor(&input->lines);

    if (*cursor == '\0' && input->stream != NULL)
        cursor = input->stream->cursor;
    if (*cursor == '\0')
        return true;
    if (!stream_of(stream, &input->source, 1, streams->seed))
        return false;
    snprintf(stream->cursor, sizeof(stream->cursor), "%s", cursor);
    return true;
}

static bool note_file(struct stream *stream, const struct input *input,
                      const struct streams *streams)
{
    const struct lines *lines = &input->lines;
    uint64_t offset = input->source.skip + lines->bytes - lines->left;

    if (input->is_done)
        *stream = *input->stream;
    else if (offset > 0 && !stream_of(stream, &input->source, offset, streams->seed))
        return false;
    if (!input->is_done)
        stream->complete = lines_problem(lines)->sentence[0] == '\0' &&
                           strcmp(lines_compression(lines), "none") != 0;
    stream->lines = lines->before + lines->count;
    return true;
}

/* What was read and cannot be known again would be counted twice. */
void state_inputs_note(struct state *state, size_t i, const struct input *input)
{
    struct stream *stream = &state->read[i];
    const struct streams *streams = &state->streams;

    *stream = (struct stream){0};
    bool noted = input->source.journal_folder ? note_journal(stream, input, streams)
                                              : note_file(stream, input, streams);
    stream->name = name_of(input, streams);
    stream->run = state->number;
    stream->seen = state->now;
    if (!noted)
        fail(&state->failed, "%s: changed or could not be read again while it was read",
             input->path);
}

/* A copy of it, read as far, is an input. */
static bool has_copy(const struct streams *streams, const struct stream *stream)
{
    for (size_t i = 0; i < streams->count; i++) {
        const struct stream *other = &streams->list[i];
        if (other->found && other->offset == stream->offset &&
            other->marks.head == stream->marks.head &&
            other->marks.tail == stream->marks.tail)
            return true;
    }
    return false;
}

/* A compressed log was read to its end, and a journal has no rotated files to name. */
static bool is_gone(const struct state *state, const struct stream *stream)
{
    return !stream->found && !stream->complete && stream->cursor[0] == '\0' &&
           stream->run + 1 == state->number && !has_copy(&state->streams, stream);
}

bool state_inputs_lost(const struct state *state, const struct input *input)
{
    const struct streams *streams = &state->streams;
    uint64_t name = name_of(input, streams);

    if (input->stream != NULL || input->same_as != NULL ||
        input->refused.sentence[0] != '\0')
        return false;
    for (size_t i = 0; i < streams->count; i++)
        if (streams->list[i].name == name && is_gone(state, &streams->list[i]))
            return true;
    return false;
}

void state_inputs_pack(const struct state *state, struct pack *pack)
{
    struct streams next = {0};

    for (size_t i = 0; i < state->read_count; i++)
        if (state->read[i].offset > 0)
            streams_add(&next, &state->read[i]);
    for (size_t i = 0; i < state->streams.count; i++) {
        const struct stream *stream = &state->streams.list[i];
        bool old = state->now - stream->seen > UNSEEN_SECONDS;
        if (!stream->found && !(old && state->streams.count > STREAMS_KEPT))
            streams_add(&next, stream);
    }
    streams_pack(&next, pack);
    streams_close(&next);
}
