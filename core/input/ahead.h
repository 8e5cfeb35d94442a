/*
 * ahead.h - decoded text in blocks, made when they are asked for or, on a thread of its
 * own, ahead of the reader.
 *
 * Each block has AHEAD_HEADROOM free bytes before its text, so that the reader can put
 * the start of a line that began in the block before it there and see the line whole.
 * A block belongs to the reader from ahead_next() until the call after the next one.
 */
#ifndef INPUT_AHEAD_H
#define INPUT_AHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "input/source.h"

enum { AHEAD_HEADROOM = 64 * 1024 + 64, AHEAD_BYTES = 256 * 1024 };

struct ahead;

struct ahead_block {
    char *text;
    size_t bytes;      /* 0: the input has ended */
    uint64_t position; /* in the file, behind what the block was made of */
};

struct ahead *ahead_open(const struct source *source);
/* From now on blocks are made ahead, if a thread is to be had; what they hold does not
   depend on it. */
void ahead_thread(struct ahead *ahead);
/* Stops the thread, even in the middle of the input. */
void ahead_close(struct ahead *ahead);

struct ahead_block ahead_next(struct ahead *ahead);

/* Known once the first block was given. */
const char *ahead_compression(const struct ahead *ahead);
int64_t ahead_gzip_time(const struct ahead *ahead);
/* Once a journal has ended: the cursor of its last entry; empty: it gave none. */
const char *ahead_cursor(const struct ahead *ahead);
/* Once the input has ended: reading it failed, which says nothing of what it holds. */
bool ahead_failed(const struct ahead *ahead);
/* Once the input has ended: what was wrong with it, or an empty sentence. */
const struct why *ahead_problem(const struct ahead *ahead);

#endif
