/*
 * records.c - next line, parse, hand on, count.
 *
 * Of a large log the lines are found, and their headings read, by a thread of its own,
 * ahead of the other one; there is one order of lines, and one result.
 */
#include "app/records.h"

#include <pthread.h>
#include <string.h>

#include "app/batches.h"
#include "base/thread.h"
#include "base/view.h"

/* Of text that is there already: a smaller input is read before a thread has begun. */
enum { READING_THREAD_BYTES = 64 * 1024 };

void records_open(struct records *records, const struct options *options,
                  const struct exporters *exporters)
{
    *records = (struct records){.exporters = exporters, .threads = options->threads};
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

/* One input that is being read. */
struct course {
    struct records *records;
    struct lines *lines;
    const struct content *content;
    struct ledger *ledger;
    records_take *take;
    void *receiver;
    struct spot spot;
    struct batches *batches; /* between two threads; NULL: one reads and counts */
};

static void count_line(struct course *course, const struct line *line, uint64_t number,
                       struct record *record)
{
    struct records *records = course->records;

    course->spot.line = number;
    course->spot.text = line->text;
    if (record->kind <= LINE_MALFORMED || line->cut)
        note_strange(records, line->text);
    else if (!course->take(course->receiver, records, record, &course->spot))
        record->kind = LINE_SKIPPED;
    ledger_add(course->ledger, record, number, line->overlong, line->cut);
}

static void read_and_count(struct course *course)
{
    struct line line;
    struct record record;

    while (lines_next(course->lines, &line)) {
        watch_line(course->records->exporters->watch, course->lines->number);
        read_record(course->records, course->content, line.text, &record);
        count_line(course, &line, course->lines->number, &record);
    }
}

/* What a plugin may be asked about is read where it is counted. */
static void put_line(struct course *course, const struct line *line)
{
    struct entry *entry = batches_put(course->batches, line);

    entry->number = course->lines->number;
    entry->unread = journal_begins(line->text);
    if (entry->unread)
        batches_settle(course->batches);
    else
        parser_read_heading(&course->records->parser, entry->line.text, &entry->heading);
}

static void *reading_thread(void *argument)
{
    struct course *course = argument;
    struct line line;

    while (lines_next(course->lines, &line))
        put_line(course, &line);
    batches_end(course->batches);
    return NULL;
}

static void count_batch(struct course *course, struct batch *batch)
{
    struct records *records = course->records;
    struct record record;

    for (size_t i = 0; i < batch->count; i++) {
        struct entry *entry = &batch->entries[i];
        sls_view text = entry->line.text;
        watch_line(records->exporters->watch, entry->number);
        if (entry->unread)
            read_record(records, course->content, text, &record);
        else
            parser_read_rest(&records->parser, text, &entry->heading, &record);
        count_line(course, &entry->line, entry->number, &record);
    }
}

/* False: there is no thread to be had. */
static bool read_on_a_thread(struct course *course)
{
    pthread_t reader;
    struct batch *batch;

    course->batches = batches_open();
    bool started = thread_start(&reader, reading_thread, course);
    if (started) {
        while ((batch = batches_take(course->batches)) != NULL)
            count_batch(course, batch);
        pthread_join(reader, NULL);
    }
    batches_close(course->batches);
    return started;
}

/* A log's lines, of which there are many: records of other kinds are read by plugins, and
   live in one place. */
static bool pays_off(const struct course *course)
{
    return course->records->threads > 1 && course->content->exporter == NULL &&
           course->content->cut == CUT_LINES &&
           lines_ahead(course->lines) >= READING_THREAD_BYTES;
}

/* Who finds the lines decodes them, too, unless another thread is free to. */
static void start_decoding(struct course *course, bool reads_on_a_thread)
{
    bool is_plain = strcmp(lines_compression(course->lines), "none") == 0;

    if (course->records->threads > (reads_on_a_thread ? 2 : 1) && !is_plain)
        lines_thread(course->lines);
}

void records_read(struct records *records, struct lines *lines,
                  const struct content *content, size_t input, struct ledger *ledger,
                  records_take *take, void *receiver)
{
    struct course course = {
        .records = records,
        .lines = lines,
        .content = content,
        .ledger = ledger,
        .take = take,
        .receiver = receiver,
        .spot = {.input = input, .is_stray = content->exporter == NULL},
    };

    lines_cut(lines, content->cut);
    records->parser.in_rejected = false;
    if (content->exporter != NULL)
        export_begin(&records->exports, content->exporter, content->cut == CUT_ROWS);
    bool in_two = pays_off(&course);
    start_decoding(&course, in_two);
    if (!in_two || !read_on_a_thread(&course))
        read_and_count(&course);
    if (content->exporter != NULL && content->cut == CUT_ROWS)
        ledger_check_header(ledger);
}
