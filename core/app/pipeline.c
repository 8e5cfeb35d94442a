/*
 * pipeline.c - the program on one screen: next line, parse, join, judge, tally.
 */
#include "app/pipeline.h"

#include <string.h>

#include "base/hash.h"
#include "base/view.h"

enum { NAMES_LIMIT = 1 << 17 };

static void take_recipient(void *receiver, const struct recipient *recipient)
{
    tally_recipient(receiver, recipient);
}

void pipeline_open(struct pipeline *pipeline, const struct options *options,
                   const struct book *book, const struct selection *selection)
{
    uint64_t seed = hash_seed();

    *pipeline = (struct pipeline){
        .selection = selection, .seed = seed, .host = INTERN_NONE, .zone = options->zone};
    intern_open(&pipeline->names, NAMES_LIMIT, seed);
    judge_open(&pipeline->judge, book, seed);
    tally_open(&pipeline->tally, book, &pipeline->names);
    join_open(&pipeline->join, &pipeline->names, options->memory_bytes, seed,
              take_recipient, &pipeline->tally);
    parser_open(&pipeline->parser);
    if (options->input_format != NULL)
        pipeline->parser.forced = format_named(options->input_format);
}

void pipeline_close(struct pipeline *pipeline)
{
    parser_close(&pipeline->parser);
    join_close(&pipeline->join);
    tally_close(&pipeline->tally);
    judge_close(&pipeline->judge);
    intern_close(&pipeline->names);
}

/* Times are shown with the offset of the first stamped line, if it has one. */
static void learn_zone(struct pipeline *pipeline, int64_t time)
{
    const struct stamp_reader *stamps = &pipeline->parser.stamps;

    if (pipeline->zone_known || time == 0)
        return;
    if (stamps->offset_seen)
        pipeline->zone =
            (struct zone){.fixed = true, .offset_seconds = stamps->offset_seconds};
    pipeline->tally.hour_offset = zone_offset(pipeline->zone, time);
    pipeline->zone_known = true;
}

static void learn_host(struct pipeline *pipeline, sls_view host)
{
    if (!view_equal(host, intern_view(&pipeline->names, pipeline->host)))
        pipeline->host = intern_id(&pipeline->names, host);
}

/* A refusal: by which rule, and so why. */
static void judge_refusal(struct pipeline *pipeline, const struct record *record,
                          enum line_count count, struct recipient *recipient,
                          const struct origin *origin, uint64_t line)
{
    struct verdict verdict =
        judge_attempt(&pipeline->judge, (uint16_t)recipient->provider, &record->attempt);
    recipient->mark =
        tally_refusal(&pipeline->tally, &verdict, &record->attempt,
                      (uint32_t)origin->input, line, count == COUNT_ATTEMPT);
    recipient->judged = true;
}

/* An attempt, its start, or a submission refused here: who answered, and if it said no,
   why.  An attempt without a relay goes where it was started to. */
static void judge_line(struct pipeline *pipeline, const struct record *record,
                       enum line_count count, struct recipient *recipient,
                       const struct origin *origin, uint64_t line)
{
    if (record->attempt.relay.len > 0 || !recipient->provider_known || !record->by_start)
        recipient->provider = judge_provider(&pipeline->judge, record->attempt.relay);
    recipient->provider_known = true;
    bool refused = record->kind != LINE_STARTED && record->attempt.outcome != SLS_SENT;
    if (refused && !(record->reason_before && recipient->judged))
        judge_refusal(pipeline, record, count, recipient, origin, line);
}

static void take_record(struct pipeline *pipeline, const struct record *record,
                        const struct origin *origin, uint64_t line)
{
    struct recipient *recipient;
    const sls_attempt *attempt = &record->attempt;

    enum line_count count = join_line(&pipeline->join, record, &recipient);
    if (recipient != NULL && count != COUNT_LOCAL)
        judge_line(pipeline, record, count, recipient, origin, line);
    tally_attempt(&pipeline->tally, count,
                  recipient != NULL ? (uint16_t)recipient->provider : 0, attempt);
}

static void widen(struct pipeline *pipeline, int64_t time)
{
    if (time == 0)
        return;
    if (pipeline->first == 0 || time < pipeline->first)
        pipeline->first = time;
    if (time > pipeline->last)
        pipeline->last = time;
}

/* A mail server's line, with all its recipients; false when it was not asked for. */
static bool take_line(struct pipeline *pipeline, struct record *record,
                      const struct origin *origin, uint64_t line)
{
    int64_t time = record->attempt.time;

    learn_zone(pipeline, time);
    learn_host(pipeline, record->attempt.host);
    widen(pipeline, time);
    if (origin->prints != NULL)
        prints_add(origin->prints, pipeline->host, time, record->body, pipeline->seed);
    if (!selection_keeps(pipeline->selection, record))
        return false;
    tally_seen(&pipeline->tally, time, pipeline->host);
    do
        take_record(pipeline, record, origin, line);
    while (record_next(record));
    return true;
}

static void note_strange(struct pipeline *pipeline, sls_view text)
{
    if (pipeline->first_strange[0] != '\0' || text.len == 0)
        return;
    size_t bytes = text.len < STRANGE_BYTES ? text.len : STRANGE_BYTES - 1;
    memcpy(pipeline->first_strange, text.ptr, bytes);
    pipeline->first_strange[bytes] = '\0';
}

void pipeline_read(struct pipeline *pipeline, struct lines *lines,
                   const struct origin *origin)
{
    struct line line;
    struct record record;

    while (lines_next(lines, &line)) {
        parser_read(&pipeline->parser, line.text, &record);
        if (record.kind <= LINE_MALFORMED || line.cut)
            note_strange(pipeline, line.text);
        else if (!take_line(pipeline, &record, origin, lines->count))
            record.kind = LINE_SKIPPED;
        ledger_add(origin->ledger, &record, line.overlong, line.cut);
    }
}

void pipeline_end(struct pipeline *pipeline)
{
    join_end(&pipeline->join);
}
