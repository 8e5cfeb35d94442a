/*
 * xz.c - xz by liblzma.
 *
 * The decoder is begun anew for each stream of a file, so that what follows the last one
 * can be told from damage.  Zeros may stand between streams and behind them, in multiples
 * of four bytes (xz file format 1.2.0, section 2.2).  A file whose dictionary takes more
 * than MEMORY_BYTES is refused: a few bytes can ask for 4 GiB.
 */
#include "input/decode.h"

#include <lzma.h>
#include <string.h>

#include "base/arena.h"

enum { MEMORY_BYTES = 160 * 1024 * 1024 };

struct xz {
    lzma_stream stream;
    bool begun; /* inside a stream */
    bool over;  /* ended, or damaged */
};

static bool xz_claims(const unsigned char *head, size_t bytes)
{
    return bytes >= 6 && memcmp(head,
                                "\xfd"
                                "7zXZ\0",
                                6) == 0;
}

static void *xz_open(void)
{
    struct xz *xz = memory_get(1, sizeof(*xz));
    xz->stream = (lzma_stream)LZMA_STREAM_INIT;
    return xz;
}

static const char *fault_name(lzma_ret result)
{
    switch (result) {
    case LZMA_DATA_ERROR:
        return "invalid data or incorrect check";
    case LZMA_OPTIONS_ERROR:
        return "a filter that is not known";
    case LZMA_MEM_ERROR:
        memory_exhausted();
    default:
        return "no xz data";
    }
}

static void give_up(struct xz *xz, struct feed *feed, lzma_ret result,
                    struct why *problem)
{
    xz->over = true;
    if (result != LZMA_MEMLIMIT_ERROR) {
        decode_give_up(feed, fault_name(result), problem);
        return;
    }
    decode_refuse_memory(&decoding_xz, lzma_memusage(&xz->stream), MEMORY_BYTES, problem);
    decode_remedy(feed, "xz -dc", problem);
}

static void end_stream(struct xz *xz, struct feed *feed, struct why *problem)
{
    xz->begun = false;
    if (decode_skip_zeros(feed, problem) % 4 != 0) {
        xz->over = true;
        decode_give_up(feed, "padding of zeros that is no multiple of four", problem);
    } else if (!decode_begins(&decoding_xz, feed, problem)) {
        xz->over = true;
        decode_end(&decoding_xz, feed, problem);
    }
}

/* One call of lzma_code(). */
static void decode_some(struct xz *xz, struct feed *feed, struct why *problem)
{
    lzma_stream *stream = &xz->stream;
    lzma_ret result = LZMA_OK;

    if (!xz->begun)
        result = lzma_stream_decoder(stream, MEMORY_BYTES, 0);
    xz->begun = true;
    feed_more(feed, 1, problem);
    stream->next_in = feed->bytes + feed->used;
    stream->avail_in = feed_unread(feed);
    if (result == LZMA_OK)
        result = lzma_code(stream, LZMA_RUN);
    feed->used = feed->filled - stream->avail_in;
    bool cut = feed->ended && feed_unread(feed) == 0 && stream->avail_out > 0;
    if (result == LZMA_STREAM_END)
        end_stream(xz, feed, problem);
    else if (result != LZMA_OK || cut)
        give_up(xz, feed, result, problem);
}

static size_t xz_read(void *state, struct feed *feed, char *text, size_t room,
                      struct why *problem)
{
    struct xz *xz = state;

    xz->stream.next_out = (unsigned char *)text;
    xz->stream.avail_out = room;
    while (!xz->over && xz->stream.avail_out > 0)
        decode_some(xz, feed, problem);
    return room - xz->stream.avail_out;
}

static void xz_close(void *state)
{
    struct xz *xz = state;
    lzma_end(&xz->stream);
    memory_free(xz);
}

const struct decoding decoding_xz = {
    .name = "xz",
    .decoder = "liblzma",
    .claims = xz_claims,
    .open = xz_open,
    .read = xz_read,
    .close = xz_close,
};
