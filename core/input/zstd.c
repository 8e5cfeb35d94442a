/*
 * zstd.c - Zstandard (RFC 8878) by libzstd, frame after frame; skippable frames too.
 *
 * libzstd checks a block when it has all of it, so text ends with the last whole block
 * before the damage.  A frame whose window is larger than 128 MiB, which only
 * `zstd --long=28` and more make, is refused before anything is taken for it.
 */
#include "input/decode.h"

#include <string.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/arena.h"

enum {
    WINDOW_LOG = 27,
    WINDOW_BYTES = 1 << WINDOW_LOG,
    BLOCK_HEADER_BYTES = 3,
    FRAME_HEADER_BYTES = 18 /* at most */
};

struct zstd {
    ZSTD_DStream *stream;
    size_t wanted; /* bytes that the next step may take; 0: a frame begins */
    bool full;     /* there was no room for more: libzstd may hold text */
    bool over;     /* ended, or damaged */
};

static bool zstd_claims(const unsigned char *head, size_t bytes)
{
    return bytes >= 4 &&
           (memcmp(head, "\x28\xb5\x2f\xfd", 4) == 0 ||
            (head[0] >> 4 == 5 && memcmp(head + 1, "\x2a\x4d\x18", 3) == 0));
}

static void *zstd_open(void)
{
    struct zstd *zstd = memory_get(1, sizeof(*zstd));
    zstd->stream = ZSTD_createDStream();
    if (zstd->stream == NULL)
        memory_exhausted();
    return zstd;
}

/* Section 3.1.1.1: with the single segment flag the window is the whole content, whose
   size then stands behind the dictionary's number.  0: not told, or no frame of data. */
static uint64_t window_bytes(const unsigned char *frame, size_t bytes)
{
    static const size_t number_bytes[] = {0, 1, 2, 4}, size_bytes[] = {1, 2, 4, 8};
    uint64_t size = 0;

    if (bytes < 6 || frame[0] != 0x28)
        return 0;
    if ((frame[4] & 0x20) == 0)
        return (UINT64_C(1) << (10 + (frame[5] >> 3))) / 8 * (8 + (frame[5] & 7));
    size_t from = 5 + number_bytes[frame[4] & 3], wide = size_bytes[frame[4] >> 6];
    for (size_t i = wide; i-- > 0;)
        size = size << 8 | (from + i < bytes ? frame[from + i] : 0);
    return size;
}

static void begin_frame(struct zstd *zstd, struct feed *feed, struct why *problem)
{
    feed_more(feed, FRAME_HEADER_BYTES, problem);
    uint64_t window = window_bytes(feed->bytes + feed->used, feed_unread(feed));
    zstd->over = window > WINDOW_BYTES;
    if (window > WINDOW_BYTES) {
        decode_refuse_memory(&decoding_zstd, window, WINDOW_BYTES, problem);
        decode_remedy(feed, "zstd -dc --long=31", problem);
    } else {
        zstd->wanted = ZSTD_initDStream(zstd->stream);
        ZSTD_DCtx_setParameter(zstd->stream, ZSTD_d_windowLogMax, WINDOW_LOG);
    }
}

static void end_frame(struct zstd *zstd, struct feed *feed, struct why *problem)
{
    zstd->wanted = 0;
    zstd->full = false;
    zstd->over = !decode_begins(&decoding_zstd, feed, problem);
    if (zstd->over)
        decode_end(&decoding_zstd, feed, problem);
}

/* How much to offer.  libzstd wants a block and the header of the next; should that be
   damaged it would not tell what it wrote of the block.  So each goes in by itself, and
   nothing at all while there is text to be fetched. */
static size_t offer(struct zstd *zstd, struct feed *feed, struct why *problem)
{
    size_t bytes = zstd->wanted;

    if (zstd->full)
        return 0;
    if (bytes > BLOCK_HEADER_BYTES)
        bytes -= BLOCK_HEADER_BYTES;
    if (bytes > FEED_BYTES)
        bytes = FEED_BYTES;
    feed_more(feed, bytes, problem);
    return bytes < feed_unread(feed) ? bytes : feed_unread(feed);
}

/* One call of ZSTD_decompressStream(). */
static void decode_some(struct zstd *zstd, struct feed *feed, ZSTD_outBuffer *text,
                        struct why *problem)
{
    ZSTD_inBuffer raw = {.size = offer(zstd, feed, problem)};

    raw.src = feed->bytes + feed->used;
    zstd->over = raw.size == 0 && !zstd->full;
    if (zstd->over) {
        decode_give_up(feed, "", problem);
        return;
    }
    size_t result = ZSTD_decompressStream(zstd->stream, text, &raw);
    feed->used += raw.pos;
    zstd->full = text->pos == text->size;
    if (ZSTD_getErrorCode(result) == ZSTD_error_memory_allocation)
        memory_exhausted();
    if (ZSTD_isError(result)) {
        zstd->over = true;
        decode_give_up(feed, ZSTD_getErrorName(result), problem);
    } else if (result == 0) {
        end_frame(zstd, feed, problem);
    } else {
        zstd->wanted = result;
    }
}

static size_t zstd_read(void *state, struct feed *feed, char *text, size_t room,
                        struct why *problem)
{
    struct zstd *zstd = state;
    ZSTD_outBuffer out = {.dst = text, .size = room};

    while (!zstd->over && out.pos < out.size) {
        if (zstd->wanted == 0)
            begin_frame(zstd, feed, problem);
        else
            decode_some(zstd, feed, &out, problem);
    }
    return out.pos;
}

static void zstd_close(void *state)
{
    struct zstd *zstd = state;
    ZSTD_freeDStream(zstd->stream);
    memory_free(zstd);
}

const struct decoding decoding_zstd = {
    .name = "zstd",
    .decoder = "libzstd",
    .claims = zstd_claims,
    .open = zstd_open,
    .read = zstd_read,
    .close = zstd_close,
};
