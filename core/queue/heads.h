/*
 * heads.h - lines at the start of a part of a log, about messages that began before it.
 *
 * A log that is read in parts (one a day, one a thread) tells of a message's end in
 * another part than of its beginning.  What is said of a message before it is seen to
 * begin is laid aside here, word for word, until the part before is there and each line
 * can be taken in as if there had been one log (queue/join.h); a log that nothing stands
 * before takes them in at its end.
 *
 * A deferral that says what the last one of the same recipient said is kept as a number
 * of repetitions: between them nothing happened to it.
 */
#ifndef QUEUE_HEADS_H
#define QUEUE_HEADS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/pack.h"
#include "base/table.h"
#include "queue/join.h"

/* A line, and how often it was said. */
struct head_line {
    size_t from, bytes; /* of heads->lines */
    int64_t first, last;
    int64_t delay_ms; /* of the last */
    uint32_t times;   /* at most HEAD_TIMES */
    uint32_t input;
    uint64_t line;
};

enum { HEAD_TIMES = 1 << 20 };

struct heads {
    struct pack lines; /* packed records */
    struct head_line *list;
    uint32_t count, room;
    struct table said;    /* by message, kind and recipient: the last of its kind */
    struct table settled; /* by message: what stands before this one is not repeated */
};

void heads_open(struct heads *heads);
void heads_close(struct heads *heads);
/* Forgets all. */
void heads_clear(struct heads *heads);
/* How much memory they take. */
uint64_t heads_bytes(const struct heads *heads);

/* What is to be done with a line. */
enum way {
    WAY_ON,    /* its message is known, or begins: join_line() */
    WAY_ASIDE, /* it must wait: heads_add() */
    WAY_BOTH   /* first the one, then the other */
};

enum way heads_way(struct join *join, const struct record *record);

/* Lays a line aside; it was said `times` times, of which it tells the first, until
   `last`.  What the join holds under its names, if anything, is another message. */
void heads_add(struct heads *heads, struct join *join, const struct record *record,
               const struct head_line *head);
/* Before a line that opens a message: another one's lines end here. */
void heads_end(struct heads *heads, struct join *join, const struct record *record);

/* The line of a head, as it was said first. */
struct record heads_record(const struct heads *heads, const struct head_line *head);

void heads_pack(const struct heads *heads, struct pack *pack);
/* `inputs` are the numbers that the inputs have here. */
bool heads_unpack(struct heads *heads, struct unpack *unpack, const uint32_t *inputs,
                  size_t input_count);

#endif
