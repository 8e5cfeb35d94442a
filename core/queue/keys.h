/*
 * keys.h - by which numbers messages, and attempts that have begun, are known.
 */
#ifndef QUEUE_KEYS_H
#define QUEUE_KEYS_H

#include <stdint.h>

#include "queue/join.h"

/* Of host, instance and queue id `id`. */
uint64_t keys_message(struct join *join, const sls_attempt *attempt, sls_view id);
/* Of an attempt whose outcome's line knows it by a number of its own: other_id. */
uint64_t keys_start(struct join *join, const struct record *record);

#endif
