/*
 * pool.h - the slots of open messages and recipients: taken, given back, never freed one
 * by one.  Index 0 is no slot.
 */
#ifndef QUEUE_POOL_H
#define QUEUE_POOL_H

#include <stdint.h>

#include "queue/join.h"

/* The sender is copied: only those of recipients that are handed on get a number. */
enum { SENDER_BYTES = 80 };

/* What every line about it touches comes first: it is one line of the cache. */
struct message {
    uint64_t key;
    int64_t seen;          /* time of the last line about it */
    uint32_t first;        /* recipient; 0: none */
    uint32_t older, newer; /* messages by the last line about them */
    uint8_t sender_bytes;  /* a longer sender is kept cut */
    bool logged_in;        /* the client may send through this host */
    bool told;             /* an export's */
    bool opened;           /* its client= or uid= was seen: it is the user's */
    bool notice;           /* a bounce or delay notice: not the user's mail */
    bool own;              /* a report that this program mailed: counted like a notice */
    uint32_t unclaimed;    /* of an export: recipients with a story of their own */
    uint32_t relay;        /* interned: one that a line of its own says was tried */
    uint32_t from;       /* interned: address of the header From, where a line tells it */
    uint64_t message_id; /* hash of the Message-ID; 0: unknown */
    uint64_t other_key;  /* of an export's message, by its Message-ID; 0: none */
    char sender[SENDER_BYTES];
};

/* About 320 bytes for a message of one recipient, with its share of the index. */
enum { MESSAGE_SHARE_BYTES = 320 };

void pool_open(struct join *join, uint64_t memory_bytes);
void pool_close(struct join *join);

/* A zeroed slot, or 0 when the limit is reached.  Pointers into the pool die. */
uint32_t pool_take_message(struct join *join);
uint32_t pool_take_recipient(struct join *join);
void pool_give_message(struct join *join, uint32_t message);
void pool_give_recipient(struct join *join, uint32_t recipient);

#endif
