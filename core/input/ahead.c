/*
 * ahead.c - a ring of blocks, filled by the reader or by a thread of its own.
 *
 * The ring is handed over by two counts under one mutex; a block is some 250 microseconds
 * of work, so the lock costs nothing that can be measured.
 */
#include "input/ahead.h"

#include <pthread.h>

#include "base/arena.h"
#include "base/thread.h"
#include "input/decode.h"
#include "input/feed.h"

/* The reader holds two blocks (the one it reads and the one before), four are made ahead.
 */
enum { RING = 6, HELD = 2 };

/* Without a thread: what is read at once stays in the processor's cache. */
enum { ALONE_BYTES = AHEAD_BYTES / 2 };

struct ahead {
    pthread_t thread;
    bool threaded;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct ahead_block blocks[RING];
    uint64_t made, taken; /* counts of blocks, under the lock */
    bool stopping;        /* under the lock */

    /* The thread's alone, once there is one, until it ends. */
    uint64_t skip; /* of decoded text */
    struct feed feed;
    const struct decoding *decoding; /* NULL: nothing was read yet */
    void *state;                     /* of the decoding */
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

/* What is known already; a file without compression is not even read there. */
static void skip(struct ahead *ahead)
{
    uint64_t left = ahead->skip;

    if (left > 0 && ahead->decoding == &decoding_plain &&
        feed_seek(&ahead->feed, ahead->skip))
        return;
    while (left > 0) {
        size_t room = left < AHEAD_BYTES ? (size_t)left : AHEAD_BYTES;
        size_t bytes = ahead->decoding->read(
            ahead->state, &ahead->feed, ahead->blocks[0].text, room, &ahead->problem);
        if (bytes == 0)
            return;
        left -= bytes;
    }
}

static void begin(struct ahead *ahead)
{
    ahead->decoding = decoding_choose(&ahead->feed, &ahead->problem);
    ahead->gzip_time = decode_gzip_time(ahead->feed.bytes, ahead->feed.filled);
    ahead->state = ahead->decoding->open();
    skip(ahead);
}

static void decode(struct ahead *ahead, struct ahead_block *block, size_t most)
{
    if (ahead->decoding == NULL)
        begin(ahead);
    block->bytes = ahead->decoding->read(ahead->state, &ahead->feed, block->text, most,
                                         &ahead->problem);
    block->position = ahead->feed.position;
}

static void *decode_thread(void *argument)
{
    struct ahead *ahead = argument;
    struct ahead_block *block;

    while ((block = block_free(ahead)) != NULL) {
        decode(ahead, block, AHEAD_BYTES);
        block_made(ahead);
        if (block->bytes == 0)
            break;
    }
    return NULL;
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
    return ahead;
}

/* The last block is an empty one, which is given again and again. */
static bool has_ended(const struct ahead *ahead)
{
    return ahead->made > ahead->taken && ahead->blocks[ahead->taken % RING].bytes == 0;
}

void ahead_thread(struct ahead *ahead)
{
    if (!ahead->threaded && !has_ended(ahead))
        ahead->threaded = thread_start(&ahead->thread, decode_thread, ahead);
}

static void stop_thread(struct ahead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    ahead->stopping = true;
    pthread_cond_signal(&ahead->changed);
    pthread_mutex_unlock(&ahead->lock);
    pthread_join(ahead->thread, NULL);
}

void ahead_close(struct ahead *ahead)
{
    if (ahead->threaded)
        stop_thread(ahead);
    if (ahead->decoding != NULL)
        ahead->decoding->close(ahead->state);
    for (size_t i = 0; i < RING; i++)
        memory_free(ahead->blocks[i].text - AHEAD_HEADROOM);
    feed_close(&ahead->feed);
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->lock);
    memory_free(ahead);
}

static struct ahead_block take(struct ahead *ahead)
{
    struct ahead_block block = ahead->blocks[ahead->taken % RING];

    ahead->taken += block.bytes > 0;
    return block;
}

static struct ahead_block take_from_thread(struct ahead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    while (ahead->made == ahead->taken)
        pthread_cond_wait(&ahead->changed, &ahead->lock);
    struct ahead_block block = take(ahead);
    pthread_cond_signal(&ahead->changed);
    pthread_mutex_unlock(&ahead->lock);
    return block;
}

struct ahead_block ahead_next(struct ahead *ahead)
{
    if (ahead->threaded)
        return take_from_thread(ahead);
    if (!has_ended(ahead)) {
        decode(ahead, &ahead->blocks[ahead->made % RING], ALONE_BYTES);
        ahead->made++;
    }
    return take(ahead);
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
