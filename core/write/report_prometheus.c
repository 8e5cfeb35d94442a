/*
 * report_prometheus.c - gauges for node_exporter's textfile collector, and counters where
 * there is a state.
 *
 * The series are the same in every run with the same plugins: what did not happen is 0.
 * Only a time that is not known is left out.  It never depends on the locale.
 */
#include "write/report.h"

#include <string.h>

#include "base/view.h"
#include "rules/book.h"
#include "write/metric.h"
#include "write/metric_counters.h"

static void write_alone(FILE *file, const char *name, const char *help, uint64_t value)
{
    metric_begin(file, GAUGE, name, help);
    metric_value(file, name, NULL, 0, value);
}

static void write_recipients(FILE *file, const struct tally *tally)
{
    metric_begin(file, GAUGE, "recipients",
                 "Recipients by what became of them in the period.");
    for (size_t i = 0; i < tally->book->plugin_count; i++) {
        const struct provider_sums *sums = &tally->providers[i];
        const struct {
            const char *status;
            uint64_t count;
        } rows[] = {{"accepted", sums->accepted},
                    {"delayed", sums->delayed},
                    {"failed", sums->failed}};
        for (size_t r = 0; r < SLS_COUNT(rows); r++)
            metric_value(
                file, "recipients",
                (struct metric_label[]){{"provider", tally->book->plugins[i].info.name},
                                        {"status", rows[r].status}},
                2, rows[r].count);
    }
}

/* What is known of each provider as one number. */
static const struct provider_metric {
    const char *name, *help;
    size_t offset;
    bool is_time; /* left out when it is 0 */
} provider_metrics[] = {
    {"accepted_after_retry", "Accepted recipients that were deferred before.",
     offsetof(struct provider_sums, accepted_after_retry), false},
    {"attempts", "Tries to hand a message on for one recipient.",
     offsetof(struct provider_sums, attempts), false},
    {"last_accepted_timestamp_seconds", "When mail was last accepted.",
     offsetof(struct provider_sums, last_accepted), true},
    {"last_refused_timestamp_seconds", "When mail was last refused.",
     offsetof(struct provider_sums, last_refused), true},
};

static void write_of_providers(FILE *file, const struct tally *tally,
                               const struct provider_metric *metric)
{
    metric_begin(file, GAUGE, metric->name, metric->help);
    for (size_t i = 0; i < tally->book->plugin_count; i++) {
        const char *field = (const char *)&tally->providers[i] + metric->offset;
        uint64_t value; /* a time is never negative here */
        memcpy(&value, field, sizeof(value));
        if (metric->is_time && value == 0)
            continue;
        metric_value(
            file, metric->name,
            (struct metric_label[]){{"provider", tally->book->plugins[i].info.name}}, 1,
            value);
    }
}

static const struct summary_cause *
cause_of(const struct summary *summary, const char *provider, const struct cause *cause)
{
    for (size_t i = 0; i < summary->cause_count; i++)
        if (summary->causes[i].cause == cause &&
            view_equal(view_of(summary->causes[i].provider), view_of(provider)))
            return &summary->causes[i];
    return NULL;
}

static void write_cause(FILE *file, const struct report *report, const char *provider,
                        const struct cause *cause)
{
    const struct summary_cause *found = cause_of(report->summary, provider, cause);
    struct metric_label labels[] = {
        {"provider", provider}, {"cause", cause->slug}, {"status", "delayed"}};

    metric_value(file, "not_accepted", labels, 3, found == NULL ? 0 : found->delayed);
    labels[2].value = "failed";
    metric_value(file, "not_accepted", labels, 3, found == NULL ? 0 : found->failed);
}

/* How many causes are marked; which ones is the report's to say. */
static void write_marks(FILE *file, const struct summary *summary)
{
    metric_begin(file, GAUGE, "marked_causes",
                 "Causes that are new, back, up or over a limit.");
    for (unsigned kind = 0; kind < NEWS_KINDS; kind++) {
        uint64_t count = 0;
        for (size_t i = 0; i < summary->cause_count; i++)
            count += summary->causes[i].news >> kind & 1;
        metric_value(file, "marked_causes",
                     (struct metric_label[]){{"mark", news_word(kind)}}, 1, count);
    }
    write_alone(file, "over_limit", "Whether more than a limit was not accepted.",
                summary->excess_count > 0);
}

static void write_lines(FILE *file, const struct report *report)
{
    static const struct {
        const char *kind;
        size_t offset;
    } kinds[] = {{"recognised", offsetof(struct ledger, recognised)},
                 {"skipped", offsetof(struct ledger, skipped)},
                 {"malformed", offsetof(struct ledger, malformed)},
                 {"overlong", offsetof(struct ledger, overlong)}};

    metric_begin(file, GAUGE, "lines", "Lines that were read, by kind.");
    for (size_t k = 0; k < SLS_COUNT(kinds); k++) {
        uint64_t sum = 0, count;
        for (size_t i = 0; i < report->ledger_count; i++) {
            memcpy(&count, (const char *)&report->ledgers[i] + kinds[k].offset,
                   sizeof(count));
            sum += count;
        }
        metric_value(file, "lines", (struct metric_label[]){{"kind", kinds[k].kind}}, 1,
                     sum);
    }
}

static void write_inputs(FILE *file, const struct report *report)
{
    uint64_t incomplete = 0;

    for (size_t i = 0; i < report->ledger_count; i++)
        incomplete += report->ledgers[i].problem.sentence[0] != '\0';
    metric_begin(file, GAUGE, "inputs",
                 "Inputs, by whether they were read to their end.");
    metric_value(file, "inputs", (struct metric_label[]){{"state", "complete"}}, 1,
                 report->ledger_count - incomplete);
    metric_value(file, "inputs", (struct metric_label[]){{"state", "incomplete"}}, 1,
                 incomplete);
}

static void write_run(FILE *file, const struct report *report)
{
    const struct summary *summary = report->summary;

    metric_begin(file, GAUGE, "build_info", "The program that wrote this; always 1.");
    metric_value(file, "build_info",
                 (struct metric_label[]){{"version", report->program_version}}, 1, 1);
    write_inputs(file, report);
    write_alone(file, "plugins_not_used", "Plugins or rules that were refused or failed.",
                report->refused_plugins + report->failed_plugins);
    write_lines(file, report);
    if (summary->first == 0)
        return;
    write_alone(file, "period_first_timestamp_seconds", "The first time in the inputs.",
                (uint64_t)summary->first);
    write_alone(file, "period_last_timestamp_seconds", "The last time in the inputs.",
                (uint64_t)summary->last);
}

static void write_report(const struct report *report, FILE *file)
{
    const struct tally *tally = report->summary->tally;

    write_recipients(file, tally);
    metric_begin(file, GAUGE, "not_accepted", "Recipients not accepted, by why.");
    metric_causes(file, report, write_cause);
    for (size_t i = 0; i < SLS_COUNT(provider_metrics); i++)
        write_of_providers(file, tally, &provider_metrics[i]);
    write_marks(file, report->summary);
    write_run(file, report);
    if (report->lifetime != NULL)
        metric_counters(file, report);
}

static const char *const endings[] = {".prom", NULL};

const struct report_format report_prometheus = {
    .name = "prometheus", .endings = endings, .write = write_report};
