/*
 * inputs.c - looks at the first lines of every input, and sorts.
 *
 * A shell gives mail.log, mail.log.1, mail.log.2.gz in that order, which is the wrong
 * one: a message that was deferred yesterday must be read before it is accepted today.
 * Of a pipe only what its first block holds can be looked at, since it is read once.
 * Exports come before all logs: what they tell must be known when the log's 250 comes.
 */
#include "app/inputs.h"

#include <stdlib.h>
#include <string.h>

#include "app/hold.h"
#include "app/partial.h"
#include "app/streams.h"
#include "base/arena.h"
#include "base/seal.h"
#include "base/stamp.h"
#include "base/view.h"
#include "parse/format.h"

enum { LINES_LOOKED_AT = 200 };

int64_t input_anchor(const struct input *input, int64_t now)
{
    int64_t anchor = now, gzip_time = lines_gzip_time(&input->lines);

    if (input->source.modified > 0 && input->source.modified < anchor)
        anchor = input->source.modified;
    if (gzip_time > 0 && gzip_time < anchor)
        anchor = gzip_time;
    return anchor;
}

/* Where the last run stopped, whatever the file is called now. */
static bool go_on(struct input *input, struct why *why)
{
    if (!streams_find(input->streams, &input->source, &input->stream, why))
        return false;
    input->is_done =
        input->stream != NULL && stream_is_done(input->stream, &input->source);
    if (input->stream == NULL || input->is_done)
        return true;
    if (input->source.journal_folder)
        input->source.cursor = input->stream->cursor;
    else
        input->source.skip = input->stream->offset;
    return true;
}

bool input_open(struct input *input, struct why *why)
{
    if (input->is_open)
        return true;
    if (input->refused.sentence[0] != '\0') {
        *why = input->refused;
        return false;
    }
    if (!(input->held != NULL ? source_again(&input->source, input->held, why)
                              : source_open(&input->source, input->path, why)))
        return false;
    if (input->streams != NULL && !go_on(input, why)) {
        source_close(&input->source);
        return false;
    }
    lines_open(&input->lines, &input->source);
    input->lines.whole_only = input->streams != NULL;
    input->lines.before = input->stream != NULL ? input->stream->lines : 0;
    return input->is_open = true;
}

void input_close(struct input *input)
{
    if (!input->is_open)
        return;
    lines_close(&input->lines);
    source_close(&input->source);
    input->is_open = false;
}

/* Who looks at the inputs: with what, and at which. */
struct look {
    const struct options *options;
    const struct exporters *exporters;
    const struct exporter *forced;
    int64_t now;
    struct parser parser;
    struct input *input;
};

/* False once the time of the first line of a mail server is known.  Until then that of
   any program's line has to do: its clock may be another (a container's host). */
static bool look_at_line(struct look *look, sls_view text)
{
    struct record record;
    struct stamp_reader *stamps = &look->parser.stamps;

    parser_read(&look->parser, text, &record);
    bool of_mail = record.attempt.time != 0;
    int64_t time = of_mail ? record.attempt.time : stamps->last;
    if (time == 0 || (!of_mail && look->input->first != INT64_MAX))
        return true;
    look->input->first = time;
    look->input->offset_known = stamps->offset_seen;
    if (stamps->offset_seen)
        look->input->zone =
            (struct zone){.fixed = true, .offset_seconds = stamps->offset_seconds};
    return !of_mail;
}

static void look_at_file(struct look *look)
{
    struct line line;
    int left = LINES_LOOKED_AT;

    lines_cut(&look->input->lines, look->input->content.cut);
    while (left-- > 0 && lines_next(&look->input->lines, &line))
        if (!look_at_line(look, line.text))
            return;
}

static void look_at_pipe(struct look *look)
{
    sls_view head = lines_head(&look->input->lines);
    int left = LINES_LOOKED_AT;

    while (left-- > 0 && head.len > 0)
        if (!look_at_line(look, view_take(&head, '\n')))
            return;
}

static void look_at_times(struct look *look)
{
    struct input *input = look->input;

    stamp_open(&look->parser.stamps, look->options->zone, input_anchor(input, look->now),
               look->options->year);
    if (input->source.seekable)
        look_at_file(look);
    else
        look_at_pipe(look);
}

/* After a plugin's fault it cannot be read again: the fault is to be seen at once. */
static void is_read_once(struct watch *watch)
{
    if (watch != NULL)
        watch->consumed = watch->careful = true;
}

/* An export that nobody reads but a plugin whose callbacks are off. */
static void refuse_export(struct input *input)
{
    fail(&input->refused, "%s: only the plugin %s reads it, whose callbacks are not used",
         input->path, input->content.exporter->id);
    input_close(input);
}

/* All of it is taken in at once: it is small, and stands for many lines. */
static void take_partial(struct input *input)
{
    struct pack file;

    pack_open(&file);
    for (sls_view bytes; (bytes = lines_bytes(&input->lines)).len > 0;)
        if (file.count < SEAL_MOST_BYTES)
            pack_bytes(&file, bytes);
    input->partial = memory_get(1, sizeof(*input->partial));
    if (partial_open(input->partial, input->path, pack_view(&file), &input->refused)) {
        input->first = input->partial->first != 0 ? input->partial->first : INT64_MAX;
        input->last = input->partial->last;
    } else {
        partial_close(input->partial);
        memory_free(input->partial);
        input->partial = NULL;
    }
    pack_close(&file);
    input_close(input);
}

/* A read that failed may succeed in a moment.  Were it not tried again, and then did, the
   input would be read out of its order, and nothing said so. */
static bool open_to_look(struct input *input)
{
    if (!input_open(input, &input->refused))
        return false;
    if (!input->source.seekable || lines_head(&input->lines).len > 0 ||
        lines_problem(&input->lines)->sentence[0] == '\0')
        return true;
    input_close(input);
    return input_open(input, &input->refused);
}

static void look_at(struct look *look, struct input *input)
{
    struct watch *watch = look->exporters->watch;

    look->input = input;
    if (!open_to_look(input))
        return;
    if (!input->source.seekable)
        is_read_once(watch);
    if (partial_is(lines_head(&input->lines))) {
        take_partial(input);
        return;
    }
    watch_input(watch, input->path, input->source.file);
    input->content = content_of(lines_head(&input->lines), look->exporters, look->forced,
                                &look->parser);
    watch_input_end(watch);
    if (input->content.exporter != NULL && input->content.exporter->off) {
        refuse_export(input);
        return;
    }
    if (input->content.exporter == NULL)
        look_at_times(look);
    if (input->source.seekable)
        input_close(input);
}

static int by_time(const void *a, const void *b)
{
    const struct input *left = a, *right = b;
    bool left_is_log = left->content.exporter == NULL;
    bool right_is_log = right->content.exporter == NULL;

    if (left_is_log != right_is_log)
        return left_is_log ? 1 : -1;
    if (left->first != right->first)
        return left->first < right->first ? -1 : 1;
    if (left->last != right->last)
        return left->last < right->last ? -1 : 1;
    if (left->partial != NULL && right->partial != NULL &&
        left->partial->ledgers[0].print[0] != right->partial->ledgers[0].print[0])
        return left->partial->ledgers[0].print[0] < right->partial->ledgers[0].print[0]
                   ? -1
                   : 1;
    return left->argument < right->argument ? -1 : left->argument > right->argument;
}

/* The time of an input's last stamped line: all of it is read. */
static void find_last(struct look *look, struct input *input)
{
    struct record record;
    struct line line;
    struct why why;

    if (input->last != 0 || input->partial != NULL || !input->source.seekable ||
        !input_open(input, &why))
        return;
    stamp_open(&look->parser.stamps, look->options->zone, input_anchor(input, look->now),
               look->options->year);
    lines_cut(&input->lines, input->content.cut);
    while (lines_next(&input->lines, &line)) {
        parser_read(&look->parser, line.text, &record);
        if (record.attempt.time != 0)
            input->last = record.attempt.time;
    }
    input_close(input);
}

static bool is_same_file(const struct input *a, const struct input *b)
{
    return a->source.seekable && b->source.seekable &&
           a->source.device == b->source.device && a->source.inode == b->source.inode;
}

/* Pieces of a log that begin within the same second are told apart by how they end. */
static void part_equals(struct look *look, struct inputs *inputs)
{
    for (size_t i = 1; i < inputs->count; i++) {
        struct input *a = &inputs->list[i - 1], *b = &inputs->list[i];
        if (a->first != b->first || a->first == INT64_MAX || is_same_file(a, b))
            continue;
        find_last(look, a);
        find_last(look, b);
    }
    qsort(inputs->list, inputs->count, sizeof(*inputs->list), by_time);
}

static void find_same_files(struct inputs *inputs)
{
    for (size_t i = 1; i < inputs->count; i++)
        for (size_t j = 0; j < i && inputs->list[i].same_as == NULL; j++)
            if (is_same_file(&inputs->list[i], &inputs->list[j]))
                inputs->list[i].same_as = inputs->list[j].path;
}

/* Of two partials that share inputs the one that holds all of the other's counts; where
   neither does, what is shared would count twice. */
static void compare_partials(struct input *a, struct input *b)
{
    if (a->partial == NULL || b->partial == NULL || a->same_as != NULL ||
        b->same_as != NULL || partial_common(a->partial, b->partial) == 0)
        return;
    if (partial_common(a->partial, b->partial) == b->partial->ledger_count) {
        b->same_as = a->path;
    } else if (partial_common(b->partial, a->partial) == a->partial->ledger_count) {
        a->same_as = b->path;
    } else if (b->refused.sentence[0] == '\0') {
        fail(&b->refused, "%s: some of its logs are counted in %s, too, and some are not",
             b->path, a->path);
        fail_remedy(&b->refused, "leave one of the two out, or make them again");
    }
}

static void find_same_partials(struct inputs *inputs)
{
    for (size_t i = 1; i < inputs->count; i++)
        for (size_t j = 0; j < i; j++)
            compare_partials(&inputs->list[j], &inputs->list[i]);
}

static void look_at_all(struct look *look, struct inputs *inputs)
{
    parser_open(&look->parser);
    for (size_t i = 0; i < inputs->count; i++) {
        const struct path *path = &look->options->hold->paths.list[i];
        inputs->list[i] = (struct input){.path = path->name,
                                         .held = path->is_held ? &path->source : NULL,
                                         .refused = path->refused,
                                         .first = INT64_MAX,
                                         .argument = i,
                                         .zone = look->options->zone,
                                         .first_year = look->options->year};
        look_at(look, &inputs->list[i]);
    }
    qsort(inputs->list, inputs->count, sizeof(*inputs->list), by_time);
    part_equals(look, inputs);
    parser_close(&look->parser);
}

void inputs_open(struct inputs *inputs, const struct options *options,
                 const struct exporters *exporters, int64_t now)
{
    struct look look = {.options = options, .exporters = exporters, .now = now};

    if (options->input_format != NULL)
        look.forced = exporters_named(exporters, options->input_format);
    *inputs = (struct inputs){.count = options->hold->paths.count};
    inputs->list = memory_get(inputs->count + 1, sizeof(*inputs->list));
    look_at_all(&look, inputs);
    find_same_files(inputs);
    find_same_partials(inputs);
}

void inputs_close(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++) {
        input_close(&inputs->list[i]);
        if (inputs->list[i].partial != NULL)
            partial_close(inputs->list[i].partial);
        memory_free(inputs->list[i].partial);
    }
    memory_free(inputs->list);
}

bool inputs_can_be_read_again(const struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        if (inputs->list[i].refused.sentence[0] == '\0' &&
            inputs->list[i].partial == NULL && !inputs->list[i].source.seekable)
            return false;
    return true;
}
