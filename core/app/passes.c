/*
 * passes.c - opens the inputs, has each of them read, and keeps the account of each.
 *
 * Whether stamps without a year were dated right shows itself at the end of an input; the
 * next pass then begins it with the right one.
 */
#include "app/passes.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/partial.h"
#include "app/scope.h"
#include "app/state_inputs.h"
#include "app/verbose.h"
#include "base/arena.h"
#include "base/number.h"

/* What was wrong, as a sentence that names the file and what became of its lines, and the
   remedy as it is.  What gave no line at all, in no run, was not read. */
static void note_problem(struct ledger *ledger, const struct lines *lines)
{
    const struct why *problem = lines_problem(lines);
    char number[GROUPED_BYTES];

    if (problem->sentence[0] == '\0')
        return;
    ledger->opened = ledger->lines + lines->before > 0;
    fail(&ledger->problem, "%s: %s", ledger->path, problem->sentence);
    fail_told(&ledger->problem, "%s: %s", ledger->path, problem->told);
    if (ledger->lines > 0)
        fail_more(&ledger->problem, "; the %s lines before it are in the report",
                  number_grouped(number, ledger->lines));
    else if (lines->before > 0)
        fail_more(&ledger->problem,
                  "; the %s lines before it were counted by earlier runs",
                  number_grouped(number, lines->before));
    else if (problem->remedy[0] == '\0')
        fail_more(&ledger->problem, "; nothing could be read before it");
    snprintf(ledger->problem.remedy, sizeof(ledger->problem.remedy), "%s",
             problem->remedy);
}

/* At its end it is known whether an input's first stamp was given the right year. */
static void check_year(struct passes *passes, struct input *input)
{
    const struct stamp_reader *stamps = &passes->records.parser.stamps;
    int year = stamp_first_year(stamps, stamps->last);

    if (passes->options->year != 0 || year == stamps->first_year)
        return;
    passes->wrong_year = true;
    input->first_year = year;
}

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void read_lines(struct passes *passes, size_t i, records_take *take,
                       void *receiver)
{
    struct input *input = &passes->inputs.list[i];
    struct ledger *ledger = &passes->ledgers[i];
    struct watch *watch = passes->exporters.watch;

    double start = seconds_now();
    passes->times[i].first = input->first != INT64_MAX ? input->first : 0;
    passes->times[i].last = INT64_MAX;
    watch_input(watch, input->path, input->source.file);
    input->lines.position = watch != NULL ? &watch->bytes_here : NULL;
    stamp_open(&passes->records.parser.stamps, passes->options->zone,
               input_anchor(input, passes->now), input->first_year);
    records_read(&passes->records, &input->lines, &input->content, i, ledger, take,
                 receiver);
    watch_input_end(watch);
    note_problem(ledger, &input->lines);
    check_year(passes, input);
    ledger->compression = lines_compression(&input->lines);
    ledger->bytes = input->lines.bytes - input->lines.left;
    ledger_check(ledger, input->lines.count);
    verbose_input(passes->options, ledger, seconds_now() - start);
}

/* One that was counted elsewhere is one account, the sum of its own. */
static void copy_partial(struct ledger *ledger, const struct input *input)
{
    *ledger = input->partial->ledgers[0];
    ledger->path = input->path;
    for (size_t i = 1; i < input->partial->ledger_count; i++)
        ledger_sum(ledger, &input->partial->ledgers[i]);
    ledger_is_duplicate(ledger, input->same_as);
}

static void note_ledger(struct passes *passes, uint32_t place,
                        const struct ledger *ledger)
{
    passes->ledgers[place] = *ledger;
    passes->times[place] = (struct input_time){ledger->first, ledger->last};
}

/* The first of its accounts stands in the partial's place, the others behind all inputs.
 */
static void absorb(struct passes *passes, size_t i, void *receiver)
{
    const struct partial *partial = passes->inputs.list[i].partial;
    struct ledger *ledger = &passes->ledgers[i];
    struct why why;

    if (passes->inputs.list[i].same_as != NULL) {
        copy_partial(ledger, &passes->inputs.list[i]);
        return;
    }
    uint32_t *places = memory_get(partial->ledger_count, sizeof(*places));
    places[0] = (uint32_t)i;
    for (size_t k = 1; k < partial->ledger_count; k++)
        places[k] = (uint32_t)passes->ledger_count++;
    for (size_t k = 0; k < partial->ledger_count; k++)
        note_ledger(passes, places[k], &partial->ledgers[k]);
    if (!passes->absorb(receiver, partial, places, &why)) {
        passes->ledger_count -= partial->ledger_count - 1;
        *ledger =
            (struct ledger){.path = partial->path, .compression = "none", .problem = why};
    }
    memory_free(places);
}

static void read_input(struct passes *passes, size_t i, records_take *take,
                       void *receiver)
{
    struct ledger *ledger = &passes->ledgers[i];
    struct input *input = &passes->inputs.list[i];

    if (input->partial != NULL && input->refused.sentence[0] == '\0') {
        absorb(passes, i, receiver);
        return;
    }
    if (input->same_as != NULL && ledger->opened) {
        ledger_is_duplicate(ledger, input->same_as); /* read in an earlier pass */
        return;
    }
    *ledger = (struct ledger){
        .path = input->path, .compression = "none", .duplicate_of = input->same_as};
    if (!input_open(input, &ledger->problem))
        return;
    ledger->opened = true;
    if (input->same_as == NULL && !input->is_done)
        read_lines(passes, i, take, receiver);
    if (passes->state != NULL && input->same_as == NULL)
        state_inputs_note(passes->state, i, input);
    input_close(input);
}

/* How much there is to read before an input, and in all. */
static void note_bytes(struct passes *passes, size_t input)
{
    struct watch *watch = passes->exporters.watch;
    uint64_t before = 0, all = 0;

    if (watch == NULL)
        return;
    for (size_t i = 0; i < passes->inputs.count; i++) {
        before += i < input ? passes->inputs.list[i].source.bytes : 0;
        all += passes->inputs.list[i].source.bytes;
    }
    watch->bytes_before = before;
    watch->bytes_here = 0;
    watch->bytes_all = all;
}

static void close_records(struct passes *passes)
{
    if (passes->records_open)
        records_close(&passes->records);
    passes->records_open = false;
}

void passes_read(struct passes *passes, records_take *take, void *receiver)
{
    close_records(passes);
    records_open(&passes->records, passes->options, &passes->exporters);
    passes->records_open = true;
    passes->wrong_year = false;
    passes->ledger_count = passes->inputs.count;
    for (size_t i = 0; i < passes->inputs.count; i++) {
        note_bytes(passes, i);
        read_input(passes, i, take, receiver);
    }
}

bool passes_can_repeat(const struct passes *passes)
{
    return inputs_can_be_read_again(&passes->inputs);
}

bool passes_check_repeat(const struct passes *passes, const char *verb, struct why *why)
{
    if (passes_can_repeat(passes))
        return true;
    fail(why, "--%s reads its inputs several times, and a pipe can be read only once",
         verb);
    return fail_remedy(why, "save what comes out of the pipe to a file, and name that");
}

int passes_year_wanted(const struct passes *passes)
{
    for (size_t i = 0; i < passes->inputs.count && passes->wrong_year; i++)
        if (passes->inputs.list[i].first_year != 0)
            return passes->inputs.list[i].first_year;
    return 0;
}

/* The offset of the first stamped line is the one that times are shown in, and that the
   user means by a time without a zone. */
static struct zone zone_of_logs(const struct passes *passes)
{
    for (size_t i = 0; i < passes->inputs.count; i++) {
        const struct partial *partial = passes->inputs.list[i].partial;
        if (partial != NULL && partial->scope.zone_fixed)
            return (struct zone){.fixed = true,
                                 .offset_seconds = partial->scope.offset_first};
        if (passes->inputs.list[i].offset_known)
            return passes->inputs.list[i].zone;
    }
    return passes->options->zone;
}

/* --format-in names a mail server, or a plugin that reads its provider's export. */
static bool check_format(const struct passes *passes, struct why *why)
{
    const struct exporters *exporters = &passes->exporters;
    const char *name = passes->options->input_format;
    char known[512] = "";

    if (name == NULL || format_named(name) != NULL ||
        exporters_named(exporters, name) != NULL)
        return true;
    for (size_t i = 0; i < format_mta_count; i++)
        snprintf(known + strlen(known), sizeof(known) - strlen(known), " %s",
                 format_mtas[i]->name);
    for (size_t i = 0; i < exporters->count; i++)
        if (exporters->list[i].parse != NULL)
            snprintf(known + strlen(known), sizeof(known) - strlen(known), " %s",
                     exporters->list[i].id);
    return fail(why, "--format-in: no format \"%s\"; there are:%s", name, known);
}

static size_t count_ledgers(const struct passes *passes)
{
    size_t count = passes->inputs.count + 1;

    for (size_t i = 0; i < passes->inputs.count; i++)
        if (passes->inputs.list[i].partial != NULL)
            count += passes->inputs.list[i].partial->ledger_count;
    return count;
}

bool passes_open(struct passes *passes, const struct options *options,
                 const struct book *book, struct state *state, int64_t now,
                 struct why *why)
{
    *passes = (struct passes){.options = options, .state = state, .now = now};
    arena_open(&passes->arena);
    exporters_open(&passes->exporters, book);
    if (!filter_open(&passes->filter, options, book, why) || !check_format(passes, why))
        return false;
    inputs_open(&passes->inputs, options, &passes->exporters, now);
    passes->ledgers = memory_get(count_ledgers(passes), sizeof(*passes->ledgers));
    passes->times = memory_get(count_ledgers(passes), sizeof(*passes->times));
    passes->zone = zone_of_logs(passes);
    return selection_open(&passes->selection, options, passes->zone, now, why) &&
           scope_check(passes, why) &&
           (state == NULL || state_inputs_begin(state, &passes->inputs, options, why));
}

void passes_close(struct passes *passes)
{
    close_records(passes);
    filter_close(&passes->filter);
    memory_free(passes->part_hosts.list);
    arena_close(&passes->arena);
    memory_free(passes->ledgers);
    memory_free(passes->times);
    inputs_close(&passes->inputs);
    exporters_close(&passes->exporters);
}
