/*
 * marks.c - two short pieces of text, hashed.
 */
#include "input/marks.h"

#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "input/ahead.h"

/* The hash of `bytes` of the text from `from` on; what is shorter differs. */
static enum marked piece_hash(const struct source *source, uint64_t from, size_t bytes,
                              uint64_t seed, uint64_t *hash)
{
    char piece[MARKS_HEAD_BYTES];
    struct source part = *source;
    size_t got = 0;

    part.skip = from;
    if (lseek(source->file, 0, SEEK_SET) != 0)
        return MARKS_UNREADABLE;
    struct ahead *ahead = ahead_open(&part);
    for (struct ahead_block block;
         got < bytes && (block = ahead_next(ahead)).bytes > 0;) {
        size_t taken = block.bytes < bytes - got ? block.bytes : bytes - got;
        memcpy(piece + got, block.text, taken);
        got += taken;
    }
    bool failed = got < bytes && ahead_failed(ahead);
    ahead_close(ahead);
    *hash = hash_view((sls_view){piece, got}, seed);
    if (failed || lseek(source->file, 0, SEEK_SET) != 0)
        return MARKS_UNREADABLE;
    return got == bytes ? MARKS_HOLD : MARKS_DIFFER;
}

static enum marked tail_hash(const struct source *source, uint64_t offset, uint64_t seed,
                             uint64_t *hash)
{
    uint64_t bytes = offset < MARKS_TAIL_BYTES ? offset : MARKS_TAIL_BYTES;
    return piece_hash(source, offset - bytes, (size_t)bytes, ~seed, hash);
}

bool marks_take(const struct source *source, uint64_t offset, uint64_t seed,
                struct marks *marks)
{
    marks->head_bytes = offset < MARKS_HEAD_BYTES ? (uint32_t)offset : MARKS_HEAD_BYTES;
    return piece_hash(source, 0, marks->head_bytes, seed, &marks->head) == MARKS_HOLD &&
           tail_hash(source, offset, seed, &marks->tail) == MARKS_HOLD;
}

enum marked marks_compare(const struct source *source, uint64_t offset, uint64_t seed,
                          const struct marks *marks)
{
    uint64_t head, tail;

    if (marks->head_bytes > MARKS_HEAD_BYTES)
        return MARKS_DIFFER;
    enum marked marked = piece_hash(source, 0, marks->head_bytes, seed, &head);
    if (marked != MARKS_HOLD || head != marks->head)
        return marked != MARKS_HOLD ? marked : MARKS_DIFFER;
    marked = tail_hash(source, offset, seed, &tail);
    return marked == MARKS_HOLD && tail != marks->tail ? MARKS_DIFFER : marked;
}
