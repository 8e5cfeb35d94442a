/*
 * journal_test.c - entries of the journal in JSON and in the export format, and lines of
 * Docker's json-file log: heads, messages of several lines or of no text, and damage.
 */
#include "parse/journal.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "parse/format.h"

#define JSON_HEAD                                                                        \
    "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1700000001123456\","               \
    "\"_SOURCE_REALTIME_TIMESTAMP\":\"1700000000999999\",\"_HOSTNAME\":\"mx1\","         \
    "\"SYSLOG_IDENTIFIER\":\"postfix/smtp\",\"SYSLOG_PID\":\"42\",\"_COMM\":\"smtp\","   \
    "\"_PID\":\"43\","
#define EXPORT_HEAD                                                                      \
    "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1700000000123456\n_HOSTNAME=mx1\n"               \
    "SYSLOG_IDENTIFIER=postfix/smtp\nSYSLOG_PID=42\n_COMM=smtp\n_PID=43\n"

#define TEXT(literal)                                                                    \
    {                                                                                    \
        "" literal, sizeof(literal) - 1                                                  \
    }

static const struct {
    sls_view text;
    enum journal_kind kind;
    const char *body;
} rows[] = {
    {TEXT(JSON_HEAD "\"MESSAGE\":\"removed\"}"), JOURNAL_ENTRY, "removed"},
    {TEXT(JSON_HEAD "\"MESSAGE\":\"a\\r\\nb\\n\"}"), JOURNAL_ENTRY, "a  b"},
    {TEXT(JSON_HEAD "\"MESSAGE\":[97,10,233,10]}"), JOURNAL_ENTRY, "a \xe9"},
    {TEXT(JSON_HEAD "\"MESSAGE\":null}"), JOURNAL_ENTRY, ""},
    {TEXT(JSON_HEAD "\"MESSAGE\":[]}"), JOURNAL_ENTRY, ""},
    {TEXT("{\n\t\"MESSAGE\" : \"x\",\n\t\"__REALTIME_TIMESTAMP\" : "
          "\"1700000000000000\"\n}"),
     JOURNAL_ENTRY, "x"},
    {TEXT("{\"MESSAGE\":\"x\",\"_SOURCE_REALTIME_TIMESTAMP\":\"1700000000000000\"}"),
     JOURNAL_ENTRY, "x"},
    {TEXT(JSON_HEAD "\"MESSAGE\":\"cut"), JOURNAL_NONE, NULL},
    {TEXT("{\"message\":\"x\"}"), JOURNAL_NONE, NULL},
    {TEXT("{\"log\":\"x\\n\"}"), JOURNAL_NONE, NULL},
    {TEXT("{\"log\":\"x\\n\",\"stream\":\"stdout\",\"time\":\"2023-11-14T22:13:20.5Z\"}"),
     JOURNAL_LINE, "x"},
    {TEXT("{\"log\":\"x\\r\\n\",\"time\":\"2023-11-14T22:13:20Z\"}"), JOURNAL_LINE, "x"},
    {TEXT("{\"log\":\"x\",\"time\":\"now\"}"), JOURNAL_NONE, NULL},
    {TEXT("{}"), JOURNAL_NONE, NULL},
    {TEXT(EXPORT_HEAD "MESSAGE=a=b\n"), JOURNAL_ENTRY, "a=b"},
    {TEXT(EXPORT_HEAD "MESSAGE=a=b"), JOURNAL_ENTRY, "a=b"},
    {TEXT(EXPORT_HEAD "MESSAGE=a\n\n"), JOURNAL_ENTRY, "a"},
    {TEXT(EXPORT_HEAD "MESSAGE=a\nMESSAGE=b\n"), JOURNAL_ENTRY, "a"},
    {TEXT(EXPORT_HEAD "MESSAGE\n\x04\0\0\0\0\0\0\0a\nb\n\nX=1\n"), JOURNAL_ENTRY, "a b"},
    {TEXT(EXPORT_HEAD "MESSAGE\n\x0c\0\0\0\0\0\0\0a\n_HOSTNAME=x\nX=1\n"), JOURNAL_ENTRY,
     "a _HOSTNAME="},
    {TEXT(EXPORT_HEAD "MESSAGE\n\0\0\0\0\0\0\0\0\n"), JOURNAL_ENTRY, ""},
    {TEXT(EXPORT_HEAD), JOURNAL_ENTRY, ""},
    {TEXT(EXPORT_HEAD "MESSAGE\n\x04\0\0\0"), JOURNAL_NONE, NULL},
    {TEXT(EXPORT_HEAD "MESSAGE\n\xff\xff\xff\xff\xff\xff\xff\xff"
                      "a\n"),
     JOURNAL_NONE, NULL},
    {TEXT("_HOSTNAME=mx1\n"), JOURNAL_NONE, NULL},
    {TEXT("Nov 22 10:00:23 mx1 postfix/smtp[1]: x"), JOURNAL_NONE, NULL},
    {TEXT(""), JOURNAL_NONE, NULL},
};

Test(journal, entries_are_read)
{
    struct journal journal;

    journal_open(&journal);
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        sls_view text = rows[i].text;
        struct head head;
        char *exact = malloc(text.len + (text.len == 0));
        memcpy(exact, text.ptr, text.len);
        enum journal_kind kind =
            journal_read(&journal, (sls_view){exact, text.len}, &head);
        cr_expect_eq(kind, rows[i].kind, "row %zu: %d", i, (int)kind);
        if (kind != JOURNAL_NONE) {
            cr_expect(head.stamped);
            cr_expect_eq(head.time, 1700000000, "row %zu", i);
            cr_expect(view_equal(head.body, view_of(rows[i].body)), "row %zu: %.*s", i,
                      (int)head.body.len, head.body.ptr);
        }
        if (view_starts(text, VIEW(JSON_HEAD)) && kind != JOURNAL_NONE) {
            cr_expect(view_equal(head.host, VIEW("mx1")));
            cr_expect(view_equal(head.program, VIEW("postfix/smtp")));
            cr_expect(view_equal(head.pid, VIEW("42")));
        }
        if (view_starts(text, VIEW(EXPORT_HEAD)) && kind != JOURNAL_NONE) {
            cr_expect(view_equal(head.host, VIEW("mx1")));
            cr_expect(view_equal(head.program, VIEW("postfix/smtp")));
            cr_expect(view_equal(head.pid, VIEW("42")));
        }
        json_reader_read(&journal.json, VIEW(""));
        free(exact);
    }
    journal_close(&journal);
}

Test(journal, the_commands_name_stands_in)
{
    struct journal journal;
    struct head head;

    journal_open(&journal);
    cr_assert_eq(journal_read(&journal,
                              VIEW("__CURSOR=x\n__REALTIME_TIMESTAMP=1\n_COMM=exim4\n"
                                   "_PID=7\nMESSAGE=x\n"),
                              &head),
                 JOURNAL_ENTRY);
    cr_expect(view_equal(head.program, VIEW("exim4")));
    cr_expect(view_equal(head.pid, VIEW("7")));
    journal_close(&journal);
}

#define TO                                                                               \
    "4XyZ1a2b3c: to=<bob@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=1.5, " \
    "delays=0.1/0/0.9/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok)"

static const struct {
    const char *name, *text;
    enum line_kind kind;
    int64_t time;
    const char *host;
} parsed[] = {
    {"JSON", JSON_HEAD "\"MESSAGE\":\"" TO "\"}", LINE_ATTEMPT, 1700000000, "mx1"},
    {"export", EXPORT_HEAD "MESSAGE=" TO "\n", LINE_ATTEMPT, 1700000000, "mx1"},
    {"a container's line with a head",
     "{\"log\":\"2023-11-14T22:13:19Z mx2 postfix/smtp[1]: " TO
     "\\n\",\"stream\":\"stdout\",\"time\":\"2023-11-14T22:13:20.5Z\"}",
     LINE_ATTEMPT, 1699999999, "mx2"},
    {"a container's line without time",
     "{\"log\":\"postfix/smtp[1]: " TO
     "\\n\",\"stream\":\"stdout\",\"time\":\"2023-11-14T22:13:20.5Z\"}",
     LINE_ATTEMPT, 1700000000, ""},
    {"a container's line of another program",
     "{\"log\":\"Listening on port 80\\n\",\"time\":\"2023-11-14T22:13:20.5Z\"}",
     LINE_SKIPPED, 1700000000, ""},
    {"a container's line inside a container's",
     "{\"log\":\"{\\\"log\\\":\\\"x\\\",\\\"time\\\":\\\"2023-11-14T22:13:20Z\\\"}\","
     "\"time\":\"2023-11-14T22:13:20.5Z\"}",
     LINE_SKIPPED, 1700000000, ""},
    {"a message of another program",
     "{\"__REALTIME_TIMESTAMP\":\"1700000000000000\",\"SYSLOG_IDENTIFIER\":\"cron\","
     "\"MESSAGE\":\"x\"}",
     LINE_SKIPPED, 0, ""},
    {"an object of another kind", "{\"a\":1}", LINE_MALFORMED, 0, ""},
    {"half an object", JSON_HEAD "\"MESSAGE\":\"" TO, LINE_MALFORMED, 0, ""},
};

Test(journal, parser_read_reads_what_is_wrapped)
{
    struct parser parser;
    struct record record;

    parser_open(&parser);
    stamp_open(&parser.stamps, (struct zone){.fixed = true}, 0, 0);
    for (size_t i = 0; i < SLS_COUNT(parsed); i++) {
        parser_read(&parser, view_of(parsed[i].text), &record);
        cr_expect_eq(record.kind, parsed[i].kind, "%s: %d", parsed[i].name,
                     (int)record.kind);
        cr_expect_eq(record.attempt.time, parsed[i].time, "%s: %ld", parsed[i].name,
                     (long)record.attempt.time);
        cr_expect(view_equal(record.attempt.host, view_of(parsed[i].host)), "%s",
                  parsed[i].name);
        if (parsed[i].kind == LINE_ATTEMPT)
            cr_expect(view_equal(record.attempt.recipient, VIEW("bob@example.org")), "%s",
                      parsed[i].name);
    }
    parser_close(&parser);
}
