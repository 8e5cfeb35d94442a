/*
 * history_marks.c - rates are compared and not counts, so that a Monday is no alarm after
 * a Sunday.
 */
#include "tally/history_marks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

enum { LEAST_CHANGE = 10, LEAST_TIMES = 2, DEVIATIONS_SQUARED = 9 };

static const struct past_count *count_named(const struct past_count *list, size_t count,
                                            sls_view name)
{
    for (size_t i = 0; i < count; i++)
        if (view_equal(view_of(list[i].name), name))
            return &list[i];
    return NULL;
}

static const struct past_count *past_cause(const struct past_report *report,
                                           sls_view name)
{
    return count_named(report->causes, report->cause_count, name);
}

static const struct known_cause *known(const struct history *history, sls_view name)
{
    for (size_t i = 0; i < history->known_count; i++)
        if (view_equal(view_of(history->known[i].name), name))
            return &history->known[i];
    return NULL;
}

/* None of the last reports had it, and there are enough of them to tell. */
static bool has_paused(const struct history *history, sls_view name)
{
    for (size_t i = 1; i <= HISTORY_RECENT && i <= history->count; i++)
        if (past_cause(&history->reports[history->count - i], name) != NULL)
            return false;
    return history->count >= HISTORY_RECENT;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static double median(const double *numbers, size_t count)
{
    double sorted[HISTORY_REPORTS];

    memcpy(sorted, numbers, count * sizeof(*numbers));
    qsort(sorted, count, sizeof(*sorted), by_size);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

struct question {
    sls_view provider, name; /* "sendgrid", "sendgrid/rate-limited" */
    uint64_t recipients;     /* of the provider, now */
};

/* What each report's rate would make of the recipients of now, newest first. */
static size_t expectations(const struct history *history, const struct question *question,
                           double numbers[HISTORY_REPORTS])
{
    size_t count = 0;

    for (size_t i = history->count; i-- > 0;) {
        const struct past_report *report = &history->reports[i];
        const struct past_count *provider =
            count_named(report->providers, report->provider_count, question->provider);
        const struct past_count *cause = past_cause(report, question->name);
        if (provider == NULL || provider->count == 0)
            continue;
        numbers[count++] = cause == NULL
                               ? 0
                               : (double)cause->count / (double)provider->count *
                                     (double)question->recipients;
    }
    return count;
}

static bool differs(double more, double less)
{
    double gap = more - less;

    return more >= LEAST_CHANGE && more >= LEAST_TIMES * less &&
           gap * gap >= DEVIATIONS_SQUARED * (more + less);
}

static void compare_rate(const struct history *history, const struct question *question,
                         struct summary_cause *cause)
{
    double numbers[HISTORY_REPORTS], now = (double)cause_weight(cause);
    size_t count = expectations(history, question, numbers);
    size_t recent = count < HISTORY_RECENT ? count : HISTORY_RECENT;

    if (count == 0)
        return;
    double before = fmax(median(numbers, recent), median(numbers, count));
    cause->is_compared = true;
    cause->before = (uint64_t)llround(before);
    if (cause->news == 0 && differs(now, before))
        cause->news |= NEWS_UP;
    cause->is_down = differs(before, now);
}

static uint64_t recipients_of(const struct summary *summary, const char *provider,
                              uint64_t *accepted)
{
    for (size_t i = 0; i < summary->provider_count; i++)
        if (view_equal(view_of(summary->providers[i].id), view_of(provider))) {
            *accepted = summary->providers[i].sums->accepted;
            return summary->providers[i].sums->recipients;
        }
    *accepted = 0;
    return 0;
}

static void mark_cause(const struct history *history, const struct summary *summary,
                       struct summary_cause *cause)
{
    char name[2 * HISTORY_NAME_BYTES];
    uint64_t accepted;

    snprintf(name, sizeof(name), "%s/%s", cause->provider, cause->cause->slug);
    const struct question question = {
        .provider = view_of(cause->provider),
        .name = view_of(name),
        .recipients = recipients_of(summary, cause->provider, &accepted),
    };
    const struct known_cause *seen = known(history, question.name);
    if (cause_weight(cause) > 0 && seen == NULL) {
        cause->news |= NEWS_NEW;
    } else if (cause_weight(cause) > 0 && has_paused(history, question.name)) {
        cause->news |= NEWS_BACK;
        cause->seen_before = seen->last_seen;
    }
    compare_rate(history, &question, cause);
}

static bool is_hit(const struct summary *summary, const char *provider, const char *slug)
{
    for (size_t i = 0; i < summary->cause_count; i++)
        if (view_equal(view_of(summary->causes[i].provider), view_of(provider)) &&
            view_equal(view_of(summary->causes[i].cause->slug), view_of(slug)))
            return cause_weight(&summary->causes[i]) > 0;
    return false;
}

/* A rule with that cause which the provider is asked; NULL: it has none any more. */
static const struct rule *rule_of(const struct book *book, size_t plugin, sls_view slug)
{
    for (size_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        if (view_equal(view_of(rule->cause->slug), slug) &&
            (i < RULE_FIRST || rule->plugin == plugin || rule->plugin == book->generic))
            return rule;
    }
    return NULL;
}

static void look_for(struct summary *summary, const struct past_count *cause)
{
    const struct book *book = summary->tally->book;
    sls_view slug = view_of(cause->name);
    char provider[HISTORY_NAME_BYTES];
    uint64_t accepted;

    sls_view id = view_take(&slug, '/');
    snprintf(provider, sizeof(provider), "%.*s", (int)id.len, id.ptr);
    size_t plugin = book_plugin(book, provider);
    const struct rule *rule =
        plugin < book->plugin_count ? rule_of(book, plugin, slug) : NULL;
    if (cause->count == 0 || rule == NULL || is_hit(summary, provider, slug.ptr))
        return;
    recipients_of(summary, provider, &accepted);
    if (accepted > 0)
        summary->compared.recovered[summary->compared.recovered_count++] =
            (struct recovered){book->plugins[plugin].info.name, rule, cause->count};
}

static int by_recipients(const void *a, const void *b)
{
    const struct recovered *left = a, *right = b;

    if (left->before != right->before)
        return left->before > right->before ? -1 : 1;
    int order = strcmp(left->provider, right->provider);
    return order != 0 ? order : strcmp(left->rule->cause->slug, right->rule->cause->slug);
}

static void find_recovered(const struct past_report *newest, struct summary *summary)
{
    struct compared *compared = &summary->compared;

    compared->recovered = arena_get(&summary->arena, (newest->cause_count + 1) *
                                                         sizeof(*compared->recovered));
    for (size_t i = 0; i < newest->cause_count; i++)
        look_for(summary, &newest->causes[i]);
    qsort(compared->recovered, compared->recovered_count, sizeof(*compared->recovered),
          by_recipients);
}

void history_mark(const struct history *history, struct summary *summary)
{
    if (history->count == 0)
        return;
    summary->compared =
        (struct compared){.reports = history->count,
                          .first = history->reports[0].time,
                          .last = history->reports[history->count - 1].time};
    for (size_t i = 0; i < summary->cause_count; i++)
        mark_cause(history, summary, &summary->causes[i]);
    find_recovered(&history->reports[history->count - 1], summary);
}
