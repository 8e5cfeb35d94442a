/*
 * batches.c - a ring of batches, handed over by two counts under one mutex.
 *
 * To wake a thread costs as much as to read some hundred lines.  Who has to wait is woken
 * for half a ring at once.
 */
#include "app/batches.h"

#include <pthread.h>
#include <string.h>

#include "base/arena.h"
#include "base/view.h"

enum { RING = 16, HALF = RING / 2 };

struct batches {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    uint64_t made, taken; /* batches handed over, batches given back; under the lock */
    bool settling;        /* the reader waits for all to be counted; under the lock */
    bool ended;           /* under the lock */
    bool counting;        /* who counts has a batch; its alone */
    struct batch ring[RING];
};

struct batches *batches_open(void)
{
    struct batches *batches = memory_get(1, sizeof(*batches));

    pthread_mutex_init(&batches->lock, NULL);
    pthread_cond_init(&batches->changed, NULL);
    return batches;
}

void batches_close(struct batches *batches)
{
    pthread_cond_destroy(&batches->changed);
    pthread_mutex_destroy(&batches->lock);
    memory_free(batches);
}

/* The one that is being filled: only the reader changes `made`. */
static struct batch *filling(struct batches *batches)
{
    return &batches->ring[batches->made % RING];
}

static uint64_t outstanding(const struct batches *batches)
{
    return batches->made - batches->taken;
}

/* Hands over what is filled; when no other is free, waits for half of them. */
static void hand_over(struct batches *batches)
{
    pthread_mutex_lock(&batches->lock);
    batches->made++;
    if (outstanding(batches) == HALF)
        pthread_cond_signal(&batches->changed);
    if (outstanding(batches) == RING - 1)
        while (outstanding(batches) > HALF)
            pthread_cond_wait(&batches->changed, &batches->lock);
    pthread_mutex_unlock(&batches->lock);
    filling(batches)->count = filling(batches)->used = 0;
}

static sls_view keep(struct batch *batch, sls_view text)
{
    sls_view kept = {batch->room + batch->used, text.len};

    if (text.len > 0)
        memcpy(batch->room + batch->used, text.ptr, text.len);
    batch->used += text.len;
    return kept;
}

struct entry *batches_put(struct batches *batches, const struct line *line)
{
    const struct batch *full = filling(batches);

    if (full->count == BATCH_ENTRIES ||
        (full->count > 0 && full->used + line->text.len > BATCH_TEXT))
        hand_over(batches);
    struct batch *batch = filling(batches);
    struct entry *entry = &batch->entries[batch->count++];
    entry->line = *line;
    entry->unread = false;
    entry->line.text = keep(batch, line->text);
    return entry;
}

void batches_settle(struct batches *batches)
{
    hand_over(batches);
    pthread_mutex_lock(&batches->lock);
    batches->settling = true;
    pthread_cond_signal(&batches->changed);
    while (outstanding(batches) > 0)
        pthread_cond_wait(&batches->changed, &batches->lock);
    batches->settling = false;
    pthread_mutex_unlock(&batches->lock);
}

void batches_end(struct batches *batches)
{
    pthread_mutex_lock(&batches->lock);
    batches->made += filling(batches)->count > 0;
    batches->ended = true;
    pthread_cond_signal(&batches->changed);
    pthread_mutex_unlock(&batches->lock);
}

/* The one that was counted is free again. */
static void give_back(struct batches *batches)
{
    if (!batches->counting)
        return;
    batches->taken++;
    if (outstanding(batches) == HALF || outstanding(batches) == 0)
        pthread_cond_signal(&batches->changed);
}

struct batch *batches_take(struct batches *batches)
{
    pthread_mutex_lock(&batches->lock);
    give_back(batches);
    if (outstanding(batches) == 0)
        while (outstanding(batches) < HALF && !batches->ended &&
               !(batches->settling && outstanding(batches) > 0))
            pthread_cond_wait(&batches->changed, &batches->lock);
    batches->counting = outstanding(batches) > 0;
    pthread_mutex_unlock(&batches->lock);
    return batches->counting ? &batches->ring[batches->taken % RING] : NULL;
}
