/*
 * history.c - what is kept of earlier reports; comparing is history_marks.c's.
 */
#include "tally/history.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/view.h"

void history_open(struct history *history)
{
    *history = (struct history){.count = 0};
}

static void forget(struct past_report *report)
{
    memory_free(report->providers);
    memory_free(report->causes);
}

void history_close(struct history *history)
{
    for (size_t i = 0; i < history->count; i++)
        forget(&history->reports[i]);
    memory_free(history->known);
    history_open(history);
}

void history_begin(struct history *history, int64_t time)
{
    if (history->count == HISTORY_REPORTS) {
        forget(&history->reports[0]);
        memmove(&history->reports[0], &history->reports[1],
                --history->count * sizeof(history->reports[0]));
    }
    history->reports[history->count++] = (struct past_report){.time = time};
}

static void keep(struct past_count **list, size_t *count, size_t most, sls_view name,
                 uint64_t number)
{
    if (*count == most || name.len == 0 || name.len >= HISTORY_NAME_BYTES)
        return;
    *list = memory_resize(*list, *count + 1, sizeof(**list));
    struct past_count *kept = &(*list)[(*count)++];
    *kept = (struct past_count){.count = number};
    memcpy(kept->name, name.ptr, name.len);
}

void history_provider(struct history *history, sls_view name, uint64_t recipients)
{
    struct past_report *report = &history->reports[history->count - 1];

    keep(&report->providers, &report->provider_count, HISTORY_PROVIDERS, name,
         recipients);
}

void history_cause(struct history *history, sls_view name, uint64_t not_accepted)
{
    struct past_report *report = &history->reports[history->count - 1];

    keep(&report->causes, &report->cause_count, HISTORY_CAUSES, name, not_accepted);
    history_know(history, name, report->time);
}

/* Where it stands among the known ones; their number: nowhere. */
static size_t place_of(const struct history *history, sls_view name)
{
    size_t i = 0;

    while (i < history->known_count && !view_equal(view_of(history->known[i].name), name))
        i++;
    return i;
}

static void take_out(struct history *history, size_t place)
{
    memmove(&history->known[place], &history->known[place + 1],
            (--history->known_count - place) * sizeof(*history->known));
}

/* It goes behind all others, since it was seen last. */
void history_know(struct history *history, sls_view name, int64_t last_seen)
{
    struct known_cause cause = {.last_seen = last_seen};
    size_t place = place_of(history, name);

    if (name.len == 0 || name.len >= HISTORY_NAME_BYTES)
        return;
    memcpy(cause.name, name.ptr, name.len);
    if (place < history->known_count) {
        if (history->known[place].last_seen > last_seen)
            cause.last_seen = history->known[place].last_seen;
        take_out(history, place);
    }
    if (history->known_count == HISTORY_KNOWN)
        take_out(history, 0);
    history->known =
        memory_resize(history->known, history->known_count + 1, sizeof(*history->known));
    history->known[history->known_count++] = cause;
}

void history_add(struct history *history, const struct summary *summary)
{
    char name[2 * HISTORY_NAME_BYTES];

    if (summary->totals.recipients == 0)
        return;
    history_begin(history, summary->last);
    for (size_t i = 0; i < summary->provider_count; i++)
        history_provider(history, view_of(summary->providers[i].id),
                         summary->providers[i].sums->recipients);
    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        snprintf(name, sizeof(name), "%s/%s", cause->provider, cause->cause->slug);
        history_cause(history, view_of(name), cause_weight(cause));
    }
}
