/*
 * journal.c - fields of the journal by name, from JSON or from the export format.
 *
 * Formats: systemd.io/JOURNAL_EXPORT_FORMATS, which describes both, and
 * systemd.journal-fields(7): names with an underscore in front are the journal's own and
 * cannot be forged by the program that logs.  Times are microseconds since 1970.
 * Docker's json-file driver writes {"log":"...\n","stream":"stdout","time":"..."}.
 */
#include "parse/journal.h"

#include "base/arena.h"
#include "base/view.h"
#include "input/lines.h"

enum field {
    RECEIVED,
    SOURCE_TIME,
    HOST,
    IDENTIFIER,
    COMMAND,
    SYSLOG_PID,
    PID,
    MESSAGE,
    FIELDS
};

static const sls_view names[FIELDS] = {
    [RECEIVED] = {"__REALTIME_TIMESTAMP", 20},
    [SOURCE_TIME] = {"_SOURCE_REALTIME_TIMESTAMP", 26},
    [HOST] = {"_HOSTNAME", 9},
    [IDENTIFIER] = {"SYSLOG_IDENTIFIER", 17},
    [COMMAND] = {"_COMM", 5},
    [SYSLOG_PID] = {"SYSLOG_PID", 10},
    [PID] = {"_PID", 4},
    [MESSAGE] = {"MESSAGE", 7},
};

void journal_open(struct journal *journal)
{
    *journal = (struct journal){.room = memory_get(1, LINE_BYTES)};
    json_reader_open(&journal->json);
}

void journal_close(struct journal *journal)
{
    json_reader_close(&journal->json);
    memory_free(journal->room);
    *journal = (struct journal){.room = NULL};
}

static sls_view first_of(sls_view wanted, sls_view other)
{
    return wanted.len > 0 ? wanted : other;
}

static bool read_time(sls_view microseconds, int64_t *time)
{
    uint64_t number;

    if (!view_number(microseconds, INT64_MAX, &number))
        return false;
    *time = (int64_t)(number / 1000000);
    return true;
}

/* Line ends become blanks; those at the end go. */
static sls_view in_one_line(struct journal *journal, sls_view message)
{
    message = view_cut(message, LINE_BYTES);
    while (message.len > 0 &&
           (view_ends(message, VIEW("\n")) || view_ends(message, VIEW("\r"))))
        message.len--;
    if (view_find_byte(message, '\n') == NULL && view_find_byte(message, '\r') == NULL)
        return message;
    for (size_t i = 0; i < message.len; i++) {
        char c = message.ptr[i];
        journal->room[i] = c == '\n' || c == '\r' ? ' ' : c;
    }
    return (sls_view){journal->room, message.len};
}

/* The sender's own time goes first, as in journalctl's lines and in input/'s: the same
   entry must have the same time in every form. */
static void fill(struct journal *journal, const sls_view fields[FIELDS],
                 struct head *head)
{
    *head = (struct head){.host = fields[HOST]};
    head->stamped = read_time(fields[SOURCE_TIME], &head->time) ||
                    read_time(fields[RECEIVED], &head->time);
    head->program = first_of(fields[IDENTIFIER], fields[COMMAND]);
    head->pid = first_of(fields[SYSLOG_PID], fields[PID]);
    head->body = head->rest = in_one_line(journal, fields[MESSAGE]);
}

static enum journal_kind read_container(struct journal *journal, sls_view text,
                                        struct head *head)
{
    struct stamp_reader stamps;
    struct head when;
    sls_view log, time;

    if (!json_reader_field(&journal->json, text, "log", &log) ||
        !json_reader_field(&journal->json, text, "time", &time))
        return JOURNAL_NONE;
    stamp_open(&stamps, (struct zone){.fixed = true}, 0, 0);
    syslog_read(&stamps, time, &when);
    if (!when.stamped)
        return JOURNAL_NONE;
    *head = (struct head){.time = when.time, .stamped = true};
    head->body = head->rest = in_one_line(journal, log);
    return JOURNAL_LINE;
}

static enum journal_kind read_object(struct journal *journal, sls_view text,
                                     struct head *head)
{
    sls_view fields[FIELDS];

    if (!json_reader_read(&journal->json, text))
        return JOURNAL_NONE;
    for (size_t i = 0; i < FIELDS; i++)
        json_reader_field(&journal->json, text, names[i].ptr, &fields[i]);
    if (fields[RECEIVED].len == 0 && fields[SOURCE_TIME].len == 0)
        return read_container(journal, text, head);
    if (fields[MESSAGE].len == 0)
        fields[MESSAGE] =
            (sls_view){journal->room, json_reader_bytes(&journal->json, "MESSAGE",
                                                        journal->room, LINE_BYTES)};
    fill(journal, fields, head);
    return JOURNAL_ENTRY;
}

/* Takes "NAME=value" LF, or "NAME" LF, a length, a value and LF, off the front. */
static bool take_field(sls_view *rest, sls_view *name, sls_view *value)
{
    enum { LENGTH_BYTES = 8 };
    uint64_t length = 0;

    sls_view line = view_take(rest, '\n');
    const char *sign = view_find_byte(line, '=');
    if (sign != NULL) {
        *name = view_between(line.ptr, sign);
        *value = view_between(sign + 1, view_end(line));
        return true;
    }
    if (rest->len < LENGTH_BYTES)
        return false;
    for (size_t i = LENGTH_BYTES; i > 0; i--)
        length = length << 8 | (unsigned char)rest->ptr[i - 1];
    *rest = view_skip(*rest, LENGTH_BYTES);
    if (length > rest->len)
        return false;
    *name = line;
    *value = view_cut(*rest, (size_t)length);
    *rest = view_skip(*rest, (size_t)length + 1);
    return true;
}

/* A field may stand there more than once; the first counts. */
static enum journal_kind read_entry(struct journal *journal, sls_view text,
                                    struct head *head)
{
    sls_view fields[FIELDS] = {{NULL, 0}}, name, value;

    while (text.len > 0 && *text.ptr != '\n') {
        if (!take_field(&text, &name, &value))
            return JOURNAL_NONE;
        for (size_t i = 0; i < FIELDS; i++)
            if (fields[i].ptr == NULL && view_equal(name, names[i]))
                fields[i] = value;
    }
    fill(journal, fields, head);
    return JOURNAL_ENTRY;
}

enum journal_kind journal_read(struct journal *journal, sls_view text, struct head *head)
{
    if (view_starts(text, VIEW("{")))
        return read_object(journal, text, head);
    if (view_starts(text, VIEW("__CURSOR=")) ||
        view_starts(text, VIEW("__REALTIME_TIMESTAMP=")))
        return read_entry(journal, text, head);
    return JOURNAL_NONE;
}
