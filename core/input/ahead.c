/*
 * ahead.c - a ring of blocks between the decoding thread and the reader.
 *
 * The ring is handed over by two counts under one mutex; a block is some 250 microseconds
 * of work, so the lock costs nothing that can be measured.
 */
#include "input/ahead.h"

#include <pthread.h>
#include <time.h>

#include "base/arena.h"
#include "base/thread.h"
#include "input/decode.h"
#include "input/feed.h"

/* The reader holds two blocks (the one it reads and the one before), four are made ahead.
 */
enum { RING = 6, HELD = 2, MOST_TRIES = 5 };

struct ahead {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct ahead_block blocks[RING];
    uint64_t made, taken; /* counts of blocks, under the lock */
    bool stopping;        /* under the lock */

    uint64_t skip;    /* of decoded text */
    struct feed feed; /* the thread's alone until it ends */
    const struct decoding *decoding;
    int64_t gzip_time;
    struct why problem;
};

/* Waits for a free block; NULL when the reader has gone. */
static struct ahead_block *block_free(struct ahead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    while (!ahead->stopping && ahead->made - ahead->taken + HELD >= RING)
        pthread_cond_wait(&ahead->changed, &ahead->lock);
    struct ahead_block *block =
        ahead->stopping ? NULL : &ahead->blocks[ahead->made % RING];
    pthread_mutex_unlock(&ahead->lock);
    return block;
}

static void block_made(struct ahead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    ahead->made++;
    pthread_cond_signal(&ahead->changed);
    pthread_mutex_unlock(&ahead->lock);
}

static void decode_all(struct ahead *ahead, void *state)
{
    struct ahead_block *block;

    while ((block = block_free(ahead)) != NULL) {
        block->bytes = ahead->decoding->read(state, &ahead->feed, block->text,
                                             AHEAD_BYTES, &ahead->problem);
        block->position = ahead->feed.position;
        block_made(ahead);
        if (block->bytes == 0)
            return;
    }
}

/* What is known already; a file without compression is not even read there. */
static void skip(struct ahead *ahead, void *state)
{
    uint64_t left = ahead->skip;

    if (left > 0 && ahead->decoding == &decoding_plain &&
        feed_seek(&ahead->feed, ahead->skip))
        return;
    while (left > 0) {
        size_t room = left < AHEAD_BYTES ? (size_t)left : AHEAD_BYTES;
        size_t bytes = ahead->decoding->read(state, &ahead->feed, ahead->blocks[0].text,
                                             room, &ahead->problem);
        if (bytes == 0)
            return;
        left -= bytes;
    }
}

static void *decode_thread(void *argument)
{
    struct ahead *ahead = argument;

    ahead->decoding = decoding_choose(&ahead->feed, &ahead->problem);
    ahead->gzip_time = decode_gzip_time(ahead->feed.bytes, ahead->feed.filled);
    void *state = ahead->decoding->open();
    skip(ahead, state);
    decode_all(ahead, state);
    ahead->decoding->close(state);
    return NULL;
}

/* A machine that has none may have one again in a moment. */
static bool try_thread(struct ahead *ahead)
{
    const struct timespec moment = {.tv_nsec = 10L * 1000 * 1000};

    for (int i = 0; i < MOST_TRIES; i++) {
        if (thread_start(&ahead->thread, decode_thread, ahead))
            return true;
        nanosleep(&moment, NULL);
    }
    return false;
}

static void start_thread(struct ahead *ahead)
{
    if (try_thread(ahead))
        return;
    fail(&ahead->problem, "cannot be read: no thread could be started");
    ahead->decoding = &decoding_plain;
    ahead->thread = pthread_self();
    ahead->made = 1; /* an empty block: the end */
}

struct ahead *ahead_open(const struct source *source)
{
    struct ahead *ahead = memory_get(1, sizeof(*ahead));

    pthread_mutex_init(&ahead->lock, NULL);
    pthread_cond_init(&ahead->changed, NULL);
    feed_open(&ahead->feed, source);
    ahead->skip = source->skip;
    for (size_t i = 0; i < RING; i++)
        ahead->blocks[i].text =
            (char *)memory_get(1, AHEAD_HEADROOM + AHEAD_BYTES) + AHEAD_HEADROOM;
    start_thread(ahead);
    return ahead;
}

void ahead_close(struct ahead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    ahead->stopping = true;
    pthread_cond_signal(&ahead->changed);
    pthread_mutex_unlock(&ahead->lock);
    if (!pthread_equal(ahead->thread, pthread_self()))
        pthread_join(ahead->thread, NULL);

    for (size_t i = 0; i < RING; i++)
        memory_free(ahead->blocks[i].text - AHEAD_HEADROOM);
    feed_close(&ahead->feed);
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->lock);
    memory_free(ahead);
}

struct ahead_block ahead_next(struct ahead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    while (ahead->made == ahead->taken)
        pthread_cond_wait(&ahead->changed, &ahead->lock);
    struct ahead_block block = ahead->blocks[ahead->taken % RING];
    if (block.bytes > 0)
        ahead->taken++;
    pthread_cond_signal(&ahead->changed);
    pthread_mutex_unlock(&ahead->lock);
    return block;
}

const char *ahead_compression(const struct ahead *ahead)
{
    return ahead->decoding->name;
}

int64_t ahead_gzip_time(const struct ahead *ahead)
{
    return ahead->gzip_time;
}

const char *ahead_cursor(const struct ahead *ahead)
{
    return ahead->feed.cursor;
}

bool ahead_failed(const struct ahead *ahead)
{
    return ahead->feed.failed;
}

const struct why *ahead_problem(const struct ahead *ahead)
{
    return &ahead->problem;
}
