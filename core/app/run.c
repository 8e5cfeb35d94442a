/*
 * run.c - the program on one screen: open, next line, parse, join, judge, tally; then
 * write.
 */
#include "app/run.h"

#include <stdlib.h>
#include <string.h>

#include "app/inputs.h"
#include "app/result.h"
#include "base/hash.h"
#include "base/number.h"
#include "base/view.h"
#include "input/lines.h"
#include "parse/format.h"
#include "queue/join.h"
#include "rules/judge.h"
#include "tally/ledger.h"
#include "tally/tally.h"

enum { NAMES_LIMIT = 1 << 17 };

struct run {
    const struct options *options;
    const struct book *book;
    int64_t now;
    struct input *inputs;
    struct ledger *ledgers; /* one for each input, in the same order */
    struct intern names;
    struct judge judge;
    struct join join;
    struct tally tally;
    struct parser parser;
    uint32_t host;    /* interned, of the last line: the next is mostly of the same */
    struct zone zone; /* that times are shown in */
    bool zone_known;
    bool wrong_year;         /* some input must be read again from another year on */
    char first_strange[160]; /* the first line that was no mail log line */
};

static void take_recipient(void *receiver, const struct recipient *recipient)
{
    tally_recipient(receiver, recipient);
}

static void open_sums(struct run *run)
{
    uint64_t seed = hash_seed();

    intern_open(&run->names, NAMES_LIMIT, seed);
    judge_open(&run->judge, run->book, seed);
    tally_open(&run->tally, run->book, &run->names);
    join_open(&run->join, &run->names, run->options->memory_bytes, seed, take_recipient,
              &run->tally);
    parser_open(&run->parser);
    run->host = INTERN_NONE;
    run->zone = run->options->zone;
    run->zone_known = run->wrong_year = false;
}

static void close_sums(struct run *run)
{
    parser_close(&run->parser);
    join_close(&run->join);
    tally_close(&run->tally);
    judge_close(&run->judge);
    intern_close(&run->names);
}

/* Times are shown with the offset of the first stamped line, if it has one. */
static void learn_zone(struct run *run, int64_t time)
{
    const struct stamp_reader *stamps = &run->parser.stamps;

    if (run->zone_known || time == 0)
        return;
    if (stamps->offset_seen)
        run->zone =
            (struct zone){.fixed = true, .offset_seconds = stamps->offset_seconds};
    run->tally.hour_offset = zone_offset(run->zone, time);
    run->zone_known = true;
}

/* An attempt, or a submission refused here: who answered, and if it said no, why. */
static void judge_line(struct run *run, const struct record *record,
                       enum line_count count, struct recipient *recipient, size_t input,
                       uint64_t line)
{
    recipient->provider = judge_provider(&run->judge, record->attempt.relay);
    if (record->attempt.outcome == SLS_SENT)
        return;
    struct verdict verdict = judge_attempt(&run->judge, &record->attempt);
    recipient->mark = tally_refusal(&run->tally, &verdict, &record->attempt,
                                    (uint32_t)input, line, count == COUNT_ATTEMPT);
}

static void take_line(struct run *run, const struct record *record, size_t input,
                      uint64_t line)
{
    struct recipient *recipient;
    const sls_attempt *attempt = &record->attempt;

    learn_zone(run, attempt->time);
    if (!view_equal(attempt->host, intern_view(&run->names, run->host)))
        run->host = intern_id(&run->names, attempt->host);
    tally_seen(&run->tally, attempt->time, run->host);
    enum line_count count = join_line(&run->join, record, &recipient);
    if (recipient != NULL && count != COUNT_LOCAL)
        judge_line(run, record, count, recipient, input, line);
    tally_attempt(&run->tally, count,
                  recipient != NULL ? (uint16_t)recipient->provider : 0, attempt);
}

static void note_strange(struct run *run, sls_view text)
{
    size_t bytes = text.len < sizeof(run->first_strange) ? text.len : 0;

    if (run->first_strange[0] != '\0' || text.len == 0)
        return;
    if (bytes == 0)
        bytes = sizeof(run->first_strange) - 1;
    memcpy(run->first_strange, text.ptr, bytes);
    run->first_strange[bytes] = '\0';
}

static void scan_lines(struct run *run, struct lines *lines, size_t input)
{
    struct ledger *ledger = &run->ledgers[input];
    struct line line;
    struct record record;

    while (lines_next(lines, &line)) {
        parser_read(&run->parser, line.text, &record);
        ledger_add(ledger, record.kind, line.overlong, line.cut);
        if (record.kind > LINE_MALFORMED && !line.cut)
            take_line(run, &record, input, lines->count);
        else
            note_strange(run, line.text);
    }
}

/* What was wrong, as a sentence that names the file and what became of its lines. */
static void note_problem(struct ledger *ledger, const struct lines *lines)
{
    const struct why *problem = lines_problem(lines);
    char number[GROUPED_BYTES];

    if (problem->sentence[0] == '\0')
        return;
    if (ledger->lines == 0)
        fail(&ledger->problem, "%s: %s; nothing could be read before it", ledger->path,
             problem->sentence);
    else
        fail(&ledger->problem, "%s: %s; the %s lines before it are in the report",
             ledger->path, problem->sentence, number_grouped(number, ledger->lines));
}

static void check_year(struct run *run, struct input *input, int64_t last)
{
    int year = stamp_first_year(&run->parser.stamps, last);

    if (run->options->year != 0 || year == run->parser.stamps.first_year)
        return;
    run->wrong_year = true;
    input->first_year = year;
}

static void scan_input(struct run *run, size_t i)
{
    struct ledger *ledger = &run->ledgers[i];
    struct input *input = &run->inputs[i];
    struct lines lines;

    *ledger = (struct ledger){.path = input->path, .compression = "none"};
    if (!input_open(input, &ledger->problem))
        return;
    ledger->opened = true;
    if (input->same_as != NULL) {
        source_close(&input->source);
        return;
    }
    lines_open(&lines, &input->source);
    stamp_open(&run->parser.stamps, run->options->zone,
               inputs_anchor(input->source.modified, lines_gzip_time(&lines), run->now),
               input->first_year);
    scan_lines(run, &lines, i);
    note_problem(ledger, &lines);
    check_year(run, input, run->parser.stamps.last);
    uint64_t lines_given = lines.count;
    ledger->compression = lines_compression(&lines);
    ledger->bytes = lines.bytes;
    lines_close(&lines);
    source_close(&input->source);
    ledger_check(ledger, lines_given);
}

static void scan_all(struct run *run)
{
    for (size_t i = 0; i < run->options->input_count; i++)
        scan_input(run, i);
    join_end(&run->join);
}

/* A pipe cannot be read again, and reading the others without it would lose it. */
static bool can_read_again(const struct run *run)
{
    for (size_t i = 0; i < run->options->input_count; i++)
        if (run->inputs[i].refused.sentence[0] == '\0' && !run->inputs[i].source.seekable)
            return false;
    return true;
}

/* The year that the first input with wrong times should have begun with. */
static int year_wanted(const struct run *run)
{
    size_t i = 0;

    while (i + 1 < run->options->input_count && run->inputs[i].first_year == 0)
        i++;
    return run->inputs[i].first_year;
}

int run_report(const struct options *options, const struct book *book, size_t refused,
               int64_t now)
{
    struct run run = {.options = options, .book = book, .now = now};

    run.inputs = inputs_order(options, now);
    run.ledgers = memory_get(options->input_count, sizeof(*run.ledgers));
    open_sums(&run);
    scan_all(&run);
    bool again = run.wrong_year && can_read_again(&run);
    if (again) {
        close_sums(&run);
        open_sums(&run);
        scan_all(&run);
    }
    struct result result = {
        .options = options,
        .tally = &run.tally,
        .join = &run.join,
        .judge = &run.judge,
        .inputs = run.inputs,
        .ledgers = run.ledgers,
        .ledger_count = options->input_count,
        .zone = run.zone,
        .refused_plugins = refused,
        .wrong_year = run.wrong_year && !again ? year_wanted(&run) : 0,
        .first_strange = run.first_strange,
    };
    int status = result_write(&result);
    close_sums(&run);
    memory_free(run.ledgers);
    memory_free(run.inputs);
    return status;
}
