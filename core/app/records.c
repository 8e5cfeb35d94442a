/*
 * records.c - next line, parse, hand on, count.
 */
#include "app/records.h"

#include <string.h>

#include "base/view.h"

void records_open(struct records *records, const struct options *options,
                  const struct exporters *exporters)
{
    *records = (struct records){.exporters = exporters};
    parser_open(&records->parser);
    export_open(&records->exports, options->zone);
    if (options->input_format != NULL)
        records->parser.forced = format_named(options->input_format);
}

void records_close(struct records *records)
{
    export_close(&records->exports);
    parser_close(&records->parser);
}

bool records_more(struct records *records, struct record *record)
{
    if (record->kind == LINE_EVENT)
        return export_more(&records->exports, record);
    return record_next(record);
}

static void note_strange(struct records *records, sls_view text)
{
    if (records->first_strange[0] != '\0' || text.len == 0)
        return;
    size_t bytes = text.len < STRANGE_BYTES ? text.len : STRANGE_BYTES - 1;
    memcpy(records->first_strange, text.ptr, bytes);
    records->first_strange[bytes] = '\0';
}

/* A JSON object among log lines may be a provider's event. */
static void read_stray_object(struct records *records, sls_view text,
                              struct record *record)
{
    const struct exporters *exporters = records->exporters;
    const struct exporter *exporter =
        export_find(exporters->list, exporters->count, text);

    if (exporter == NULL)
        return;
    if (exporter != records->exports.exporter || records->exports.is_csv)
        export_begin(&records->exports, exporter, false);
    export_read(&records->exports, text, record);
}

static void read_record(struct records *records, const struct content *content,
                        sls_view text, struct record *record)
{
    bool is_record = content->cut == CUT_ROWS || view_starts(text, VIEW("{"));

    if (content->exporter != NULL && is_record) {
        export_read(&records->exports, text, record);
        return;
    }
    parser_read(&records->parser, text, record);
    if (record->kind <= LINE_MALFORMED && view_starts(text, VIEW("{")))
        read_stray_object(records, text, record);
}

void records_read(struct records *records, struct lines *lines,
                  const struct content *content, size_t input, struct ledger *ledger,
                  records_take *take, void *receiver)
{
    struct line line;
    struct record record;
    struct spot spot = {.input = input, .is_stray = content->exporter == NULL};

    lines_cut(lines, content->cut);
    records->parser.in_rejected = false;
    if (content->exporter != NULL)
        export_begin(&records->exports, content->exporter, content->cut == CUT_ROWS);
    while (lines_next(lines, &line)) {
        watch_line(records->exporters->watch, lines->number);
        read_record(records, content, line.text, &record);
        spot.line = lines->number;
        spot.text = line.text;
        if (record.kind <= LINE_MALFORMED || line.cut)
            note_strange(records, line.text);
        else if (!take(receiver, records, &record, &spot))
            record.kind = LINE_SKIPPED;
        ledger_add(ledger, &record, lines->number, line.overlong, line.cut);
    }
    if (content->exporter != NULL && content->cut == CUT_ROWS)
        ledger_check_header(ledger);
}
