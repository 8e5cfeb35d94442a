/*
 * run.c - the main job: opens the inputs, has each of them read, writes the report.
 *
 * Everything is read once.  Only what shows itself at the end makes it read again: stamps
 * without a year that span more than one, and inputs that hold the same mail.
 */
#include "app/run.h"

#include <stdio.h>
#include <string.h>

#include "app/content.h"
#include "app/inputs.h"
#include "app/message.h"
#include "app/pipeline.h"
#include "app/result.h"
#include "app/selection.h"
#include "app/twins.h"
#include "base/arena.h"
#include "base/number.h"

/* A second time for the year, a third for what only right times show to be the same. */
enum { MOST_PASSES = 3 };

struct run {
    const struct options *options;
    const struct book *book;
    struct guard *guard;
    int64_t now;
    struct exporters exporters;
    struct inputs inputs;
    struct selection selection;
    struct ledger *ledgers; /* one for each input, in the same order */
    struct prints *prints;  /* likewise */
    struct pipeline pipeline;
    bool wrong_year; /* some input must be read again from another year on */
};

/* What was wrong, as a sentence that names the file and what became of its lines, and the
   remedy as it is.  What gave no line at all was not read. */
static void note_problem(struct ledger *ledger, const struct lines *lines)
{
    const struct why *problem = lines_problem(lines);
    char number[GROUPED_BYTES];

    if (problem->sentence[0] == '\0')
        return;
    ledger->opened = ledger->lines > 0;
    if (ledger->lines > 0)
        fail(&ledger->problem, "%s: %s; the %s lines before it are in the report",
             ledger->path, problem->sentence, number_grouped(number, ledger->lines));
    else if (problem->remedy[0] == '\0')
        fail(&ledger->problem, "%s: %s; nothing could be read before it", ledger->path,
             problem->sentence);
    else
        fail(&ledger->problem, "%s: %s", ledger->path, problem->sentence);
    fail_remedy(&ledger->problem, "%s", problem->remedy);
}

/* At its end it is known whether an input's first stamp was given the right year. */
static void check_year(struct run *run, struct input *input)
{
    const struct stamp_reader *stamps = &run->pipeline.parser.stamps;
    int year = stamp_first_year(stamps, stamps->last);

    if (run->options->year != 0 || year == stamps->first_year)
        return;
    run->wrong_year = true;
    input->first_year = year;
}

static void read_lines(struct run *run, size_t i)
{
    struct input *input = &run->inputs.list[i];
    struct ledger *ledger = &run->ledgers[i];
    struct prints *prints = run->inputs.count > 1 ? &run->prints[i] : NULL;

    watch_input(run->book->watch, input->path, input->source.file);
    stamp_open(&run->pipeline.parser.stamps, run->options->zone,
               input_anchor(input, run->now), input->first_year);
    pipeline_read(
        &run->pipeline, &input->lines,
        &(struct origin){
            .input = i, .content = input->content, .ledger = ledger, .prints = prints});
    watch_input_end(run->book->watch);
    note_problem(ledger, &input->lines);
    check_year(run, input);
    ledger->compression = lines_compression(&input->lines);
    ledger->bytes = input->lines.bytes;
    ledger_check(ledger, input->lines.count);
}

static void read_input(struct run *run, size_t i)
{
    struct ledger *ledger = &run->ledgers[i];
    struct input *input = &run->inputs.list[i];

    if (input->same_as != NULL && ledger->opened) {
        ledger_is_duplicate(ledger, input->same_as); /* read in an earlier pass */
        return;
    }
    *ledger = (struct ledger){
        .path = input->path, .compression = "none", .duplicate_of = input->same_as};
    if (!input_open(input, &ledger->problem))
        return;
    ledger->opened = true;
    if (input->same_as == NULL)
        read_lines(run, i);
    input_close(input);
}

/* The offset of the first stamped line is the one that times are shown in, and that the
   user means by a time without a zone. */
static struct zone zone_of_logs(const struct run *run)
{
    for (size_t i = 0; i < run->inputs.count; i++)
        if (run->inputs.list[i].offset_known)
            return run->inputs.list[i].zone;
    return run->options->zone;
}

static void forget_prints(struct run *run)
{
    for (size_t i = 0; i < run->inputs.count; i++) {
        prints_close(&run->prints[i]);
        prints_open(&run->prints[i]);
    }
}

static void read_all(struct run *run)
{
    pipeline_open(&run->pipeline, run->options, run->book, &run->exporters,
                  &run->selection, zone_of_logs(run));
    run->wrong_year = false;
    forget_prints(run);
    for (size_t i = 0; i < run->inputs.count; i++)
        read_input(run, i);
    pipeline_end(&run->pipeline);
}

static bool must_read_again(struct run *run)
{
    if (!inputs_can_be_read_again(&run->inputs))
        return false;
    if (run->wrong_year)
        return true; /* times that are wrong tell nothing of what is the same */
    return run->inputs.count > 1 && twins_mark(&run->inputs, run->prints);
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

/* The year that the first input with wrong times should have begun with; 0: all right. */
static int year_wanted(const struct run *run)
{
    for (size_t i = 0; i < run->inputs.count && run->wrong_year; i++)
        if (run->inputs.list[i].first_year != 0)
            return run->inputs.list[i].first_year;
    return 0;
}

static int report(struct run *run, size_t refused)
{
    struct result result = {
        .options = run->options,
        .selection = &run->selection,
        .pipeline = &run->pipeline,
        .inputs = &run->inputs,
        .ledgers = run->ledgers,
        .prints = run->prints,
        .refused_plugins = refused,
        .watch = run->book->watch,
        .wrong_year = year_wanted(run),
    };
    return result_write(&result);
}

static int read_and_report(struct run *run, size_t refused)
{
    size_t count = run->inputs.count + 1;

    run->ledgers = memory_get(count, sizeof(*run->ledgers));
    run->prints = memory_get(count, sizeof(*run->prints));
    read_until_right(run);
    guard_speak(run->guard);
    int status = report(run, refused);
    pipeline_close(&run->pipeline);
    for (size_t i = 0; i < run->inputs.count; i++)
        prints_close(&run->prints[i]);
    memory_free(run->prints);
    memory_free(run->ledgers);
    return status;
}

/* --format-in names a mail server, or a plugin that reads its provider's export. */
static bool check_format(const struct run *run, struct why *why)
{
    const char *name = run->options->input_format;
    char known[512] = "";

    if (name == NULL || format_named(name) != NULL ||
        exporters_named(&run->exporters, name) != NULL)
        return true;
    for (size_t i = 0; i < format_mta_count; i++)
        snprintf(known + strlen(known), sizeof(known) - strlen(known), " %s",
                 format_mtas[i]->name);
    for (size_t i = 0; i < run->exporters.count; i++)
        if (run->exporters.list[i].parse != NULL)
            snprintf(known + strlen(known), sizeof(known) - strlen(known), " %s",
                     run->exporters.list[i].id);
    return fail(why, "--format-in: no format \"%s\"; there are:%s", name, known);
}

int run_report(const struct options *options, const struct book *book, size_t refused,
               struct guard *guard, int64_t now)
{
    struct run run = {.options = options, .book = book, .guard = guard, .now = now};
    struct why why;
    int status = EXIT_NO_REPORT;

    exporters_open(&run.exporters, book);
    if (check_format(&run, &why) &&
        inputs_open(&run.inputs, options, &run.exporters, now, &why) &&
        selection_open(&run.selection, options, zone_of_logs(&run), now, &why))
        status = read_and_report(&run, refused);
    else
        message_print(&why);
    inputs_close(&run.inputs);
    exporters_close(&run.exporters);
    return status;
}
