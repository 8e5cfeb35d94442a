/*
 * report_ndjson.c - one recipient that is not accepted a line: what failed in the order
 * in which that became final, and then what is delayed.
 */
#include "write/report.h"

#include "base/view.h"
#include "write/json.h"
#include "write/redact.h"

static const struct {
    const char *key;
    enum outcome_text which;
} texts_before[] = {{"host", OUTCOME_HOST},
                    {"queue_id", OUTCOME_QUEUE_ID},
                    {"message_id", OUTCOME_MESSAGE_ID},
                    {"sender", OUTCOME_SENDER},
                    {"login", OUTCOME_LOGIN},
                    {"recipient", OUTCOME_RECIPIENT}};

static void write_text(struct json *json, const char *key, sls_view text)
{
    if (text.len == 0)
        json_null(json, key);
    else
        json_text(json, key, text);
}

static void write_code(struct json *json, const char *key, const uint16_t fields[3])
{
    char text[24];

    snprintf(text, sizeof(text), "%u.%u.%u", fields[0], fields[1], fields[2]);
    json_string(json, key, fields[0] == 0 ? NULL : text);
}

static void write_codes(struct json *json, const struct outcome *outcome)
{
    if (outcome->code == 0)
        json_null(json, "code");
    else
        json_number(json, "code", outcome->code);
    write_code(json, "enhanced", outcome->enhanced);
    write_code(json, "dsn", outcome->dsn);
}

static void write_place(struct json *json, const struct report *report,
                        const struct outcome *outcome)
{
    if (outcome->line == 0) {
        json_null(json, "path");
        json_null(json, "line");
        return;
    }
    json_string(json, "path", report->ledgers[outcome->input].path);
    json_number(json, "line", outcome->line);
}

static void write_outcome(FILE *file, const struct report *report,
                          const struct outcome *outcome)
{
    const struct summary *summary = report->summary;
    const struct tally *tally = summary->tally;
    const struct row *row = &tally->rows[outcome->row];
    struct json json = {.file = file, .compact = true};

    json_open(&json, NULL, '{');
    json_time(&json, "time", outcome->time, summary->zone);
    for (size_t i = 0; i < SLS_COUNT(texts_before); i++)
        write_text(&json, texts_before[i].key, outcome->texts[texts_before[i].which]);
    json_string(&json, "provider", tally->book->plugins[row->provider].info.name);
    json_string(&json, "cause", tally->book->rules[row->rule].cause->slug);
    json_string(&json, "status", outcome->failed ? "failed" : "delayed");
    write_codes(&json, outcome);
    write_text(&json, "relay", outcome->texts[OUTCOME_RELAY]);
    json_number(&json, "attempts", outcome->attempts);
    json_time(&json, "first", outcome->first, summary->zone);
    write_text(&json, "reply", outcome->texts[OUTCOME_REPLY]);
    write_place(&json, report, outcome);
    json_close(&json, '}');
}

static void write_those(FILE *file, const struct report *report, bool failed)
{
    struct spool *spool = &report->outcomes->finals;
    struct outcome outcome;

    for (uint32_t place = spool_first(spool); place != 0;
         place = spool_after(spool, place))
        if (spool_get(spool, place, &outcome) && outcome.failed == failed) {
            redact_outcome(report, &outcome);
            write_outcome(file, report, &outcome);
        }
}

static void write_report(const struct report *report, FILE *file)
{
    if (report->outcomes == NULL)
        return;
    write_those(file, report, true);
    write_those(file, report, false);
}

static const char *const endings[] = {".ndjson", ".jsonl", NULL};

const struct report_format report_ndjson = {
    .name = "ndjson", .endings = endings, .write = write_report};
