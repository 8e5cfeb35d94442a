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
                   const struct book *book, const struct exporters *exporters,
                   const struct selection *selection, struct zone zone)
{
    uint64_t seed = hash_seed();

    *pipeline = (struct pipeline){
        .selection = selection,
        .exporters = exporters,
        .seed = seed,
        .host = INTERN_NONE,
        .zone = zone,
    };
    intern_open(&pipeline->names, NAMES_LIMIT, seed);
    judge_open(&pipeline->judge, book, seed);
    tally_open(&pipeline->tally, book, &pipeline->names);
    join_open(&pipeline->join, &pipeline->names, options->memory_bytes, seed,
              take_recipient, &pipeline->tally);
    parser_open(&pipeline->parser);
    export_open(&pipeline->exports, options->zone);
    if (options->input_format != NULL)
        pipeline->parser.forced = format_named(options->input_format);
}

void pipeline_close(struct pipeline *pipeline)
{
    export_close(&pipeline->exports);
    parser_close(&pipeline->parser);
    join_close(&pipeline->join);
    tally_close(&pipeline->tally);
    judge_close(&pipeline->judge);
    intern_close(&pipeline->names);
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

/* The provider that answered: the plugin of an export, else that of the relay.  An
   attempt without a relay goes where it was started to. */
static uint16_t provider_of_line(struct pipeline *pipeline, const struct record *record,
                                 const struct recipient *recipient)
{
    const struct export_reader *exports = &pipeline->exports;

    if (record->kind == LINE_EVENT)
        return (uint16_t)(exports->exporter - pipeline->exporters->list);
    if (recipient != NULL && recipient->provider_known && record->by_start &&
        record->attempt.relay.len == 0)
        return (uint16_t)recipient->provider;
    sls_view relay = record->attempt.relay;
    if (relay.len == 0 && recipient != NULL)
        relay = intern_view(&pipeline->names, recipient->relay);
    return judge_provider(&pipeline->judge, relay);
}

static bool is_refusal(const struct record *record, const struct recipient *recipient)
{
    uint32_t outcome = record->attempt.outcome;

    if (record->kind == LINE_STARTED || outcome == SLS_SENT || outcome == SLS_DELIVERED)
        return false;
    return !(record->reason_before && recipient->judged);
}

static void take_record(struct pipeline *pipeline, const struct record *record,
                        const struct origin *origin, uint64_t line)
{
    struct recipient *recipient;
    uint16_t provider = 0;

    enum line_count count = join_line(&pipeline->join, record, &recipient);
    if (count == COUNT_ATTEMPT || (recipient != NULL && count != COUNT_LOCAL))
        provider = provider_of_line(pipeline, record, recipient);
    if (recipient != NULL && count != COUNT_LOCAL) {
        recipient->provider = provider;
        recipient->provider_known = true;
        if (is_refusal(record, recipient))
            judge_refusal(pipeline, record, count, recipient, origin, line);
    }
    tally_attempt(&pipeline->tally, count, provider, &record->attempt);
}

static void widen(struct pipeline *pipeline, int64_t time)
{
    if (time == 0)
        return;
    if (pipeline->first == 0) /* hours are counted in the zone that is shown */
        pipeline->tally.hour_offset = zone_offset(pipeline->zone, time);
    if (pipeline->first == 0 || time < pipeline->first)
        pipeline->first = time;
    if (time > pipeline->last)
        pipeline->last = time;
}

static bool next_recipient(struct pipeline *pipeline, struct record *record)
{
    if (record->kind == LINE_EVENT)
        return export_more(&pipeline->exports, record);
    return record_next(record);
}

/* An export's record, which may have been left out for want of a host, or come too late
   for a 250 that stands above it. */
static void count_event(struct pipeline *pipeline, const struct origin *origin,
                        enum selected selected)
{
    if (selected == NOT_SELECTED) {
        pipeline->hostless_events += pipeline->selection->hosts->count > 0;
        return;
    }
    pipeline->tally.events++;
    pipeline->late_events += origin->content.exporter == NULL;
}

/* A mail server's or provider's line, with all its recipients; false when it was not
   asked for. */
static bool take_line(struct pipeline *pipeline, struct record *record,
                      const struct origin *origin, uint64_t line)
{
    int64_t time = record->attempt.time;

    learn_host(pipeline, record->attempt.host);
    widen(pipeline, time);
    if (origin->prints != NULL)
        prints_add(origin->prints, pipeline->host, time, record->body, pipeline->seed);
    enum selected selected = selection_of(pipeline->selection, record);
    if (record->kind == LINE_EVENT)
        count_event(pipeline, origin, selected);
    if (selected == NOT_SELECTED)
        return false;
    if (selected == SELECTED)
        tally_seen(&pipeline->tally, time, pipeline->host);
    do
        take_record(pipeline, record, origin, line);
    while (next_recipient(pipeline, record));
    return selected == SELECTED;
}

static void note_strange(struct pipeline *pipeline, sls_view text)
{
    if (pipeline->first_strange[0] != '\0' || text.len == 0)
        return;
    size_t bytes = text.len < STRANGE_BYTES ? text.len : STRANGE_BYTES - 1;
    memcpy(pipeline->first_strange, text.ptr, bytes);
    pipeline->first_strange[bytes] = '\0';
}

/* A JSON object among log lines may be a provider's event. */
static void read_stray_object(struct pipeline *pipeline, sls_view text,
                              struct record *record)
{
    const struct exporters *exporters = pipeline->exporters;
    const struct exporter *exporter =
        export_find(exporters->list, exporters->count, text);

    if (exporter == NULL)
        return;
    if (exporter != pipeline->exports.exporter || pipeline->exports.is_csv)
        export_begin(&pipeline->exports, exporter, false);
    export_read(&pipeline->exports, text, record);
}

static void read_record(struct pipeline *pipeline, const struct content *content,
                        sls_view text, struct record *record)
{
    bool is_record = content->cut == CUT_ROWS || view_starts(text, VIEW("{"));

    if (content->exporter != NULL && is_record) {
        export_read(&pipeline->exports, text, record);
        return;
    }
    parser_read(&pipeline->parser, text, record);
    if (record->kind <= LINE_MALFORMED && view_starts(text, VIEW("{")))
        read_stray_object(pipeline, text, record);
}

void pipeline_read(struct pipeline *pipeline, struct lines *lines,
                   const struct origin *origin)
{
    const struct content *content = &origin->content;
    struct line line;
    struct record record;

    lines_cut(lines, content->cut);
    if (content->exporter != NULL)
        export_begin(&pipeline->exports, content->exporter, content->cut == CUT_ROWS);
    while (lines_next(lines, &line)) {
        watch_line(pipeline->exporters->watch, lines->number);
        read_record(pipeline, content, line.text, &record);
        if (record.kind <= LINE_MALFORMED || line.cut)
            note_strange(pipeline, line.text);
        else if (!take_line(pipeline, &record, origin, lines->number))
            record.kind = LINE_SKIPPED;
        ledger_add(origin->ledger, &record, lines->number, line.overlong, line.cut);
    }
}

void pipeline_end(struct pipeline *pipeline)
{
    join_end(&pipeline->join);
}
