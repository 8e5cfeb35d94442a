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

/* The recipient of message m, which is the newest, made when there is none. */
struct recipient *messages_recipient(struct join *join, uint32_t m, sls_view address);

/* Hands on the recipients of a message, which stays open without any.  Those of a notice
   that was told to be one too late are not the user's mail and go nowhere. */
void messages_finish_recipients(struct join *join, uint32_t m);
void messages_finish(struct join *join, uint32_t m);

/* Under another queue id, with its recipients. */
void messages_change_key(struct join *join, uint32_t m, uint64_t key);

#endif
