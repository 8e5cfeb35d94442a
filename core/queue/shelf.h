/*
 * shelf.h - the stories of an export that open messages have no room for, made small.
 *
 * A story is what an export told of one recipient.  What lies here can still be taken
 * back, by a later event or by the log's 250; what nobody takes is handed on at the end,
 * in the order in which it was laid down.
 */
#ifndef QUEUE_SHELF_H
#define QUEUE_SHELF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"
#include "queue/join.h"

/* With its share of the index, of a story that is known by both ids. */
enum { STORY_SHARE_BYTES = 128 };

/* Stories may take so many times the memory that open messages may. */
enum { SHELF_TIMES = 4 };

/* Keys of the message as in struct message.  Times are seconds until 2106. */
struct story {
    uint64_t message, other_key;
    uint64_t address; /* hash */
    uint32_t first, last, refused;
    uint32_t delay_ms; /* UINT32_MAX: unknown */
    uint32_t sender, domain;
    uint32_t host, note;
    uint16_t attempts, refusals; /* no more than these hold */
    struct mark mark;
    uint16_t provider;
    uint8_t fate; /* FATE_NONE: taken back */
    bool provider_known, was_refused, judged, final, confirmed, after_acceptance,
        to_wanted;
};

void shelf_open(struct shelf *shelf, uint64_t memory_bytes);
void shelf_close(struct shelf *shelf);

/* False when there is no room left, and the story must be handed on. */
bool shelf_put(struct shelf *shelf, const struct story *story);

/* The story of a recipient, by hash_mix() of one of its message's keys and its address;
   NULL when there is none.  Dies with the next put. */
struct story *shelf_find(const struct shelf *shelf, uint64_t key);
void shelf_remove(struct shelf *shelf, struct story *story);

struct story story_of(const struct recipient *recipient);
struct recipient story_recipient(const struct story *story);

/* Hands on all stories, oldest first. */
void shelf_end(struct shelf *shelf, join_finish *finish, void *receiver);

#endif
