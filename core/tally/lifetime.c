/*
 * lifetime.c - a list that is gone through for each name: there are few.
 */
#include "tally/lifetime.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/view.h"

void lifetime_close(struct lifetime *lifetime)
{
    memory_free(lifetime->list);
    *lifetime = (struct lifetime){0};
}

static struct lifetime_sum *find(const struct lifetime *lifetime, sls_view name)
{
    for (size_t i = 0; i < lifetime->count; i++)
        if (view_equal(view_of(lifetime->list[i].name), name))
            return &lifetime->list[i];
    return NULL;
}

/* What is kept ends with its first NUL. */
static bool is_name(sls_view name)
{
    return name.len > 0 && name.len < HISTORY_NAME_BYTES &&
           memchr(name.ptr, '\0', name.len) == NULL;
}

static struct lifetime_sum *begin(struct lifetime *lifetime, sls_view name)
{
    if (lifetime->count == LIFETIME_NAMES || !is_name(name))
        return NULL;
    lifetime->list =
        memory_resize(lifetime->list, lifetime->count + 1, sizeof(*lifetime->list));
    struct lifetime_sum *sum = &lifetime->list[lifetime->count++];
    *sum = (struct lifetime_sum){0};
    memcpy(sum->name, name.ptr, name.len);
    return sum;
}

static void add(struct lifetime *lifetime, sls_view name, const struct lifetime_sum *more)
{
    struct lifetime_sum *sum = find(lifetime, name);

    if (sum == NULL)
        sum = begin(lifetime, name);
    if (sum == NULL)
        return;
    sum->accepted += more->accepted;
    sum->accepted_after_retry += more->accepted_after_retry;
    sum->failed += more->failed;
    sum->attempts += more->attempts;
}

void lifetime_add(struct lifetime *lifetime, const struct summary *summary)
{
    char name[2 * HISTORY_NAME_BYTES];

    for (size_t i = 0; i < summary->provider_count; i++) {
        const struct provider_sums *sums = summary->providers[i].sums;
        add(lifetime, view_of(summary->providers[i].id),
            &(struct lifetime_sum){.accepted = sums->accepted,
                                   .accepted_after_retry = sums->accepted_after_retry,
                                   .failed = sums->failed,
                                   .attempts = sums->attempts});
    }
    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        snprintf(name, sizeof(name), "%s/%s", cause->provider, cause->cause->slug);
        add(lifetime, view_of(name),
            &(struct lifetime_sum){.accepted_after_retry = cause->accepted_after_retry,
                                   .failed = cause->failed,
                                   .attempts = cause->attempts});
    }
}

struct lifetime_sum lifetime_of(const struct lifetime *lifetime, sls_view name)
{
    const struct lifetime_sum *sum = find(lifetime, name);

    return sum != NULL ? *sum : (struct lifetime_sum){0};
}

void lifetime_pack(const struct lifetime *lifetime, struct pack *pack)
{
    pack_number(pack, lifetime->count);
    for (size_t i = 0; i < lifetime->count; i++) {
        const struct lifetime_sum *sum = &lifetime->list[i];
        pack_text(pack, view_of(sum->name));
        pack_number(pack, sum->accepted);
        pack_number(pack, sum->accepted_after_retry);
        pack_number(pack, sum->failed);
        pack_number(pack, sum->attempts);
    }
}

void lifetime_unpack(struct lifetime *lifetime, struct unpack *unpack)
{
    size_t count = unpack_count(unpack, 5);

    for (size_t i = 0; i < count && !unpack->bad; i++) {
        sls_view name = unpack_text(unpack);
        struct lifetime_sum sum = {.accepted = unpack_number(unpack)};
        sum.accepted_after_retry = unpack_number(unpack);
        sum.failed = unpack_number(unpack);
        sum.attempts = unpack_number(unpack);
        if (!unpack->bad)
            add(lifetime, name, &sum);
    }
}
