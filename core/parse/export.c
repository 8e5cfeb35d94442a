/*
 * export.c - asks a plugin's parse() for each record, and checks what it answers.
 *
 * A plugin may be somebody else's: an outcome that does not exist, a time that no
 * calendar has or a view that cannot be one makes the record malformed, not the program.
 * Addresses and Message-IDs lose their angle brackets here, so that no plugin needs to.
 */
#include "parse/export.h"

#include "base/arena.h"
#include "base/stamp_free.h"
#include "base/view.h"
#include "parse/csv.h"
#include "parse/json.h"
#include "parse/reply.h"

struct export_room {
    struct json_reader json;
    struct csv csv;
    struct reply_room reply;
    char text[LINE_BYTES]; /* of an event, in one line */
};

static bool host_field(const sls_host *host, sls_view record, const char *name,
                       sls_view *value)
{
    const struct export_reader *reader = (const struct export_reader *)host;

    if (reader->is_csv && record.ptr == reader->record.ptr &&
        record.len == reader->record.len)
        return csv_cell(&reader->room->csv, name, value);
    return json_reader_field(&reader->room->json, record, name, value);
}

static bool host_read_time(const sls_host *host, sls_view text, int64_t *time)
{
    const struct export_reader *reader = (const struct export_reader *)host;
    return stamp_free(text, reader->zone, time);
}

void export_open(struct export_reader *reader, struct zone zone)
{
    *reader = (struct export_reader){
        .host = {.size = sizeof(sls_host),
                 .field = host_field,
                 .read_time = host_read_time},
        .room = memory_get(1, sizeof(*reader->room)),
        .zone = zone,
    };
    json_reader_open(&reader->room->json);
    csv_open(&reader->room->csv);
}

void export_close(struct export_reader *reader)
{
    json_reader_close(&reader->room->json);
    csv_close(&reader->room->csv);
    memory_free(reader->room);
    *reader = (struct export_reader){.room = NULL};
}

bool export_knows(const struct exporter *exporter, sls_view head)
{
    if (exporter->probe == NULL || exporter->parse == NULL)
        return false;
    watch_begin(exporter->watch, WATCH_PROBE, exporter->place);
    bool known = exporter->probe(head);
    watch_end(exporter->watch);
    return known;
}

const struct exporter *export_find(const struct exporter *table, size_t count,
                                   sls_view head)
{
    for (size_t i = 0; i < count; i++)
        if (!table[i].off && export_knows(&table[i], head))
            return &table[i];
    return NULL;
}

void export_begin(struct export_reader *reader, const struct exporter *exporter,
                  bool is_csv)
{
    reader->exporter = exporter;
    reader->is_csv = is_csv;
    reader->header_read = reader->more = false;
}

static bool sound_view(sls_view view)
{
    return view.len == 0 || (view.ptr != NULL && view.len <= LINE_BYTES);
}

static bool sound_code(const uint16_t code[3])
{
    return code[0] < 10 && code[1] < 1000 && code[2] < 1000;
}

static bool sound(const sls_attempt *attempt)
{
    static const int64_t year_10000 = 253402300800;
    const sls_view views[] = {
        attempt->host,        attempt->relay,      attempt->queue_id,
        attempt->provider_id, attempt->message_id, attempt->sender,
        attempt->login,       attempt->recipient,  attempt->text};

    for (size_t i = 0; i < SLS_COUNT(views); i++)
        if (!sound_view(views[i]))
            return false;
    return attempt->outcome >= SLS_SENT && attempt->outcome <= SLS_DROPPED &&
           attempt->time >= 0 && attempt->time < year_10000 && attempt->delay_ms >= -1 &&
           sound_code(attempt->dsn);
}

/* "<a@b.example>", or "Name <a@b.example>". */
static sls_view without_brackets(sls_view view)
{
    view = view_trim(view);
    if (!view_ends(view, VIEW(">")))
        return view;
    const char *open = memrchr(view.ptr, '<', view.len);
    return open != NULL ? view_between(open + 1, view_end(view) - 1) : view;
}

static bool begins_with_code(sls_view text)
{
    return text.len >= 3 && is_digit(text.ptr[0]) && is_digit(text.ptr[1]) &&
           is_digit(text.ptr[2]) && (text.len == 3 || !is_alphanumeric(text.ptr[3]));
}

/* The text with its line ends made blanks, CR LF a single one, behind the reply code if
   the export has that apart. */
static sls_view in_one_line(char *room, sls_view text, unsigned reply)
{
    size_t used = 0;

    text = view_cut(view_trim(text), LINE_BYTES - 4);
    if (reply >= 200 && reply < 600 && !begins_with_code(text)) {
        room[used++] = (char)('0' + reply / 100);
        room[used++] = (char)('0' + reply / 10 % 10);
        room[used++] = (char)('0' + reply % 10);
        room[used++] = ' ';
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            continue;
        bool ends = text.ptr[i] == '\n' || text.ptr[i] == '\r';
        room[used++] = ends ? ' ' : text.ptr[i];
    }
    return view_trim((sls_view){room, used});
}

/* The plugin's answer with what is the host's to fill in. */
static void take_event(struct export_reader *reader, const sls_attempt *answer,
                       struct record *out)
{
    sls_attempt *attempt = &out->attempt;

    *attempt = *answer;
    attempt->instance = view_of(reader->exporter->id);
    attempt->message_id = without_brackets(answer->message_id);
    attempt->sender = without_brackets(answer->sender);
    attempt->recipient = without_brackets(answer->recipient);
    if (attempt->delay_ms == 0)
        attempt->delay_ms = -1;
    attempt->reply = 0;
    memset(attempt->enhanced, 0, sizeof(attempt->enhanced));
    out->explanation = in_one_line(reader->room->text, answer->text, answer->reply);
    reply_read(&reader->room->reply, out->explanation, attempt);
    out->sender_known = attempt->sender.len > 0;
    out->kind = LINE_EVENT;
}

static bool ask(struct export_reader *reader, struct record *out)
{
    sls_attempt answer = {.time = 0};
    const struct exporter *exporter = reader->exporter;

    watch_begin(exporter->watch, WATCH_PARSE, exporter->place);
    int parsed = exporter->parse(&reader->host, reader->record, &answer);
    watch_end(exporter->watch);

    reader->more = parsed == SLS_MORE;
    if (parsed == SLS_SKIP)
        out->kind = LINE_OTHER;
    else if ((parsed == SLS_ATTEMPT || parsed == SLS_MORE) && sound(&answer))
        take_event(reader, &answer, out);
    return out->kind == LINE_EVENT;
}

static struct record unread(const struct export_reader *reader)
{
    return (struct record){
        .kind = LINE_MALFORMED, .body = reader->record, .format = reader->exporter->id};
}

bool export_read(struct export_reader *reader, sls_view record, struct record *out)
{
    reader->record = record;
    reader->more = false;
    reader->host.nth = 0;
    *out = unread(reader);
    bool is_object = json_reader_read(&reader->room->json, record);
    if (reader->is_csv && !reader->header_read) {
        csv_header(&reader->room->csv, record);
        reader->header_read = true;
        out->kind = LINE_OTHER;
        out->body = (sls_view){0}; /* every such export has it */
        return false;
    }
    if (reader->is_csv)
        csv_read(&reader->room->csv, record);
    else if (!is_object)
        return false;
    return ask(reader, out);
}

bool export_more(struct export_reader *reader, struct record *out)
{
    if (!reader->more || reader->host.nth + 1 >= EXPORT_RECIPIENTS)
        return false;
    reader->host.nth++;
    *out = unread(reader);
    return ask(reader, out);
}
