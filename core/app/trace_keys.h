/*
 * trace_keys.h - the hashes under which messages are known: queue ids with their place,
 * ids that servers give, Message-IDs, and lines that have none of them.
 */
#ifndef APP_TRACE_KEYS_H
#define APP_TRACE_KEYS_H

#include "app/trace_find.h"

/* Of an id in the queue that the attempt's line is of. */
uint64_t key_of_queue_id(struct finder *finder, const sls_attempt *attempt, sls_view id);
uint64_t key_of_provider_id(const struct finder *finder, uint16_t provider, sls_view id);
uint64_t key_of_message_id(const struct finder *finder, sls_view id);
/* Of the attempt that a record names by a number. */
uint64_t key_of_start(struct finder *finder, const struct record *record);
uint64_t key_of_spot(const struct finder *finder, const struct spot *spot);

/* The value of a key; 0 when it has none. */
uint32_t key_value(const struct table *table, uint64_t key);
void key_set(struct table *table, uint64_t key, uint32_t value);

#endif
