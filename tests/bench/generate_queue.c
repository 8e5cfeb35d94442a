/*
 * generate_queue.c - a binary heap, and a list of messages to use again.
 */
#include "generate_queue.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "generate_mail.h"

void queue_open(struct queue *queue)
{
    *queue = (struct queue){.room = 1024};
    queue->entries = malloc(queue->room * sizeof *queue->entries);
    if (!queue->entries)
        abort();
}

void queue_close(struct queue *queue)
{
    for (size_t i = 0; i < queue->count; i++)
        free(queue->entries[i].message);
    while (queue->unused) {
        struct message *next = queue->unused->unused;

        free(queue->unused);
        queue->unused = next;
    }
    free(queue->entries);
}

struct message *queue_message(struct queue *queue)
{
    struct message *message = queue->unused;

    if (message)
        queue->unused = message->unused;
    else
        message = malloc(sizeof *message);
    if (!message)
        abort();
    memset(message, 0, sizeof *message);
    return message;
}

void queue_release(struct queue *queue, struct message *message)
{
    message->unused = queue->unused;
    queue->unused = message;
}

static bool earlier(const struct queue_entry *a, const struct queue_entry *b)
{
    return a->time < b->time || (a->time == b->time && a->order < b->order);
}

static void sift_up(struct queue *queue, size_t i)
{
    struct queue_entry moved = queue->entries[i];

    while (i > 0 && earlier(&moved, &queue->entries[(i - 1) / 2])) {
        queue->entries[i] = queue->entries[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    queue->entries[i] = moved;
}

static void sift_down(struct queue *queue)
{
    struct queue_entry moved = queue->entries[0];
    size_t i = 0;

    for (size_t child = 1; child < queue->count; child = 2 * i + 1) {
        if (child + 1 < queue->count &&
            earlier(&queue->entries[child + 1], &queue->entries[child]))
            child++;
        if (!earlier(&queue->entries[child], &moved))
            break;
        queue->entries[i] = queue->entries[child];
        i = child;
    }
    queue->entries[i] = moved;
}

void queue_push(struct queue *queue, int64_t time, struct message *message)
{
    if (queue->count == queue->room) {
        queue->room *= 2;
        queue->entries = realloc(queue->entries, queue->room * sizeof *queue->entries);
        if (!queue->entries)
            abort();
    }
    queue->entries[queue->count] = (struct queue_entry){time, queue->pushed++, message};
    sift_up(queue, queue->count++);
}

struct queue_entry queue_pop(struct queue *queue)
{
    struct queue_entry first = queue->entries[0];

    queue->entries[0] = queue->entries[--queue->count];
    if (queue->count)
        sift_down(queue);
    return first;
}

void queue_move_first(struct queue *queue, int64_t time)
{
    queue->entries[0].time = time;
    queue->entries[0].order = queue->pushed++;
    sift_down(queue);
}
