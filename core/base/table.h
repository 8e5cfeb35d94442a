/*
 * table.h - 64-bit keys to 32-bit values: the one hash table.
 *
 * Open addressing with linear probing; a removal shifts back what follows, so there are
 * no tombstones and the cost does not grow with age.  Keys are hashes already: whoever
 * makes them mixes them.  Pointers to values die with the next put or remove.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table_slot {
    uint64_t key; /* 0: free */
    uint32_t value;
};

struct table {
    struct table_slot *slots;
    size_t mask; /* number of slots - 1 */
    size_t count;
};

void table_open(struct table *table, size_t expected);
void table_close(struct table *table);
void table_clear(struct table *table);

/* The value of a key, or NULL. */
uint32_t *table_find(const struct table *table, uint64_t key);
/* The value of a key, made as 0 when it is new; *added tells. */
uint32_t *table_put(struct table *table, uint64_t key, bool *added);
void table_remove(struct table *table, uint64_t key);

#endif
