/*
 * repeats.h - refusals that two logs of the same server tell of.
 *
 * Exim writes what it refuses to mainlog and to rejectlog (The Exim Specification,
 * "Log files"), and a syslog daemon may write one line to several files.  A refusal has
 * no queue id by which it would be known again, so the lines themselves are compared.
 * In one input two equal lines are two refusals.
 */
#ifndef QUEUE_REPEATS_H
#define QUEUE_REPEATS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"

/* The last so many refusals are remembered. */
enum { REPEATS_LIMIT = 1 << 18 };

struct repeat;

struct repeats {
    struct table index;
    struct repeat *list;
    uint32_t count, room;
    uint32_t next; /* place of the next one, that of the oldest when the list is full */
};

void repeats_open(struct repeats *repeats);
void repeats_close(struct repeats *repeats);

/* A refusal, known by the hash of its host, time and body; true when another input has
   told of it. */
bool repeats_know(struct repeats *repeats, uint64_t key, uint32_t input);

#endif
