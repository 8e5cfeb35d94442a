/*
 * limits.c - each limit is compared with each cause, provider, or sum that it is about.
 */
#include "tally/limits.h"

#include "base/view.h"
#include "tally/summary.h"

enum { MOST_EXCESS = 64, HUNDRED_PERCENT = 100 * LIMIT_UNITS };

bool limit_is_passed(const struct limit *limit, uint64_t not_accepted,
                     uint64_t recipients)
{
    if (!limit->is_share)
        return not_accepted > limit->amount;
    return not_accepted >= LIMIT_FLOOR && (double)not_accepted * HUNDRED_PERCENT >
                                              (double)limit->amount * (double)recipients;
}

static bool names(sls_view wanted, const char *word)
{
    return wanted.len == 0 || view_equal(wanted, view_of(word));
}

static uint64_t recipients_of(const struct summary *summary, const char *provider)
{
    for (size_t i = 0; i < summary->provider_count; i++)
        if (view_equal(view_of(summary->providers[i].id), view_of(provider)))
            return summary->providers[i].sums->recipients;
    return 0;
}

static bool measure_cause(const struct limit *limit, const struct summary *summary,
                          size_t i, struct excess *found)
{
    const struct summary_cause *cause = &summary->causes[i];

    found->provider = cause->provider;
    found->cause = cause;
    found->not_accepted = cause_weight(cause);
    found->recipients = recipients_of(summary, cause->provider);
    return names(limit->cause, cause->cause->slug) &&
           names(limit->provider, cause->provider);
}

static bool measure_provider(const struct limit *limit, const struct summary *summary,
                             size_t i, struct excess *found)
{
    const struct provider_sums *sums = summary->providers[i].sums;

    found->provider = summary->providers[i].id;
    found->not_accepted = sums->failed + sums->delayed;
    found->recipients = sums->recipients;
    return names(limit->provider, found->provider);
}

/* How many things a limit is compared with. */
static size_t candidates(const struct limit *limit, const struct summary *summary)
{
    if (limit->cause.len > 0)
        return summary->cause_count;
    return limit->provider.len > 0 ? summary->provider_count : 1;
}

/* One of them; false: the limit is not about it. */
static bool measure(const struct limit *limit, const struct summary *summary, size_t i,
                    struct excess *found)
{
    *found = (struct excess){.limit = limit};
    if (limit->cause.len > 0)
        return measure_cause(limit, summary, i, found);
    if (limit->provider.len > 0)
        return measure_provider(limit, summary, i, found);
    found->not_accepted = summary->totals.failed + summary->totals.delayed;
    found->recipients = summary->totals.recipients;
    return true;
}

struct excess limit_measure(const struct limit *limit, const struct summary *summary)
{
    struct excess found;

    for (size_t i = 0; i < candidates(limit, summary); i++)
        if (measure(limit, summary, i, &found)) /* causes stand by rank */
            return found;
    return (struct excess){.limit = limit};
}

size_t limits_passed(const struct limit *limits, size_t count,
                     const struct summary *summary, struct excess *room, size_t most)
{
    struct excess found;
    size_t used = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < candidates(&limits[i], summary) && used < most; n++)
            if (measure(&limits[i], summary, n, &found) &&
                limit_is_passed(&limits[i], found.not_accepted, found.recipients))
                room[used++] = found;
    return used;
}

static void mark_provider(struct summary *summary, const char *id)
{
    for (size_t i = 0; i < summary->provider_count; i++)
        if (view_equal(view_of(summary->providers[i].id), view_of(id)))
            summary->providers[i].is_over = true;
}

void limits_mark(const struct limit *limits, size_t count, struct summary *summary)
{
    summary->limits = limits;
    summary->limit_count = count;
    if (count == 0)
        return;
    summary->excess = arena_get(&summary->arena, MOST_EXCESS * sizeof(*summary->excess));
    summary->excess_count =
        limits_passed(limits, count, summary, summary->excess, MOST_EXCESS);
    for (size_t i = 0; i < summary->excess_count; i++) {
        const struct excess *excess = &summary->excess[i];
        if (excess->cause != NULL)
            summary->causes[excess->cause - summary->causes].news |= NEWS_OVER;
        else if (excess->provider != NULL)
            mark_provider(summary, excess->provider);
    }
}
