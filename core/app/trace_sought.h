/*
 * trace_sought.h - the keys of the messages that are looked for: queue ids with their
 * place, Message-IDs and providers' own ids, as hashes.
 *
 * It grows while a pass runs; as long as it does, earlier lines may have been passed by,
 * and another pass is due.  Bounded: queue ids beyond SOUGHT_MOST are only counted.
 */
#ifndef APP_TRACE_SOUGHT_H
#define APP_TRACE_SOUGHT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"

enum { SOUGHT_MOST = 2048, UNSOUGHT_MOST = 1 << 20 };

/* Where an id is looked for. */
enum sought_where { SOUGHT_EVENTS = 1, SOUGHT_LOGS = 2 };

struct sought {
    struct table keys, ids;
    struct table unsought; /* queue ids for which there was no room */
    uint32_t pass;
    uint32_t fresh_keys; /* that came in this pass and are still there */
    uint32_t fresh_ids, fresh_log_ids;
};

void sought_open(struct sought *sought);
void sought_close(struct sought *sought);
void sought_begin_pass(struct sought *sought);

/* False when there is no room. */
bool sought_key(struct sought *sought, uint64_t key);
void sought_forget_key(struct sought *sought, uint64_t key);
bool sought_has_key(const struct sought *sought, uint64_t key);

/* `where`: bits of enum sought_where. */
void sought_id(struct sought *sought, uint64_t id, unsigned where);
bool sought_has_id(const struct sought *sought, uint64_t id, enum sought_where where);

/* Has something come in this pass that may have been passed by before? */
bool sought_grew(const struct sought *sought, bool has_events);

#endif
