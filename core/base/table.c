/*
 * table.c - linear probing; grows by doubling when it is half full, since most of what
 * is looked for is new.
 */
#include "base/table.h"

#include "base/arena.h"

#include <string.h>

enum { SMALLEST_SLOTS = 64 };

/* Zero marks a free slot, so the key 0 becomes 1. */
static uint64_t key_stored(uint64_t key)
{
    return key != 0 ? key : 1;
}

static struct table_slot *slot_for(const struct table *table, uint64_t key)
{
    size_t i = key & table->mask;
    while (table->slots[i].key != 0 && table->slots[i].key != key)
        i = (i + 1) & table->mask;
    return &table->slots[i];
}

void table_open(struct table *table, size_t expected)
{
    size_t slots = SMALLEST_SLOTS;
    while (slots / 2 < expected)
        slots *= 2;
    *table = (struct table){.slots = memory_get(slots, sizeof(*table->slots)),
                            .mask = slots - 1};
}

void table_close(struct table *table)
{
    memory_free(table->slots);
    *table = (struct table){0};
}

void table_clear(struct table *table)
{
    memset(table->slots, 0, (table->mask + 1) * sizeof(*table->slots));
    table->count = 0;
}

static void table_grow(struct table *table)
{
    struct table old = *table;

    table_open(table, old.count * 2);
    for (size_t i = 0; i <= old.mask; i++)
        if (old.slots[i].key != 0)
            *slot_for(table, old.slots[i].key) = old.slots[i];
    table->count = old.count;
    table_close(&old);
}

uint32_t *table_find(const struct table *table, uint64_t key)
{
    struct table_slot *slot = slot_for(table, key_stored(key));
    return slot->key != 0 ? &slot->value : NULL;
}

uint32_t *table_put(struct table *table, uint64_t key, bool *added)
{
    struct table_slot *slot = slot_for(table, key_stored(key));

    *added = slot->key == 0;
    if (!*added)
        return &slot->value;
    if (table->count >= (table->mask + 1) / 2) {
        table_grow(table);
        slot = slot_for(table, key_stored(key));
    }
    *slot = (struct table_slot){.key = key_stored(key)};
    table->count++;
    return &slot->value;
}

/* Knuth, The Art of Computer Programming 6.4, algorithm R. */
void table_remove(struct table *table, uint64_t key)
{
    struct table_slot *slot = slot_for(table, key_stored(key));
    if (slot->key == 0)
        return;

    size_t hole = (size_t)(slot - table->slots);
    for (size_t i = (hole + 1) & table->mask; table->slots[i].key != 0;
         i = (i + 1) & table->mask) {
        size_t home = table->slots[i].key & table->mask;
        if (((i - home) & table->mask) >= ((i - hole) & table->mask)) {
            table->slots[hole] = table->slots[i];
            hole = i;
        }
    }
    table->slots[hole].key = 0;
    table->count--;
}
