/*
 * grouping.c - from rows by rule to causes by slug, and their lists.
 */
#include "tally/grouping.h"

#include <stdlib.h>

#include "base/view.h"

/* The rule that hit most speaks for the cause: its advice, link and action are shown. */
static void speak(struct summary_cause *cause, const struct row *row,
                  const struct rule *rule, uint64_t *loudest)
{
    uint64_t loudness = (row->failed + row->delayed) * 2 + (row->attempts > 0 ? 1 : 0);

    if (cause->rule != NULL &&
        (loudness < *loudest || (loudness == *loudest && rule > cause->rule)))
        return;
    cause->rule = rule;
    *loudest = loudness;
}

static void add_row(struct summary_cause *cause, const struct row *row)
{
    cause->failed += row->failed;
    cause->delayed += row->delayed;
    cause->accepted_after_retry += row->accepted_after_retry;
    cause->attempts += row->attempts;
    if (row->first != 0 && (cause->first == 0 || row->first < cause->first))
        cause->first = row->first;
    if (row->last > cause->last)
        cause->last = row->last;
    if (row->oldest_delayed != 0 &&
        (cause->oldest_delayed == 0 || row->oldest_delayed < cause->oldest_delayed))
        cause->oldest_delayed = row->oldest_delayed;
}

static size_t find_cause(const struct summary *summary, const struct plugin *plugin,
                         const struct cause *cause)
{
    size_t i = 0;

    while (i < summary->cause_count &&
           (summary->causes[i].provider != plugin->info.name ||
            summary->causes[i].cause != cause))
        i++;
    return i;
}

uint32_t *grouping_causes(struct summary *summary)
{
    const struct tally *tally = summary->tally;
    const struct book *book = tally->book;
    uint32_t *cause_of_row =
        arena_get(&summary->arena, (tally->row_count + 1) * sizeof(uint32_t));
    uint64_t *loudest =
        arena_get(&summary->arena, (tally->row_count + 1) * sizeof(uint64_t));

    summary->causes =
        arena_get(&summary->arena, (tally->row_count + 1) * sizeof(*summary->causes));
    for (uint32_t i = 0; i < tally->row_count; i++) {
        const struct row *row = &tally->rows[i];
        const struct plugin *plugin = &book->plugins[row->provider];
        const struct rule *rule = &book->rules[row->rule];
        size_t c = find_cause(summary, plugin, rule->cause);
        if (c == summary->cause_count) {
            summary->cause_count++;
            summary->causes[c] =
                (struct summary_cause){.provider = plugin->info.name,
                                       .provider_title = plugin->info.title,
                                       .cause = rule->cause};
        }
        cause_of_row[i] = (uint32_t)c;
        add_row(&summary->causes[c], row);
        speak(&summary->causes[c], row, rule, &loudest[c]);
    }
    return cause_of_row;
}

struct entry {
    uint32_t cause, name;
    uint64_t count;
    sls_view text;
};

static int by_cause_and_count(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;

    if (left->cause != right->cause)
        return left->cause < right->cause ? -1 : 1;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return view_order(left->text, right->text);
}

/* (row, name) to (cause, name): several rows may be of one cause. */
static struct pairs merged(const uint32_t *cause_of_row, const struct pairs *pairs)
{
    struct pairs whole;

    pairs_open(&whole, UINT32_MAX);
    for (uint32_t i = 0; i < pairs->count; i++) {
        const struct pair *part = &pairs->list[i];
        uint32_t cause = cause_of_row[part->major];
        if (part->minor <= INTERN_OTHER)
            continue;
        struct pair *sum = pairs_put(&whole, cause, part->minor);
        sum->failed += part->failed;
        sum->delayed += part->delayed;
    }
    return whole;
}

static struct named_list *list_at(struct summary_cause *cause, size_t offset)
{
    return (struct named_list *)(void *)((char *)cause + offset);
}

static void fill_lists(struct summary *summary, const struct entry *entries, size_t count,
                       size_t listed, size_t offset)
{
    for (size_t c = 0; c < summary->cause_count; c++)
        list_at(&summary->causes[c], offset)->other = cause_weight(&summary->causes[c]);
    for (size_t i = 0; i < count; i++) {
        struct named_list *list = list_at(&summary->causes[entries[i].cause], offset);
        if (list->items == NULL)
            list->items = arena_get(&summary->arena, listed * sizeof(*list->items));
        list->distinct++;
        if (list->count == listed)
            continue;
        list->items[list->count++] =
            (struct named_count){entries[i].text, entries[i].count};
        list->other -= entries[i].count;
    }
}

void grouping_names(struct summary *summary, const uint32_t *cause_of_row,
                    const struct pairs *pairs, size_t listed, size_t list_offset)
{
    struct pairs whole = merged(cause_of_row, pairs);
    struct entry *entries = memory_get(whole.count + 1, sizeof(*entries));

    for (uint32_t i = 0; i < whole.count; i++) {
        const struct pair *pair = &whole.list[i];
        entries[i] =
            (struct entry){pair->major, pair->minor, pair->failed + pair->delayed,
                           intern_view(summary->tally->names, pair->minor)};
    }
    qsort(entries, whole.count, sizeof(*entries), by_cause_and_count);
    fill_lists(summary, entries, whole.count, listed, list_offset);
    memory_free(entries);
    pairs_close(&whole);
}

static int by_frequency(const void *a, const void *b)
{
    const struct sample *left = *(const struct sample *const *)a;
    const struct sample *right = *(const struct sample *const *)b;

    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return view_order(left->template, right->template);
}

static const struct rule *rule_behind(const struct summary *summary,
                                      const struct sample *sample)
{
    const struct tally *tally = summary->tally;
    return &tally->book->rules[tally->rows[sample->row].rule];
}

void grouping_replies(struct summary *summary, const uint32_t *cause_of_row)
{
    const struct samples *samples = &summary->tally->samples;

    for (size_t c = 0; c < summary->cause_count; c++) {
        struct summary_cause *cause = &summary->causes[c];
        cause->replies =
            arena_get(&summary->arena, samples->count * sizeof(const struct sample *));
        cause->replies_other = cause_weight(cause);
        for (uint32_t i = 1; i < samples->count; i++)
            if (cause_of_row[samples->list[i].row] == c)
                cause->replies[cause->reply_count++] = &samples->list[i];
        qsort(cause->replies, cause->reply_count, sizeof(*cause->replies), by_frequency);
        for (size_t i = cause->reply_count; i > 0; i--)
            if (rule_behind(summary, cause->replies[i - 1]) == cause->rule)
                cause->reply = cause->replies[i - 1];
        if (cause->reply_count > LISTED_REPLIES)
            cause->reply_count = LISTED_REPLIES;
        for (size_t i = 0; i < cause->reply_count; i++)
            cause->replies_other -= cause->replies[i]->count;
    }
}

static void add_to(uint64_t *list, size_t count, int64_t place, const struct pair *pair)
{
    if (place >= 0 && (size_t)place < count)
        list[place] += pair->failed + pair->delayed;
}

void grouping_hours(struct summary *summary, const uint32_t *cause_of_row)
{
    const struct tally *tally = summary->tally;
    int64_t first_hour = (summary->hour_start + tally->hour_offset) / HOUR_SECONDS;
    int64_t first_day = (summary->day_start + tally->hour_offset) / DAY_SECONDS;

    for (size_t c = 0; c < summary->cause_count; c++) {
        struct summary_cause *cause = &summary->causes[c];
        cause->hours = arena_get(&summary->arena, summary->hour_count * sizeof(uint64_t));
        cause->days = arena_get(&summary->arena, summary->day_count * sizeof(uint64_t));
    }
    for (uint32_t i = 0; i < tally->hours.count; i++) {
        const struct pair *pair = &tally->hours.list[i];
        struct summary_cause *cause = &summary->causes[cause_of_row[pair->major]];
        add_to(cause->hours, summary->hour_count, (int64_t)pair->minor - first_hour,
               pair);
    }
    for (uint32_t i = 0; i < tally->days.count; i++) {
        const struct pair *pair = &tally->days.list[i];
        struct summary_cause *cause = &summary->causes[cause_of_row[pair->major]];
        add_to(cause->days, summary->day_count, (int64_t)pair->minor - first_day, pair);
    }
}
