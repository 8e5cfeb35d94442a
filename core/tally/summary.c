/*
 * summary.c - ranks the causes and decides what goes on; counts nothing itself.
 */
#include "tally/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "tally/grouping.h"
#include "tally/summary_details.h"
#include "tally/summary_senders.h"

/* A clock that jumped by centuries must not make a list of days that long. */
enum { LONGEST_DAYS = 366 * 30 };

/* By the bytes of "provider/slug", in which "/" comes behind "-". */
static int id_order(const struct summary_cause *left, const struct summary_cause *right)
{
    char left_id[160], right_id[160];

    snprintf(left_id, sizeof(left_id), "%s/%s", left->provider, left->cause->slug);
    snprintf(right_id, sizeof(right_id), "%s/%s", right->provider, right->cause->slug);
    return strcmp(left_id, right_id);
}

/* "Rank: failed + delayed descending, failed descending, ongoing first, id ascending." */
static int by_rank(const void *a, const void *b)
{
    const struct summary_cause *left = a, *right = b;

    if (cause_weight(left) != cause_weight(right))
        return cause_weight(left) > cause_weight(right) ? -1 : 1;
    if (left->failed != right->failed)
        return left->failed > right->failed ? -1 : 1;
    if (left->ongoing != right->ongoing)
        return left->ongoing ? -1 : 1;
    return id_order(left, right);
}

/* For a sender's cause: some sender was not accepted again after it was refused. */
static bool some_sender_still_refused(const struct summary *summary, size_t cause,
                                      const uint32_t *cause_of_row)
{
    const struct tally *tally = summary->tally;

    for (uint32_t i = 0; i < tally->senders.count; i++) {
        const struct pair *pair = &tally->senders.list[i];
        if (cause_of_row[pair->major] != cause)
            continue;
        const struct pair *sums = pairs_find(
            &tally->sender_sums, tally->rows[pair->major].provider, pair->minor);
        if (sums == NULL || sums->last_accepted <= pair->last_refused)
            return true;
    }
    return false;
}

static bool goes_on(const struct summary *summary, size_t c, const uint32_t *cause_of_row)
{
    const struct tally *tally = summary->tally;
    const struct summary_cause *cause = &summary->causes[c];

    if (cause->delayed > 0)
        return true;
    if (cause->failed == 0)
        return false;
    if (cause->cause->of_sender)
        return some_sender_still_refused(summary, c, cause_of_row);
    size_t provider = book_plugin(tally->book, cause->provider);
    return tally->providers[provider].last_accepted <= cause->last;
}

static void fill_period(struct summary *summary)
{
    const struct tally *tally = summary->tally;

    summary->first = tally->first;
    summary->last = tally->last;
    if (tally->first == 0)
        return;
    int64_t first = (tally->first + tally->hour_offset) / HOUR_SECONDS;
    int64_t last = (tally->last + tally->hour_offset) / HOUR_SECONDS;
    if (last - first >= LISTED_HOURS) {
        summary->day_start = first / 24 * DAY_SECONDS - tally->hour_offset;
        int64_t days = last / 24 - first / 24 + 1;
        summary->day_count = days <= LONGEST_DAYS ? (size_t)days : 0;
        first = last - LISTED_HOURS + 1;
    }
    summary->hour_start = first * HOUR_SECONDS - tally->hour_offset;
    summary->hour_count = (size_t)(last - first + 1);
}

static int by_recipients(const void *a, const void *b)
{
    const struct summary_provider *left = a, *right = b;

    if (left->sums->recipients != right->sums->recipients)
        return left->sums->recipients > right->sums->recipients ? -1 : 1;
    return strcmp(left->id, right->id);
}

static void fill_providers(struct summary *summary)
{
    const struct book *book = summary->tally->book;

    summary->providers =
        arena_get(&summary->arena, book->plugin_count * sizeof(*summary->providers));
    for (size_t i = 0; i < book->plugin_count; i++) {
        const struct provider_sums *sums = &summary->tally->providers[i];
        if (sums->recipients + sums->attempts > 0)
            summary->providers[summary->provider_count++] =
                (struct summary_provider){.id = book->plugins[i].info.name,
                                          .title = book->plugins[i].info.title,
                                          .sums = sums};
    }
    qsort(summary->providers, summary->provider_count, sizeof(*summary->providers),
          by_recipients);
}

static int by_name(const void *a, const void *b)
{
    return view_order(*(const sls_view *)a, *(const sls_view *)b);
}

static void fill_hosts(struct summary *summary)
{
    const struct tally *tally = summary->tally;

    summary->hosts =
        arena_get(&summary->arena, (tally->hosts.count + 1) * sizeof(sls_view));
    for (uint32_t i = 0; i < tally->hosts.count; i++)
        summary->hosts[summary->host_count++] =
            intern_view(tally->names, tally->hosts.list[i].minor);
    qsort(summary->hosts, summary->host_count, sizeof(*summary->hosts), by_name);
}

/* Causes that events of an export told of which no recipient has. */
static void drop_empty_causes(struct summary *summary)
{
    size_t kept = 0;

    for (size_t c = 0; c < summary->cause_count; c++) {
        const struct summary_cause *cause = &summary->causes[c];
        if (cause_weight(cause) + cause->attempts + cause->accepted_after_retry > 0)
            summary->causes[kept++] = *cause;
    }
    summary->cause_count = kept;
}

void summary_open(struct summary *summary, const struct tally *tally, struct zone zone)
{
    *summary = (struct summary){.tally = tally, .zone = zone, .totals = tally->totals};
    arena_open(&summary->arena);
    fill_period(summary);
    fill_providers(summary);
    summary_senders(summary);
    fill_hosts(summary);
    uint32_t *cause_of_row = grouping_causes(summary);
    grouping_names(summary, cause_of_row, &tally->senders, LISTED_SENDERS,
                   offsetof(struct summary_cause, senders));
    grouping_names(summary, cause_of_row, &tally->domains, LISTED_DOMAINS,
                   offsetof(struct summary_cause, domains));
    grouping_replies(summary, cause_of_row);
    summary_details(summary);
    grouping_hours(summary, cause_of_row);
    for (size_t c = 0; c < summary->cause_count; c++)
        summary->causes[c].ongoing = goes_on(summary, c, cause_of_row);
    drop_empty_causes(summary);
    qsort(summary->causes, summary->cause_count, sizeof(*summary->causes), by_rank);
    for (size_t c = 0; c < summary->cause_count; c++)
        summary->causes[c].rank = c + 1;
}

void summary_close(struct summary *summary)
{
    arena_close(&summary->arena);
}
