/*
 * format_test.c - holds parser_read() to finding a Postfix line under every head it may
 * have: the syslog's, a container's inside a host's, a pasted tag, none at all; and to
 * telling other programs' lines (skipped) from lines that are no log (malformed).
 */
#include "parse/format.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

#define OLD     "Nov 22 10:00:23 "
#define NEW     "2026-11-22T10:00:23Z "
#define TEN     "2026-11-22T10:00:23+00:00"
#define NO_TIME "1970-01-01T00:00:00+00:00"
#define TO                                                                               \
    "4XyZ1a2b3c: to=<bob@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=1.5, " \
    "delays=0.1/0/0.9/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok)"
#define SMTP "postfix/smtp[4242]: " TO

struct line_row {
    const char *name;
    const char *line;
    enum line_kind kind;
    const char *time; /* of a line that is Postfix's */
    const char *host;
};

static const struct line_row recognised[] = {
    {"RFC 3164", OLD "mx1 " SMTP, LINE_ATTEMPT, TEN, "mx1"},
    {"RFC 3339", NEW "mx1 " SMTP, LINE_ATTEMPT, TEN, "mx1"},
    {"RFC 5424", "<22>1 " NEW "mx1 postfix/smtp 1 - - " TO, LINE_ATTEMPT, TEN, "mx1"},
    {"priority", "<22>" OLD "mx1 " SMTP, LINE_ATTEMPT, TEN, "mx1"},
    {"no host", OLD SMTP, LINE_ATTEMPT, TEN, ""},
    {"no pid", OLD "mx1 postfix/smtp: " TO, LINE_ATTEMPT, TEN, "mx1"},
    {"year first", "2026 Nov 22 10:00:23.1 mx1 " SMTP, LINE_ATTEMPT, TEN, "mx1"},
    {"other daemon", OLD "mx1 postfix/qmgr[1]: 4XyZ1a2b3c: removed", LINE_CLOSED, TEN,
     "mx1"},
    {"nothing about a message", OLD "mx1 postfix/master[1]: reload", LINE_OTHER, TEN,
     "mx1"},
    {"empty body", OLD "mx1 postfix/smtp[1]:", LINE_OTHER, TEN, "mx1"},
    {"unreadable delivery", OLD "mx1 postfix/smtp[1]: 4XyZ1a2b3c: to=<bob@example.org>",
     LINE_MALFORMED, TEN, "mx1"},

    {"container in a host's", OLD "host1 mail-smtp[7]: " OLD "mx1 " SMTP, LINE_ATTEMPT,
     TEN, "mx1"},
    {"container's clock", "Nov 22 18:00:23 host1 docker[7]: " OLD "mx1 " SMTP,
     LINE_ATTEMPT, TEN, "mx1"},
    {"container in RFC 5424", "<30>1 " NEW "host1 mail 7 - - " OLD "mx1 " SMTP,
     LINE_ATTEMPT, TEN, "mx1"},
    {"container in RFC 3339", NEW "host1 docker/mail[7]: 2026-11-22T10:00:23Z mx1 " SMTP,
     LINE_ATTEMPT, TEN, "mx1"},
    {"container without host", OLD "host1 mail[7]: " OLD SMTP, LINE_ATTEMPT, TEN, ""},

    {"pasted with its tag", SMTP, LINE_ATTEMPT, NO_TIME, ""},
    {"pasted with its host", "mx1 " SMTP, LINE_ATTEMPT, NO_TIME, "mx1"},
    {"quoted twice", "> > " SMTP, LINE_ATTEMPT, NO_TIME, ""},
    {"quoted in a mail", "> " SMTP, LINE_ATTEMPT, NO_TIME, ""},
    {"behind a composer's name", "mail_1  | " SMTP, LINE_ATTEMPT, NO_TIME, ""},
    {"in a setting", "status = \"" SMTP, LINE_ATTEMPT, NO_TIME, ""},
    {"unknown stamp", "[22/Nov/2026 10:00:23] " SMTP, LINE_ATTEMPT, NO_TIME, ""},
    {"only the body", TO, LINE_ATTEMPT, NO_TIME, ""},
    {"body with blanks around it", "  " TO "  ", LINE_ATTEMPT, NO_TIME, ""},
    {"pasted, says nothing", "postfix/smtp[1]: connect to x", LINE_OTHER, NO_TIME, ""},
};

static const struct line_row strange[] = {
    {"empty", "", LINE_SKIPPED, NULL, NULL},
    {"other program", OLD "mx1 sshd[1]: Connection closed", LINE_SKIPPED, NULL, NULL},
    {"other program of mail", OLD "mx1 dovecot: imap-login: x", LINE_SKIPPED, NULL, NULL},
    {"smtp of nobody", OLD "mx1 smtp[4242]: " TO, LINE_SKIPPED, NULL, NULL},
    {"names no program", OLD "mx1 last message repeated 3 times", LINE_SKIPPED, NULL,
     NULL},
    {"container of another", OLD "host1 mail[7]: " OLD "mx1 dovecot: x", LINE_SKIPPED,
     NULL, NULL},
    {"container in a container", OLD "a b[1]: " OLD "c d[2]: " OLD "mx1 " SMTP,
     LINE_SKIPPED, NULL, NULL},
    {"body of another program", OLD "mx1 logger: " SMTP, LINE_SKIPPED, NULL, NULL},
    {"RFC 5424, another program", "<22>1 " NEW "mx1 sshd 1 - - " SMTP, LINE_SKIPPED, NULL,
     NULL},

    {"no log", "hello, world", LINE_MALFORMED, NULL, NULL},
    {"one byte", "x", LINE_MALFORMED, NULL, NULL},
    {"blanks", "   ", LINE_MALFORMED, NULL, NULL},
    {"web log", "192.0.2.1 - - [22/Nov/2026:10:00:23 +0000] \"GET / HTTP/1.1\" 200 5",
     LINE_MALFORMED, NULL, NULL},
    {"sentence with a path", "see /etc/postfix/main.cf for more", LINE_MALFORMED, NULL,
     NULL},
    {"tag without a body", "postfix/smtp", LINE_MALFORMED, NULL, NULL},
    {"body without relay", "4XyZ1a2b3c: to=<a@example.org>, status=sent (x)",
     LINE_MALFORMED, NULL, NULL},
    {"body without status", "4XyZ1a2b3c: to=<a@example.org>, relay=x, dsn=2.0.0",
     LINE_MALFORMED, NULL, NULL},
    {"body without id", "to=<a@example.org>, relay=x, dsn=2.0.0, status=sent (x)",
     LINE_MALFORMED, NULL, NULL},
};

static void open_parser(struct parser *parser)
{
    parser_open(parser);
    stamp_open(&parser->stamps, (struct zone){.fixed = true}, 0, 2026);
}

static void check_rows(const struct line_row *rows, size_t count)
{
    struct parser parser;
    struct record record;
    char time[RFC3339_BYTES];

    open_parser(&parser);
    for (size_t i = 0; i < count; i++) {
        size_t bytes = strlen(rows[i].line);
        char *block = malloc(bytes + (bytes == 0));
        memcpy(block, rows[i].line, bytes);
        parser_read(&parser, (sls_view){block, bytes}, &record);
        cr_expect_eq(record.kind, rows[i].kind, "%s: kind %d", rows[i].name, record.kind);
        if (rows[i].time != NULL) {
            clock_rfc3339(time, record.attempt.time, (struct zone){.fixed = true});
            cr_expect_str_eq(time, rows[i].time, "%s: %s", rows[i].name, time);
            cr_expect(view_equal(record.attempt.host, view_of(rows[i].host)),
                      "%s: host \"%.*s\"", rows[i].name, (int)record.attempt.host.len,
                      record.attempt.host.ptr);
        }
        if (rows[i].kind == LINE_ATTEMPT)
            cr_expect(view_equal(record.attempt.recipient, VIEW("bob@example.org")) &&
                          record.attempt.port == 25,
                      "%s: delivery is not read", rows[i].name);
        free(block);
    }
    parser_close(&parser);
}

Test(format, recognised)
{
    check_rows(recognised, SLS_COUNT(recognised));
}

Test(format, strange)
{
    check_rows(strange, SLS_COUNT(strange));
}

/* A record holds nothing of the one before it. */
Test(format, every_record_is_new)
{
    static const struct record empty = {.kind = LINE_SKIPPED};
    struct parser parser;
    struct record record;

    open_parser(&parser);
    parser_read(&parser, VIEW(OLD "mx1 " SMTP), &record);
    parser_read(&parser, VIEW(""), &record);
    cr_expect_arr_eq(&record, &empty, sizeof(record));
    parser_read(&parser, VIEW(OLD "mx1 " SMTP), &record);
    parser_read(&parser, VIEW(OLD "mx1 postfix/qmgr[1]: 4XyZ1a2b3c: removed"), &record);
    cr_expect_eq(record.kind, LINE_CLOSED);
    cr_expect_eq(record.attempt.recipient.len, 0);
    cr_expect_eq(record.attempt.outcome, SLS_UNKNOWN);
    cr_expect_eq(record.attempt.port, 0);
    parser_close(&parser);
}

/* What a refused message says of itself in Exim's rejectlog is no line of a log. */
Test(format, rejected_text)
{
    static const struct {
        const char *line;
        enum line_kind kind;
    } lines[] = {
        {"2026-11-22 10:00:23 H=(a.example) [192.0.2.7] rejected after DATA", LINE_OTHER},
        {"Envelope-from: <a@example.org>", LINE_OTHER},
        {"P Received: from a.example", LINE_OTHER},
        {"  X-Note: " SMTP, LINE_OTHER},
        {"\t" NEW "mx1 " SMTP, LINE_OTHER},
        {"\t{\"event\": \"bounce\"}", LINE_OTHER},
        {"", LINE_SKIPPED},
        {"2026-11-22 10:00:24 1rAbCd-000001-AA => b@example.org R=r T=t H=h [192.0.2.1]",
         LINE_ATTEMPT},
        {SMTP, LINE_ATTEMPT},
    };
    struct parser parser;
    struct record record;

    open_parser(&parser);
    for (size_t i = 0; i < SLS_COUNT(lines); i++) {
        parser_read(&parser, view_of(lines[i].line), &record);
        cr_expect_eq(record.kind, lines[i].kind, "%s", lines[i].line);
    }
    parser_close(&parser);
}

static bool stands_in(sls_view part, sls_view whole)
{
    return part.len == 0 || (part.ptr >= whole.ptr && view_end(part) <= view_end(whole));
}

/* What a record points to stands in the line, its text in the parser's room; only the
   instance of a line without a program is named by the parser. */
static void check_views(const struct record *record, sls_view line, sls_view room)
{
    const sls_attempt *attempt = &record->attempt;
    const sls_view views[] = {record->other_id,  record->explanation, attempt->host,
                              attempt->relay,    attempt->login,      attempt->sender,
                              attempt->queue_id, attempt->recipient};

    for (size_t i = 0; i < SLS_COUNT(views); i++)
        cr_expect(stands_in(views[i], line), "view %zu of: %.*s", i, (int)line.len,
                  line.ptr);
    cr_expect(stands_in(attempt->instance, line) ||
                  view_equal(attempt->instance, VIEW("postfix")),
              "instance of: %.*s", (int)line.len, line.ptr);
    cr_expect(stands_in(attempt->text, room), "text of: %.*s", (int)line.len, line.ptr);
}

Test(format, every_beginning)
{
    static const char *const lines[] = {
        "<22>" OLD "mx1 " SMTP,
        OLD "host1 mail[7]: " NEW
            "mx1 postfix/smtp[1]: 4XyZ1a2b3c: to=<\"a>, b\"@c.example>, "
            "orig_to=<d@example.org>, relay=none, delay=0.1, delays=0/0/0/0, dsn=4.3.0, "
            "status=deferred (delivery temporarily suspended: host a.example[192.0.2.1] "
            "said: 550-5.7.1 a?550 5.7.1 b (in reply to RCPT TO command))",
        OLD
        "mx1 postfix/submission/smtpd[1]: NOQUEUE: reject: RCPT from a.example[192.0.2."
        "1]: 554 5.7.1 <b@c.example>: no; from=<d@example.com> to=<b@c.example> "
        "proto=ESMTP helo=<e> sasl_username=<f>",
        OLD "mx1 postfix/pickup[1]: 4XyZ1a2b3c: uid=1 from=<a> orig_id=4AbC1a2b3c",
        "4XyZ1a2b3c: to=, relay=a.example[192.0.2.1]:25, dsn=5.0.0, status=bounced (x)",
        "b@c.example, relay=[a], status=SOFTBOUNCE (said: 250-)",
    };
    struct parser parser;
    struct record record;

    open_parser(&parser);
    sls_view room = {parser.room->bytes, sizeof(parser.room->bytes)};
    for (size_t i = 0; i < SLS_COUNT(lines); i++)
        for (size_t bytes = 0; bytes <= strlen(lines[i]); bytes++) {
            char *block = malloc(bytes + (bytes == 0));
            memcpy(block, lines[i], bytes);
            parser_read(&parser, (sls_view){block, bytes}, &record);
            check_views(&record, (sls_view){block, bytes}, room);
            free(block);
        }
    parser_close(&parser);
}

static const struct {
    const char *mta;
    const char *line;
    enum line_kind kind;
} forced[] = {
    {"sendmail", OLD "mx1 relay[1]: x0BAbC: to=<b@c.example>, stat=Sent", LINE_ATTEMPT},
    {"exim", OLD "mx1 cron[1]: 1abcDE-000123-AB Completed", LINE_CLOSED},
    {"exim", OLD "mx1 exim[1]: a sentence", LINE_OTHER},
    {"exim", OLD "mx1 postfix/qmgr[1]: 4XyZ1a2b3c: removed", LINE_SKIPPED},
    {"qmail", OLD "mx1 cron[1]: (root) CMD (true)", LINE_SKIPPED},
    {"ssmtp", "a sentence", LINE_MALFORMED},
    {"msmtp", "", LINE_SKIPPED},
};

Test(format, forced)
{
    struct parser parser;

    open_parser(&parser);
    for (size_t i = 0; i < SLS_COUNT(forced); i++) {
        struct record record;
        parser.forced = format_named(forced[i].mta);
        parser_read(&parser, view_of(forced[i].line), &record);
        cr_expect_eq(record.kind, forced[i].kind, "\"%s\": %d", forced[i].line,
                     record.kind);
    }
    parser_close(&parser);
}

static const struct {
    const char *line;
    const char *guess; /* NULL: none */
} guesses[] = {
    {"192.0.2.1 - - [22/Nov/2026:10:00:23 +0000] \"GET / HTTP/1.1\" 200 5",
     "looks like a web server log"},
    {"192.0.2.1 - - [22/Nov/2026:10:00:23 +0000] \"POST /a\" 200 5",
     "looks like a web server log"},
    {"\"HEAD / HTTP/1.0\" 404", "looks like a web server log"},
    {"{\"MESSAGE\": \"x\"}", "looks like JSON"},
    {"[{\"email\": \"x\"}]", "looks like JSON"},
    {"\x01\x02\x03\x04\x05", "looks like binary data"},
    {"some\ttext\tin\tcolumns", NULL},
    {"hello, world", NULL},
    {" {", NULL},
    {"", NULL},
};

Test(format, guess)
{
    for (size_t i = 0; i < SLS_COUNT(guesses); i++) {
        const char *guess = format_guess(view_of(guesses[i].line));
        if (guesses[i].guess == NULL)
            cr_expect_null(guess, "\"%s\"", guesses[i].line);
        else
            cr_expect(guess != NULL && strcmp(guess, guesses[i].guess) == 0, "\"%s\": %s",
                      guesses[i].line, guess == NULL ? "nothing" : guess);
    }
}
