/*
 * batches.h - lines whose heading was read, on their way from the thread that found
 * them to the one that counts them, a few hundred at a time.
 *
 * A batch owns the text of its lines, so that the reader may go on.  Batches are taken in
 * the order in which they were made: which thread did what cannot be told from a result.
 */
#ifndef APP_BATCHES_H
#define APP_BATCHES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "input/lines.h"
#include "parse/format.h"

enum {
    BATCH_ENTRIES = 256,
    BATCH_TEXT = 64 * 1024, /* of a batch; that of its last line may go beyond */
    BATCH_ROOM = BATCH_TEXT + LINE_BYTES
};

struct entry {
    struct line line; /* its text is the batch's */
    uint64_t number;  /* of the line */
    bool unread;      /* to be read by who counts, while the reader waits */
    struct heading heading;
};

struct batch {
    size_t count, used;
    struct entry entries[BATCH_ENTRIES];
    char room[BATCH_ROOM];
};

struct batches;

struct batches *batches_open(void);
void batches_close(struct batches *batches);

/* The reader's: the next entry, with a copy of the line, to be filled.  What was filled
   before may be taken from now on. */
struct entry *batches_put(struct batches *batches, const struct line *line);
/* Waits until everything that was put has been counted. */
void batches_settle(struct batches *batches);
/* Nothing more will be put. */
void batches_end(struct batches *batches);

/* Who counts: the next batch, NULL after the last; the one before goes back. */
struct batch *batches_take(struct batches *batches);

#endif
