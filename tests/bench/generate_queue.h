/*
 * generate_queue.h - open messages by the time of their next line.
 *
 * A heap: one entry a message, so its size is the number of open messages.  Entries of
 * the same time leave in the order in which they came.
 */
#ifndef BENCH_GENERATE_QUEUE_H
#define BENCH_GENERATE_QUEUE_H

#include <stddef.h>
#include <stdint.h>

struct message;

struct queue_entry {
    int64_t time;
    uint64_t order;
    struct message *message;
};

struct queue {
    struct queue_entry *entries;
    size_t count, room;
    uint64_t pushed;
    struct message *unused;
};

void queue_open(struct queue *queue);
void queue_close(struct queue *queue);

/* A zeroed message, and the way back. */
struct message *queue_message(struct queue *queue);
void queue_release(struct queue *queue, struct message *message);

void queue_push(struct queue *queue, int64_t time, struct message *message);
/* The entries must not be none. */
struct queue_entry queue_pop(struct queue *queue);
/* Like a pop and a push, but the heap is put in order once. */
void queue_move_first(struct queue *queue, int64_t time);

#endif
