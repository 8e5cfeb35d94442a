/*
 * trace_sought.c - the value of a key is the pass in which it came; that of an id where
 * it is looked for.
 */
#include "app/trace_sought.h"

#include <stddef.h>

enum { IDS_MOST = 1 << 16 };

void sought_open(struct sought *sought)
{
    *sought = (struct sought){.pass = 0};
    table_open(&sought->keys, 0);
    table_open(&sought->ids, 0);
    table_open(&sought->unsought, 0);
}

void sought_close(struct sought *sought)
{
    table_close(&sought->keys);
    table_close(&sought->ids);
    table_close(&sought->unsought);
}

void sought_begin_pass(struct sought *sought)
{
    sought->pass++;
    sought->fresh_keys = sought->fresh_ids = sought->fresh_log_ids = 0;
    table_clear(&sought->unsought);
}

bool sought_key(struct sought *sought, uint64_t key)
{
    bool added;

    if (table_find(&sought->keys, key) != NULL)
        return true;
    if (sought->keys.count >= SOUGHT_MOST) {
        if (sought->unsought.count < UNSOUGHT_MOST)
            table_put(&sought->unsought, key, &added);
        return false;
    }
    *table_put(&sought->keys, key, &added) = sought->pass;
    sought->fresh_keys++;
    return true;
}

void sought_forget_key(struct sought *sought, uint64_t key)
{
    const uint32_t *pass = table_find(&sought->keys, key);

    if (pass == NULL)
        return;
    if (*pass == sought->pass)
        sought->fresh_keys--;
    table_remove(&sought->keys, key);
}

bool sought_has_key(const struct sought *sought, uint64_t key)
{
    return table_find(&sought->keys, key) != NULL;
}

void sought_id(struct sought *sought, uint64_t id, unsigned where)
{
    bool added;

    if (table_find(&sought->ids, id) == NULL && sought->ids.count >= IDS_MOST)
        return;
    uint32_t *known = table_put(&sought->ids, id, &added);
    sought->fresh_ids += added;
    sought->fresh_log_ids += (where & SOUGHT_LOGS) != 0 && (*known & SOUGHT_LOGS) == 0;
    *known |= where;
}

bool sought_has_id(const struct sought *sought, uint64_t id, enum sought_where where)
{
    const uint32_t *known = table_find(&sought->ids, id);
    return known != NULL && (*known & where) != 0;
}

bool sought_grew(const struct sought *sought, bool has_events)
{
    return sought->fresh_keys > 0 || sought->fresh_log_ids > 0 ||
           (has_events && sought->fresh_ids > 0);
}
