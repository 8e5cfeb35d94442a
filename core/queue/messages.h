/*
 * messages.h - the open messages and their recipients: found, made, handed on.
 *
 * A message is an index into join->messages, 0 is none; pointers and indices of other
 * messages die when one is made, since another may have to leave for it.
 */
#ifndef QUEUE_MESSAGES_H
#define QUEUE_MESSAGES_H

#include <stdint.h>

#include "queue/join.h"

uint32_t messages_find(const struct join *join, uint64_t key);
/* The open message of a key, made when there is none; it becomes the newest. */
uint32_t messages_put(struct join *join, uint64_t key);
void messages_touch(struct join *join, uint32_t m);

/* The hash of an address, which makes a recipient's key with that of its message. */
uint64_t messages_address(const struct join *join, sls_view address);

/* NULL when the message has none of that address. */
struct recipient *messages_known(const struct join *join, uint32_t m, sls_view address);
/* By messages_address() of its address. */
struct recipient *messages_known_of(const struct join *join, uint32_t m,
                                    uint64_t address);

/* The recipient of message m, which is the newest, made when there is none. */
struct recipient *messages_recipient(struct join *join, uint32_t m, sls_view address);
/* By messages_address() of its address. */
struct recipient *messages_recipient_of(struct join *join, uint32_t m, uint64_t address);

/* Hands on the recipients of a message that an earlier call has not, and keeps them. */
void messages_tell(struct join *join, uint32_t m);
/* Is any of its recipients delayed? */
bool messages_waits(const struct join *join, uint32_t m);

/* Hands on the recipients of a message, which stays open without any.  Those of a notice
   that was told to be one too late are not the user's mail and go nowhere. */
void messages_finish_recipients(struct join *join, uint32_t m);
void messages_finish(struct join *join, uint32_t m);
/* The same, without handing anything on. */
void messages_drop(struct join *join, uint32_t m);

/* An attempt at a recipient that its outcome will name by `key` alone, and who it is
   about: 0 when no such attempt has begun. */
void messages_start(struct join *join, struct recipient *recipient, uint64_t key);
uint32_t messages_started(struct join *join, uint64_t key);
bool messages_is_started(const struct join *join, uint64_t key);

/* A second key under which the message is found. */
void messages_also(struct join *join, uint32_t m, uint64_t key);

/* Under another queue id, with its recipients. */
void messages_change_key(struct join *join, uint32_t m, uint64_t key);

#endif
