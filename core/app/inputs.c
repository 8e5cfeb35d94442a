/*
 * inputs.c - looks at the first lines of every input when there are several.
 *
 * A shell gives mail.log, mail.log.1, mail.log.2.gz in that order, which is the wrong
 * one: a message that was deferred yesterday must be read before it is accepted today.
 */
#include "app/inputs.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/stamp.h"
#include "input/lines.h"
#include "parse/syslog.h"

enum { LINES_LOOKED_AT = 200 };

int64_t inputs_anchor(int64_t modified, int64_t gzip_time, int64_t now)
{
    int64_t anchor = now;

    if (modified > 0 && modified < anchor)
        anchor = modified;
    if (gzip_time > 0 && gzip_time < anchor)
        anchor = gzip_time;
    return anchor;
}

/* Reads the first lines: their hash, and the time of the first that has a stamp. */
static void read_beginning(struct input *input, const struct options *options,
                           int64_t now)
{
    struct lines lines;
    struct line line;
    struct stamp_reader stamps;
    struct head head = {.stamped = false};

    lines_open(&lines, &input->source);
    stamp_open(&stamps, options->zone,
               inputs_anchor(input->source.modified, lines_gzip_time(&lines), now),
               options->year);
    for (int i = 0; i < LINES_LOOKED_AT && lines_next(&lines, &line); i++) {
        input->beginning = hash_mix(input->beginning, hash_view(line.text, 0));
        if (!head.stamped)
            syslog_read(&stamps, line.text, &head);
        if (head.stamped && input->first == INT64_MAX)
            input->first = head.time;
    }
    lines_close(&lines);
}

/* A pipe can be read only once: it stays open, and keeps the last place. */
static void look_at(struct input *input, const struct options *options, int64_t now)
{
    if (!source_open(&input->source, input->path, &input->refused) ||
        !input->source.seekable)
        return;
    if (options->input_count > 1)
        read_beginning(input, options, now);
    source_close(&input->source);
}

bool input_open(struct input *input, struct why *why)
{
    if (input->refused.sentence[0] != '\0') {
        *why = input->refused;
        return false;
    }
    return input->source.file >= 0 || source_open(&input->source, input->path, why);
}

static int by_time(const void *a, const void *b)
{
    const struct input *left = a, *right = b;

    if (left->first != right->first)
        return left->first < right->first ? -1 : 1;
    return left->argument < right->argument ? -1 : left->argument > right->argument;
}

/* The same file twice is read once; two that only begin alike are both read, and said. */
static void find_same(struct input *inputs, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i && inputs[i].same_as == NULL; j++) {
            const struct source *a = &inputs[i].source, *b = &inputs[j].source;
            if (!a->seekable || !b->seekable)
                continue;
            if (a->device == b->device && a->inode == b->inode)
                inputs[i].same_as = inputs[j].path;
            else if (inputs[i].beginning != 0 &&
                     inputs[i].beginning == inputs[j].beginning)
                inputs[i].begins_like = inputs[j].path;
        }
}

struct input *inputs_order(const struct options *options, int64_t now)
{
    struct input *inputs = memory_get(options->input_count, sizeof(*inputs));

    for (size_t i = 0; i < options->input_count; i++) {
        inputs[i] = (struct input){.path = options->inputs[i],
                                   .first = INT64_MAX,
                                   .argument = i,
                                   .first_year = options->year};
        look_at(&inputs[i], options, now);
    }
    qsort(inputs, options->input_count, sizeof(*inputs), by_time);
    find_same(inputs, options->input_count);
    return inputs;
}
