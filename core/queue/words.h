/*
 * words.h - what a message's lines tell of it beside its sender, kept while it is open,
 * when each recipient is to be told of.
 */
#ifndef QUEUE_WORDS_H
#define QUEUE_WORDS_H

#include <stdint.h>

#include "queue/join.h"

/* What is longer is kept cut. */
enum { WORDS_ID_BYTES = 200, WORDS_LOGIN_BYTES = 80, WORDS_QUEUE_BYTES = 40 };

struct words_of_message {
    char id[WORDS_ID_BYTES], login[WORDS_LOGIN_BYTES], queue[WORDS_QUEUE_BYTES];
    uint8_t id_bytes, login_bytes, queue_bytes;
    uint32_t host; /* interned */
};

/* Before the first line: messages get less room each, so that memory stays the same. */
void words_keep(struct join *join);

/* Of message m, which has just begun (its queue id may be used again). */
void words_forget(struct join *join, uint32_t m);
void words_learn(struct join *join, uint32_t m, const struct record *record);

/* Nothing of message 0.  Views live until the message is handed on. */
sls_view words_message_id(const struct join *join, uint32_t m);
sls_view words_login(const struct join *join, uint32_t m);
sls_view words_queue_id(const struct join *join, uint32_t m);
sls_view words_sender(const struct join *join, uint32_t m);
sls_view words_host(const struct join *join, uint32_t m);

#endif
