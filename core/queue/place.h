/*
 * place.h - where a message lies: the host and the instance that its queue id belongs to.
 */
#ifndef QUEUE_PLACE_H
#define QUEUE_PLACE_H

#include <stddef.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

enum { PLACE_BYTES = 64 };

/* The place of the last line; the next is mostly of the same, and need not be hashed. */
struct place {
    char host[PLACE_BYTES], instance[PLACE_BYTES];
    size_t host_bytes, instance_bytes;
    uint64_t key; /* 0: no place is known */
};

/* The part of a message's key that its place makes. */
uint64_t place_key(struct place *place, const sls_attempt *attempt, uint64_t seed);

#endif
