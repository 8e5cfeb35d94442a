/*
 * bzip2.c - bzip2 by libbz2.
 *
 * The decoder is begun anew for each stream of a file; lbzip2 and pbzip2 write many.  It
 * never takes more than 4 MiB.  The format has no specification but its library.
 */
#include "input/decode.h"

#include <bzlib.h>
#include <string.h>

#include "base/arena.h"

struct bzip2 {
    bz_stream stream;
    bool begun; /* inside a stream */
    bool over;  /* ended, or damaged */
};

/* "BZh", the block size, and the magic of a block or, when there is none, of the end. */
static bool bzip2_claims(const unsigned char *head, size_t bytes)
{
    size_t rest = bytes < 10 ? bytes - 4 : 6;

    return bytes > 4 && memcmp(head, "BZh", 3) == 0 && head[3] >= '1' && head[3] <= '9' &&
           (memcmp(head + 4, "1AY&SY", rest) == 0 ||
            memcmp(head + 4, "\x17\x72\x45\x38\x50\x90", rest) == 0);
}

static void *bzip2_open(void)
{
    return memory_get(1, sizeof(struct bzip2));
}

static const char *fault_name(int result)
{
    switch (result) {
    case BZ_DATA_ERROR:
        return "invalid data or incorrect check";
    case BZ_MEM_ERROR:
        memory_exhausted();
    default:
        return "no bzip2 data";
    }
}

static void end_stream(struct bzip2 *bzip2, struct feed *feed, struct why *problem)
{
    BZ2_bzDecompressEnd(&bzip2->stream);
    bzip2->begun = false;
    bzip2->over = !decode_next(&decoding_bzip2, feed, problem);
}

/* One call of BZ2_bzDecompress(). */
static void decode_some(struct bzip2 *bzip2, struct feed *feed, struct why *problem)
{
    bz_stream *stream = &bzip2->stream;
    int result = BZ_OK;

    if (!bzip2->begun)
        result = BZ2_bzDecompressInit(stream, 0, 0);
    bzip2->begun = true;
    feed_more(feed, 1, problem);
    stream->next_in = (char *)feed->bytes + feed->used;
    stream->avail_in = (unsigned)feed_unread(feed);
    if (result == BZ_OK)
        result = BZ2_bzDecompress(stream);
    feed->used = feed->filled - stream->avail_in;
    bool cut = feed->ended && feed_unread(feed) == 0 && stream->avail_out > 0;
    if (result == BZ_STREAM_END) {
        end_stream(bzip2, feed, problem);
    } else if (result != BZ_OK || cut) {
        decode_give_up(feed, fault_name(result), problem);
        bzip2->over = true;
    }
}

static size_t bzip2_read(void *state, struct feed *feed, char *text, size_t room,
                         struct why *problem)
{
    struct bzip2 *bzip2 = state;

    bzip2->stream.next_out = text;
    bzip2->stream.avail_out = (unsigned)room;
    while (!bzip2->over && bzip2->stream.avail_out > 0)
        decode_some(bzip2, feed, problem);
    return room - bzip2->stream.avail_out;
}

static void bzip2_close(void *state)
{
    struct bzip2 *bzip2 = state;
    if (bzip2->begun)
        BZ2_bzDecompressEnd(&bzip2->stream);
    memory_free(bzip2);
}

const struct decoding decoding_bzip2 = {
    .name = "bzip2",
    .decoder = "libbz2",
    .claims = bzip2_claims,
    .open = bzip2_open,
    .read = bzip2_read,
    .close = bzip2_close,
};
