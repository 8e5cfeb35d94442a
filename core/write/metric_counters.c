/*
 * metric_counters.c - no counter has the name of a gauge and "_total" behind it:
 * OpenMetrics takes the two for one metric.
 */
#include "write/metric_counters.h"

#include <stdio.h>
#include <string.h>

#include "base/view.h"
#include "rules/book.h"
#include "write/metric.h"

static const struct counter {
    const char *name, *help;
    size_t offset;
} counters[] = {
    {"recipients_accepted_total", "Recipients accepted in all runs with this state.",
     offsetof(struct lifetime_sum, accepted)},
    {"recipients_retried_total", "Of them, those that were deferred before.",
     offsetof(struct lifetime_sum, accepted_after_retry)},
    {"delivery_attempts_total", "Tries to hand a message on, in all runs.",
     offsetof(struct lifetime_sum, attempts)},
};

static void write_counter(FILE *file, const struct report *report,
                          const struct counter *counter)
{
    const struct book *book = report->summary->tally->book;

    metric_begin(file, COUNTER, counter->name, counter->help);
    for (size_t i = 0; i < book->plugin_count; i++) {
        const char *provider = book->plugins[i].info.name;
        struct lifetime_sum sum = lifetime_of(report->lifetime, view_of(provider));
        uint64_t value;
        memcpy(&value, (const char *)&sum + counter->offset, sizeof(value));
        metric_value(file, counter->name, (struct metric_label[]){{"provider", provider}},
                     1, value);
    }
}

static void write_cause(FILE *file, const struct report *report, const char *provider,
                        const struct cause *cause)
{
    char name[2 * HISTORY_NAME_BYTES];

    snprintf(name, sizeof(name), "%s/%s", provider, cause->slug);
    metric_value(file, "recipients_failed_total",
                 (struct metric_label[]){{"provider", provider}, {"cause", cause->slug}},
                 2, lifetime_of(report->lifetime, view_of(name)).failed);
}

void metric_counters(FILE *file, const struct report *report)
{
    for (size_t i = 0; i < SLS_COUNT(counters); i++)
        write_counter(file, report, &counters[i]);
    metric_begin(file, COUNTER, "recipients_failed_total",
                 "Recipients failed in all runs with this state, by why.");
    metric_causes(file, report, write_cause);
    metric_begin(file, COUNTER, "runs_total", "Runs with this state.");
    metric_value(file, "runs_total", NULL, 0, report->run);
}
