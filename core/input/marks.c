/*
 * marks.c - two short pieces of text, hashed.
 */
#include "input/marks.h"

#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "input/ahead.h"

/* `bytes` of the text from `from` on; false when there are fewer. */
static bool piece_hash(const struct source *source, uint64_t from, size_t bytes,
                       uint64_t seed, uint64_t *hash)
{
    char piece[MARKS_HEAD_BYTES];
    struct source part = *source;
    size_t got = 0;

    part.skip = from;
    if (lseek(source->file, 0, SEEK_SET) != 0)
        return false;
    struct ahead *ahead = ahead_open(&part);
    while (got < bytes) {
        struct ahead_block block = ahead_next(ahead);
        size_t taken = block.bytes < bytes - got ? block.bytes : bytes - got;
        if (block.bytes == 0)
            break;
        memcpy(piece + got, block.text, taken);
        got += taken;
    }
    ahead_close(ahead);
    *hash = hash_view((sls_view){piece, bytes}, seed);
    return lseek(source->file, 0, SEEK_SET) == 0 && got == bytes;
}

static bool tail_hash(const struct source *source, uint64_t offset, uint64_t seed,
                      uint64_t *hash)
{
    uint64_t bytes = offset < MARKS_TAIL_BYTES ? offset : MARKS_TAIL_BYTES;
    return piece_hash(source, offset - bytes, (size_t)bytes, ~seed, hash);
}

bool marks_take(const struct source *source, uint64_t offset, uint64_t seed,
                struct marks *marks)
{
    marks->head_bytes = offset < MARKS_HEAD_BYTES ? (uint32_t)offset : MARKS_HEAD_BYTES;
    return piece_hash(source, 0, marks->head_bytes, seed, &marks->head) &&
           tail_hash(source, offset, seed, &marks->tail);
}

bool marks_hold(const struct source *source, uint64_t offset, uint64_t seed,
                const struct marks *marks)
{
    uint64_t hash;

    return marks->head_bytes <= MARKS_HEAD_BYTES &&
           piece_hash(source, 0, marks->head_bytes, seed, &hash) && hash == marks->head &&
           tail_hash(source, offset, seed, &hash) && hash == marks->tail;
}
