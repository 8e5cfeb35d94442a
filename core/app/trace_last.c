/*
 * trace_last.c - goes through the steps; a notice's own way does not count.
 *
 * A hand-over to a filter is no last word when the filter's own message has one.
 */
#include "app/trace_last.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/view.h"

enum { FOLDED_BYTES = 320 };

static struct last *last_of(struct lasts *lasts, sls_view recipient)
{
    char folded[FOLDED_BYTES];
    sls_view cut = view_cut(recipient, FOLDED_BYTES);
    bool added;

    for (size_t i = 0; i < cut.len; i++)
        folded[i] = to_lower(cut.ptr[i]);
    uint32_t *place =
        table_put(&lasts->index, hash_view((sls_view){folded, cut.len}, 0), &added);
    if (added)
        *place = ++lasts->count;
    return &lasts->list[*place];
}

bool event_is_final(const struct step *event)
{
    return event->outcome == SLS_DELIVERED || event->outcome == SLS_BOUNCED ||
           event->outcome == SLS_DROPPED;
}

/* All that its message still had in the queue. */
static void queue_ends(struct lasts *lasts, const struct step *step)
{
    for (uint32_t i = 1; i <= lasts->count; i++) {
        struct last *last = &lasts->list[i];
        if (last->log == NULL || last->log->episode != step->episode ||
            last->log->outcome != SLS_DEFERRED)
            continue;
        if (step->kind == LINE_EXPIRED)
            last->expired = true;
        else
            last->left = true;
    }
}

static void take_step(struct lasts *lasts, const struct step *step)
{
    struct last *last;

    if (step->kind == LINE_EXPIRED || step->kind == LINE_CLOSED) {
        if (step->kind == LINE_EXPIRED && lasts->count == 0)
            last_of(lasts, step->recipient)->expired = true;
        queue_ends(lasts, step);
        return;
    }
    if (step->kind != LINE_ATTEMPT && step->kind != LINE_EVENT &&
        step->kind != LINE_REFUSED)
        return;
    if (step->kind == LINE_ATTEMPT && step->delivery == DELIVERY_PROBE)
        return;
    last = last_of(lasts, step->recipient);
    if (step->kind == LINE_EVENT) {
        if (last->event == NULL || event_is_final(step) || !event_is_final(last->event))
            last->event = step;
    } else if (step->delivery == DELIVERY_HOP && step->kind == LINE_ATTEMPT) {
        last->hop = step;
    } else {
        last->log = step;
        last->left = last->expired = false;
    }
}

static enum end end_by_event(const struct step *event)
{
    if (event->outcome == SLS_DELIVERED)
        return END_DELIVERED;
    if (event->outcome == SLS_BOUNCED || event->outcome == SLS_DROPPED)
        return END_FAILED;
    return event->outcome == SLS_DEFERRED ? END_DELAYED : END_ACCEPTED;
}

enum end end_of(const struct last *last)
{
    if (last->expired || (last->log != NULL && last->log->kind == LINE_REFUSED))
        return END_FAILED;
    if (last->log == NULL)
        return last->event != NULL ? end_by_event(last->event) : END_UNKNOWN;
    if (last->log->outcome == SLS_DEFERRED)
        return END_DELAYED;
    if (last->log->outcome != SLS_SENT)
        return END_FAILED;
    if (last->log->delivery == DELIVERY_LOCAL)
        return END_HERE;
    return last->event != NULL ? end_by_event(last->event) : END_ACCEPTED;
}

void lasts_open(struct lasts *lasts, const struct store *store, const struct story *story)
{
    *lasts = (struct lasts){.count = 0};
    table_open(&lasts->index, 0);
    lasts->list = memory_get(story->step_count + 2, sizeof(*lasts->list));
    for (size_t i = 0; i < story->step_count; i++) {
        const struct step *step = &store->steps[story->steps[i].index];
        if (!store->episodes[step->episode].notice || store->episodes[story->head].notice)
            take_step(lasts, step);
    }
}

void lasts_close(struct lasts *lasts)
{
    memory_free(lasts->list);
    table_close(&lasts->index);
}

size_t lasts_told(const struct lasts *lasts, const struct last **one)
{
    size_t told = 0;

    for (uint32_t i = 1; i <= lasts->count; i++)
        if (lasts->list[i].log != NULL || lasts->list[i].event != NULL) {
            told++;
            *one = &lasts->list[i];
        }
    if (told > 0 || lasts->count == 0)
        return told;
    *one = &lasts->list[1];
    return lasts->count;
}
