/*
 * segments.h - the parts that a log is read in, each with what it leaves open at its
 * ends.
 *
 * Sums of parts are added up at once.  What joins them is kept apart for each until all
 * are there, so that it does not matter which of them were added up first: a part may
 * still come that lies between two others.
 */
#ifndef APP_SEGMENTS_H
#define APP_SEGMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pack.h"
#include "base/pack_names.h"
#include "queue/carry.h"
#include "queue/heads.h"

struct segment {
    int64_t first, last; /* of its lines; 0: none had a time */
    struct heads heads;  /* said at its start of messages that began before */
    struct pack open;    /* messages that were open at its end (queue/carry.h) */
};

struct segments {
    struct segment *list;
    size_t count, room;
};

void segments_close(struct segments *segments);

/* Takes over `heads`, and copies what is open in the join. */
void segments_add(struct segments *segments, int64_t first, int64_t last,
                  struct heads *heads, const struct join *join);

/* In the order of their time. */
void segments_sort(struct segments *segments);

/* `like` tells what kind of join the messages are of. */
void segments_pack(const struct segments *segments, const struct join *like,
                   struct pack_names *names, struct pack *pack);
/* Adds those of another run.  False: damaged. */
bool segments_unpack(struct segments *segments, const struct join *like,
                     const struct carry_numbers *numbers, struct unpack *unpack,
                     const uint32_t *inputs, size_t input_count);

#endif
