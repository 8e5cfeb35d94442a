/*
 * marks.h - by which a text is known again: how it begins, and what stands before a place
 * in it.
 *
 * A log is renamed, copied, compressed and truncated; its content stays what it is.  Of
 * decoded text, so that a log and its .gz have the same marks.
 */
#ifndef INPUT_MARKS_H
#define INPUT_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "input/source.h"

enum { MARKS_HEAD_BYTES = 1024, MARKS_TAIL_BYTES = 256 };

struct marks {
    uint32_t head_bytes; /* MARKS_HEAD_BYTES, or fewer: all there was */
    uint64_t head, tail; /* keyed hashes */
};

/* The marks of a text up to byte `offset`, which is not 0.  False: it is shorter, or
   cannot be read.  Where the file is read next is its beginning. */
bool marks_take(const struct source *source, uint64_t offset, uint64_t seed,
                struct marks *marks);

enum marked { MARKS_HOLD, MARKS_DIFFER, MARKS_UNREADABLE };
/* Does the text have them? */
enum marked marks_compare(const struct source *source, uint64_t offset, uint64_t seed,
                          const struct marks *marks);

#endif
