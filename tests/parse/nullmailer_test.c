/*
 * nullmailer_test.c - holds nullmailer's lines to their kinds: the start that names the
 * message, the outcome that is told once, and the rest.
 */
#include "parse/nullmailer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "parse/format.h"

#define HEAD "Nov 22 10:00:23 mx1 nullmailer[42]: "

static const struct line_row {
    const char *name;
    const char *line;
    enum line_kind kind;
    enum sls_outcome outcome;
    const char *queue_id, *relay;
    const char *text;
    uint32_t stage;
} lines[] = {
    {"start", HEAD "Starting delivery: host: smtp.example.net protocol: smtp file: 15.3",
     LINE_STARTED, 0, "15.3", "smtp.example.net", "", 0},
    {"older start", HEAD "Starting delivery: protocol: smtp host: mail. file: 15.3",
     LINE_STARTED, 0, "15.3", "mail", "", 0},
    {"newer program",
     "Nov 22 10:00:23 mx1 nullmailer-send[42]: Starting delivery: host: a protocol: smtp "
     "file: 15.3",
     LINE_STARTED, 0, "15.3", "a", "", 0},
    {"pasted", " nullmailer[42]: Starting delivery: protocol: smtp host: a file: 15.3",
     LINE_STARTED, 0, "15.3", "a", "", 0},
    {"no head", "Starting delivery: host: a protocol: smtp file: 15.3", LINE_STARTED, 0,
     "15.3", "a", "", 0},
    {"start without file", HEAD "Starting delivery: host: a protocol: smtp", LINE_OTHER,
     0, "", "a", "", 0},

    {"sent", HEAD "smtp: Succeeded: 250 2.0.0 Ok: queued as 4XyZ", LINE_ATTEMPT, SLS_SENT,
     "", "", "", 0},
    {"sent, no head", "smtp: Succeeded: 250 Ok", LINE_ATTEMPT, SLS_SENT, "", "", "", 0},
    {"refused", HEAD "smtp: Failed: 550 5.7.1 no", LINE_ATTEMPT, SLS_BOUNCED, "", "",
     "550 5.7.1 no", 0},
    {"refused in two lines", HEAD "smtp: Failed: 550-5.7.1 a/550 5.7.1 b/c", LINE_ATTEMPT,
     SLS_BOUNCED, "", "", "550 5.7.1 a b/c", 0},
    {"for now", HEAD "smtp: Failed: 451 4.3.0 later", LINE_ATTEMPT, SLS_DEFERRED, "", "",
     "451 4.3.0 later", 0},
    {"no code", HEAD "smtp: Failed: TLS handshake failed", LINE_ATTEMPT, SLS_DEFERRED, "",
     "", "TLS handshake failed", SLS_TLS},
    {"other protocol", HEAD "qmqp: Failed: D no", LINE_ATTEMPT, SLS_DEFERRED, "", "",
     "D no", 0},
    {"no connection", HEAD "Sending failed:  Connection timed out", LINE_ATTEMPT,
     SLS_DEFERRED, "", "", "Connection timed out", SLS_CONNECT},
    {"no host", HEAD "Sending failed:  Host not found]", LINE_ATTEMPT, SLS_DEFERRED, "",
     "", "Host not found", SLS_CONNECT},

    {"told again", HEAD "smtp: Failed: Connect failed", LINE_OTHER, 0, "", "", "", 0},
    {"permanent", HEAD "Sending failed:  Permanent error in sending the message",
     LINE_OTHER, 0, "", "", "", 0},
    {"temporary", HEAD "Sending failed:  Temporary error in sending the message",
     LINE_OTHER, 0, "", "", "", 0},
    {"addresses", HEAD "From: <a@b.example> to: <c@d.example>", LINE_OTHER, 0, "", "", "",
     0},
    {"done", HEAD "Sent file.", LINE_OTHER, 0, "", "", "", 0},
    {"rest", HEAD "Delivery complete, 0 message(s) remain.", LINE_OTHER, 0, "", "", "",
     0},
    {"count", HEAD "Starting delivery, 1 message(s) in queue.", LINE_OTHER, 0, "", "", "",
     0},
    {"empty", HEAD, LINE_OTHER, 0, "", "", "", 0},

    {"another program", "Nov 22 10:00:23 mx1 app[1]: smtp: Failed: 550 no", LINE_SKIPPED,
     0, "", "", "", 0},
    {"sentence of another", "Sending failed: no paper", LINE_MALFORMED, 0, "", "", "", 0},
};

static void check_view(const char *name, const char *part, sls_view found,
                       const char *want)
{
    cr_expect(view_equal(found, view_of(want)), "%s: %s \"%.*s\"", name, part,
              (int)found.len, found.ptr);
}

static void check_line(const struct line_row *row, const struct record *record)
{
    const sls_attempt *attempt = &record->attempt;
    bool linked = row->kind == LINE_STARTED || row->kind == LINE_ATTEMPT;

    cr_expect_eq(record->kind, row->kind, "%s: %d", row->name, record->kind);
    cr_expect_eq(attempt->outcome, row->outcome, "%s: outcome", row->name);
    cr_expect_eq(record->by_start, row->kind == LINE_ATTEMPT, "%s: start", row->name);
    check_view(row->name, "link", record->other_id, linked ? "current" : "");
    check_view(row->name, "instance", attempt->instance,
               row->kind > LINE_MALFORMED ? "nullmailer" : "");
    check_view(row->name, "id", attempt->queue_id, row->queue_id);
    check_view(row->name, "relay", attempt->relay, row->relay);
    check_view(row->name, "text", attempt->text, row->text);
    cr_expect_eq(attempt->stage, row->stage, "%s: stage", row->name);
}

/* Every line, then all it may be cut down to. */
Test(nullmailer, lines)
{
    struct parser parser;
    struct record record;

    parser_open(&parser);
    stamp_open(&parser.stamps, (struct zone){.fixed = true}, 0, 2026);
    for (size_t i = 0; i < SLS_COUNT(lines); i++)
        for (size_t bytes = strlen(lines[i].line) + 1; bytes-- > 0;) {
            char *block = malloc(bytes + (bytes == 0));
            memcpy(block, lines[i].line, bytes);
            parser_read(&parser, (sls_view){block, bytes}, &record);
            if (lines[i].line[bytes] == '\0')
                check_line(&lines[i], &record);
            free(block);
        }
    parser_close(&parser);
}
