/*
 * groups.c - rows of the table out of sums that are there; what they lack is the rest.
 */
#include "tally/groups.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/view.h"
#include "rules/wording.h"

static int by_weight(const void *a, const void *b)
{
    const struct group *left = a, *right = b;

    if (group_weight(left) != group_weight(right))
        return group_weight(left) > group_weight(right) ? -1 : 1;
    if (left->failed != right->failed)
        return left->failed > right->failed ? -1 : 1;
    if (left->accepted != right->accepted)
        return left->accepted > right->accepted ? -1 : 1;
    return view_order(left->key, right->key);
}

static void by_cause(struct summary *summary, struct groups *groups)
{
    groups->list =
        arena_get(&summary->arena, (summary->cause_count + 1) * sizeof(*groups->list));
    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        char id[160];
        snprintf(id, sizeof(id), "%s/%s", cause->provider, cause->cause->slug);
        groups->list[groups->count++] = (struct group){
            .key = arena_keep(&summary->arena, view_of(id)),
            .title = view_of(wording_of(cause->rule, LANGUAGE_ENGLISH).title),
            .accepted = cause->accepted_after_retry,
            .accepted_after_retry = cause->accepted_after_retry,
            .delayed = cause->delayed,
            .failed = cause->failed,
            .attempts = cause->attempts,
            .first = cause->first,
            .last = cause->last,
            .news = cause->news,
            .rule = cause->rule,
        };
    }
}

/* The causes stand by rank, so that the first of a provider is its commonest. */
static void add_refusals(const struct summary *summary, struct group *group)
{
    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        if (!view_equal(view_of(cause->provider), group->key))
            continue;
        if (cause->first != 0 && (group->first == 0 || cause->first < group->first))
            group->first = cause->first;
        if (cause->last > group->last)
            group->last = cause->last;
        if (group->rule == NULL && cause_weight(cause) > 0)
            group->rule = cause->rule;
    }
}

static void by_provider(struct summary *summary, struct groups *groups)
{
    groups->list =
        arena_get(&summary->arena, (summary->provider_count + 1) * sizeof(*groups->list));
    for (size_t i = 0; i < summary->provider_count; i++) {
        const struct summary_provider *provider = &summary->providers[i];
        struct group *group = &groups->list[groups->count++];
        *group = (struct group){
            .key = view_of(provider->id),
            .title = view_of(provider->title),
            .accepted = provider->sums->accepted,
            .accepted_after_retry = provider->sums->accepted_after_retry,
            .delayed = provider->sums->delayed,
            .failed = provider->sums->failed,
            .attempts = provider->sums->attempts,
            .news = provider->is_over ? NEWS_OVER : 0,
        };
        add_refusals(summary, group);
    }
}

/* The rule behind most of a name's refusals. */
static void find_rules(const struct tally *tally, struct group *list,
                       const struct shares *shares)
{
    uint64_t *most = memory_get(shares->count + 1, sizeof(*most));

    for (uint32_t i = 0; i < shares->causes.count; i++) {
        const struct pair *pair = &shares->causes.list[i];
        const uint32_t *place = shares_find(shares, pair->minor);
        if (place == NULL)
            continue;
        const struct rule *rule = &tally->book->rules[tally->rows[pair->major].rule];
        uint64_t weight = pair->failed + pair->delayed;
        if (weight < most[*place] || (weight == most[*place] && rule > list[*place].rule))
            continue;
        most[*place] = weight;
        list[*place].rule = rule;
    }
    memory_free(most);
}

static void by_share(struct summary *summary, struct groups *groups)
{
    const struct tally *tally = summary->tally;
    const struct shares *shares = &tally->shares;

    groups->list =
        arena_get(&summary->arena, (shares->count + 1) * sizeof(*groups->list));
    for (uint32_t i = 0; i < shares->count; i++) {
        const struct share *share = &shares->list[i];
        groups->list[groups->count++] = (struct group){
            .key = intern_view(tally->names, share->name),
            .accepted = share->accepted,
            .accepted_after_retry = share->accepted_after_retry,
            .delayed = share->delayed,
            .failed = share->failed,
            .attempts = share->attempts,
            .first = share->first,
            .last = share->last,
        };
    }
    find_rules(tally, groups->list, shares);
}

static struct group what_is_left(const struct totals *totals, const struct groups *groups)
{
    struct group rest = {
        .accepted = totals->accepted,
        .accepted_after_retry = totals->accepted_after_retry,
        .delayed = totals->delayed,
        .failed = totals->failed,
        .attempts = totals->attempts,
    };

    for (size_t i = 0; i < groups->count; i++) {
        rest.accepted -= groups->list[i].accepted;
        rest.accepted_after_retry -= groups->list[i].accepted_after_retry;
        rest.delayed -= groups->list[i].delayed;
        rest.failed -= groups->list[i].failed;
        rest.attempts -= groups->list[i].attempts;
    }
    return rest;
}

struct groups groups_make(struct summary *summary, enum grouping grouping)
{
    static void (*const makers[])(struct summary *, struct groups *) = {
        [BY_CAUSE] = by_cause,  [BY_PROVIDER] = by_provider, [BY_SENDER] = by_share,
        [BY_DOMAIN] = by_share, [BY_HOST] = by_share,
    };
    struct groups groups = {.grouping = grouping};

    if (grouping == BY_NOTHING)
        return groups;
    makers[grouping](summary, &groups);
    qsort(groups.list, groups.count, sizeof(*groups.list), by_weight);
    groups.rest = what_is_left(&summary->totals, &groups);
    groups.rest.title =
        grouping == BY_CAUSE ? VIEW("accepted without a refusal") : VIEW("all others");
    return groups;
}
