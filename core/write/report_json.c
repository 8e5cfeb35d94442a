/*
 * report_json.c - the report for programs: smtplogscan.report/1, described by
 * docs/report.schema.json.
 *
 * Keys are only ever added.  It never depends on the locale.
 */
#include "write/report.h"

#include <string.h>

#include "base/view.h"
#include "rules/book.h"
#include "write/json.h"
#include "write/json_groups.h"
#include "write/json_marks.h"

static void write_generator(struct json *json, const struct report *report)
{
    const struct book *book = report->summary->tally->book;

    json_open(json, "generator", '{');
    json_string(json, "name", "smtplogscan");
    json_string(json, "version", report->program_version);
    json_open(json, "plugins", '[');
    for (size_t i = 0; i < book->plugin_count; i++) {
        json_open(json, NULL, '{');
        json_string(json, "id", book->plugins[i].info.name);
        json_string(json, "version", book->plugins[i].info.version);
        json_number(json, "abi", book->plugins[i].info.abi_major);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

static void write_input(struct json *json, const struct ledger *ledger)
{
    const char *problem = ledger->problem.sentence;

    json_open(json, NULL, '{');
    json_string(json, "path", ledger->path);
    json_string(json, "compression", ledger->compression);
    json_string(json, "format", ledger_format(ledger));
    json_number(json, "bytes", ledger->bytes);
    json_number(json, "lines", ledger->lines);
    json_number(json, "recognised", ledger->recognised);
    json_number(json, "skipped", ledger->skipped);
    json_number(json, "malformed", ledger->malformed);
    json_number(json, "overlong", ledger->overlong);
    json_bool(json, "complete", problem[0] == '\0');
    json_string(json, "problem", problem[0] == '\0' ? NULL : problem);
    if (ledger->duplicate_of != NULL)
        json_string(json, "duplicate_of", ledger->duplicate_of);
    json_close(json, '}');
}

/* Only a provider's export tells what became of mail after the 250. */
static void write_told(struct json *json, const char *key, const struct tally *tally,
                       uint64_t count)
{
    if (tally->events > 0)
        json_number(json, key, count);
    else
        json_null(json, key);
}

static void write_totals(struct json *json, const struct tally *tally)
{
    const struct totals *totals = &tally->totals;

    json_open(json, "totals", '{');
    json_number(json, "messages", totals->messages);
    json_number(json, "recipients", totals->recipients);
    json_number(json, "accepted", totals->accepted);
    json_number(json, "accepted_after_retry", totals->accepted_after_retry);
    json_number(json, "delayed", totals->delayed);
    json_number(json, "failed", totals->failed);
    write_told(json, "confirmed", tally, totals->confirmed);
    write_told(json, "failed_after_acceptance", tally, totals->failed_after_acceptance);
    json_number(json, "local", totals->local);
    json_number(json, "attempts", totals->attempts);
    json_number(json, "local_attempts", totals->local_attempts);
    json_number(json, "hops", totals->hops);
    json_number(json, "notices", totals->notices);
    json_number(json, "probes", totals->probes);
    json_number(json, "own_reports", totals->own_reports);
    json_close(json, '}');
}

static void write_provider(struct json *json, const struct summary_provider *provider,
                           struct zone zone)
{
    const struct provider_sums *sums = provider->sums;

    json_open(json, NULL, '{');
    json_string(json, "id", provider->id);
    json_string(json, "name", provider->title);
    json_number(json, "recipients", sums->recipients);
    json_number(json, "accepted", sums->accepted);
    json_number(json, "accepted_after_retry", sums->accepted_after_retry);
    json_number(json, "delayed", sums->delayed);
    json_number(json, "failed", sums->failed);
    json_number(json, "attempts", sums->attempts);
    json_time(json, "last_accepted", sums->last_accepted, zone);
    json_time(json, "last_refused", sums->last_refused, zone);
    json_open(json, "delay_seconds", '{');
    json_seconds(json, "p50", delays_percentile(&sums->delays, 50));
    json_seconds(json, "p90", delays_percentile(&sums->delays, 90));
    json_seconds(json, "p99", delays_percentile(&sums->delays, 99));
    json_seconds(json, "max", (double)sums->delays.longest_ms / 1000);
    json_close(json, '}');
    json_bool(json, "over", provider->is_over);
    json_close(json, '}');
}

static void write_code(struct json *json, const char *key, const uint16_t fields[3])
{
    char text[24];

    snprintf(text, sizeof(text), "%u.%u.%u", fields[0], fields[1], fields[2]);
    json_string(json, key, fields[0] == 0 ? NULL : text);
}

static void write_reply(struct json *json, const struct report *report,
                        const struct sample *sample)
{
    json_open(json, NULL, '{');
    if (sample->reply == 0)
        json_null(json, "code");
    else
        json_number(json, "code", sample->reply);
    write_code(json, "enhanced", sample->enhanced);
    write_code(json, "dsn", sample->dsn);
    json_text(json, "template", sample->template);
    json_text(json, "example", sample->example);
    json_number(json, "count", sample->count);
    if (sample->input == INPUT_ELSEWHERE) {
        json_null(json, "where");
    } else {
        json_open(json, "where", '{');
        json_string(json, "path", report->ledgers[sample->input].path);
        json_number(json, "line", sample->line);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void write_run(struct json *json, const struct report *report)
{
    if (report->run == 0)
        return;
    json_open(json, "run", '{');
    json_number(json, "number", report->run);
    json_time(json, "after", report->run_before, report->summary->zone);
    json_close(json, '}');
}

static void write_names(struct json *json, const char *list_key, const char *name_key,
                        const char *other_key, const struct named_list *list)
{
    json_open(json, list_key, '[');
    for (size_t i = 0; i < list->count; i++) {
        json_open(json, NULL, '{');
        json_text(json, name_key, list->items[i].name);
        json_number(json, "count", list->items[i].count);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_number(json, other_key, list->other);
}

/* Advice and links are kept one a line. */
static void write_lines(struct json *json, const char *key, const char *lines)
{
    sls_view rest = view_of(lines);

    json_open(json, key, '[');
    while (rest.len > 0)
        json_text(json, NULL, view_take(&rest, '\n'));
    json_close(json, ']');
}

static void write_hours(struct json *json, const struct summary *summary,
                        const struct summary_cause *cause)
{
    json_open(json, "per_hour", '{');
    json_time(json, "start", summary->hour_start, summary->zone);
    json_open(json, "counts", '[');
    for (size_t i = 0; i < summary->hour_count; i++)
        json_number(json, NULL, cause->hours[i]);
    json_close(json, ']');
    json_close(json, '}');
}

static void write_details(struct json *json, const struct summary_cause *cause)
{
    json_open(json, "details", '[');
    for (size_t i = 0; i < cause->detail_count; i++) {
        json_open(json, NULL, '{');
        json_string(json, "name", detail_name(cause->details[i].kind));
        json_text(json, "value", cause->details[i].value);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_cause(struct json *json, const struct report *report,
                        const struct summary_cause *cause)
{
    const struct summary *summary = report->summary;
    char id[160];

    snprintf(id, sizeof(id), "%s/%s", cause->provider, cause->cause->slug);
    json_open(json, NULL, '{');
    json_string(json, "id", id);
    json_string(json, "provider", cause->provider);
    json_string(json, "cause", cause->cause->slug);
    json_string(json, "title", wording_of(cause->rule, LANGUAGE_ENGLISH).title);
    json_string(json, "action", cause->rule->action->word);
    json_string(json, "severity", severity_word(cause->rule->severity));
    json_number(json, "rank", cause->rank);
    json_number(json, "failed", cause->failed);
    json_number(json, "delayed", cause->delayed);
    json_number(json, "accepted_after_retry", cause->accepted_after_retry);
    json_number(json, "attempts", cause->attempts);
    json_time(json, "first", cause->first, summary->zone);
    json_time(json, "last", cause->last, summary->zone);
    json_bool(json, "ongoing", cause->ongoing);
    json_marks(json, cause);
    write_hours(json, summary, cause);
    json_open(json, "replies", '[');
    for (size_t i = 0; i < cause->reply_count; i++)
        write_reply(json, report, cause->replies[i]);
    json_close(json, ']');
    json_number(json, "replies_other", cause->replies_other);
    write_names(json, "senders", "address", "senders_other", &cause->senders);
    write_names(json, "recipient_domains", "domain", "recipient_domains_other",
                &cause->domains);
    write_details(json, cause);
    write_lines(json, "advice", cause->rule->data.advice);
    write_lines(json, "links", cause->rule->data.url);
    json_close(json, '}');
}

static void write_sender(struct json *json, const struct summary_sender *sender)
{
    json_open(json, NULL, '{');
    json_text(json, "address", sender->address);
    if (sender->from.len > 0)
        json_text(json, "from", sender->from);
    json_string(json, "provider", sender->provider);
    if (sender->login.len > 0)
        json_text(json, "login", sender->login);
    else
        json_null(json, "login");
    json_string(json, "match", login_match_word(sender->match));
    json_bool(json, "freemail", sender->freemail);
    json_bool(json, "freemail_foreign", sender->freemail_foreign);
    json_number(json, "accepted", sender->accepted);
    json_number(json, "delayed", sender->delayed);
    json_number(json, "failed", sender->failed);
    json_close(json, '}');
}

static void write_template(struct json *json, const char *provider,
                           const struct sample *sample)
{
    json_open(json, NULL, '{');
    json_text(json, "template", sample->template);
    json_text(json, "example", sample->example);
    json_number(json, "count", sample->count);
    json_string(json, "provider", provider);
    json_close(json, '}');
}

static void write_unclassified(struct json *json, const struct summary *summary)
{
    uint64_t failed = 0, delayed = 0;

    for (size_t i = 0; i < summary->cause_count; i++)
        if (summary->causes[i].cause == &causes[RULE_UNCLASSIFIED]) {
            failed += summary->causes[i].failed;
            delayed += summary->causes[i].delayed;
        }
    json_open(json, "unclassified", '{');
    json_number(json, "failed", failed);
    json_number(json, "delayed", delayed);
    json_open(json, "templates", '[');
    for (size_t i = 0; i < summary->cause_count; i++)
        if (summary->causes[i].cause == &causes[RULE_UNCLASSIFIED])
            for (size_t r = 0; r < summary->causes[i].reply_count; r++)
                write_template(json, summary->causes[i].provider,
                               summary->causes[i].replies[r]);
    json_close(json, ']');
    json_close(json, '}');
}

static uint64_t refused_on(const struct summary *summary, size_t day)
{
    uint64_t sum = 0;

    for (size_t c = 0; c < summary->cause_count; c++)
        sum += summary->causes[c].days[day];
    return sum;
}

static void write_period(struct json *json, const struct report *report)
{
    const struct summary *summary = report->summary;

    json_open(json, "period", '{');
    json_time(json, "first", summary->first, summary->zone);
    json_time(json, "last", summary->last, summary->zone);
    json_time(json, "since", report->since, summary->zone);
    json_time(json, "until", report->until, summary->zone);
    json_close(json, '}');
    if (summary->day_count == 0)
        return;
    json_open(json, "per_day", '{');
    json_time(json, "start", summary->day_start, summary->zone);
    json_open(json, "counts", '[');
    for (size_t i = 0; i < summary->day_count; i++)
        json_number(json, NULL, refused_on(summary, i));
    json_close(json, ']');
    json_close(json, '}');
}

static void write_lists(struct json *json, const struct report *report)
{
    const struct summary *summary = report->summary;

    json_open(json, "providers", '[');
    for (size_t i = 0; i < summary->provider_count; i++)
        write_provider(json, &summary->providers[i], summary->zone);
    json_close(json, ']');
    json_open(json, "causes", '[');
    for (size_t i = 0; i < summary->cause_count; i++)
        write_cause(json, report, &summary->causes[i]);
    json_close(json, ']');
    json_open(json, "senders", '[');
    for (size_t i = 0; i < summary->sender_count; i++)
        write_sender(json, &summary->senders[i]);
    json_close(json, ']');
    json_open(json, "senders_other", '{');
    json_number(json, "accepted", summary->senders_other.accepted);
    json_number(json, "delayed", summary->senders_other.delayed);
    json_number(json, "failed", summary->senders_other.failed);
    json_close(json, '}');
}

static void write_report(const struct report *report, FILE *file)
{
    const struct summary *summary = report->summary;
    struct json json = {.file = file};

    json_open(&json, NULL, '{');
    json_string(&json, "schema", "smtplogscan.report/1");
    write_generator(&json, report);
    write_period(&json, report);
    json_open(&json, "inputs", '[');
    for (size_t i = 0; i < report->ledger_count; i++)
        write_input(&json, &report->ledgers[i]);
    json_close(&json, ']');
    write_totals(&json, summary->tally);
    json_open(&json, "hosts", '[');
    for (size_t i = 0; i < summary->host_count; i++)
        json_text(&json, NULL, summary->hosts[i]);
    json_close(&json, ']');
    json_string(&json, "filter", report->filter);
    write_run(&json, report);
    write_lists(&json, report);
    json_groups(&json, report);
    json_compared(&json, summary);
    json_limits(&json, summary);
    write_unclassified(&json, summary);
    json_open(&json, "warnings", '[');
    for (size_t i = 0; i < report->warning_count; i++)
        json_string(&json, NULL, report->warnings[i]);
    json_close(&json, ']');
    json_close(&json, '}');
}

static const char *const endings[] = {".json", NULL};

const struct report_format report_json = {
    .name = "json", .endings = endings, .write = write_report};
