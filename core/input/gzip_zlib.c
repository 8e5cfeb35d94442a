/*
 * gzip_zlib.c - gzip by zlib: always there, and the reference for the faster one.
 *
 * zlib stops after a member (RFC 1952 section 2.2 allows many); decode_next() tells
 * whether to go on.
 */
#include "input/decode.h"

#include <zlib.h>

#include "base/arena.h"

struct gzip_zlib {
    z_stream stream;
    bool over; /* ended, or damaged */
};

static bool gzip_claims(const unsigned char *head, size_t bytes)
{
    return bytes >= 3 && head[0] == 0x1f && head[1] == 0x8b && head[2] == 8;
}

static void *gzip_open(void)
{
    struct gzip_zlib *gzip = memory_get(1, sizeof(*gzip));
    if (inflateInit2(&gzip->stream, 15 + 16) != Z_OK)
        memory_exhausted();
    return gzip;
}

/* One call of inflate(); false when no more can come of it. */
static bool inflate_some(struct gzip_zlib *gzip, struct feed *feed, struct why *problem)
{
    feed_more(feed, 1, problem);
    gzip->stream.next_in = feed->bytes + feed->used;
    gzip->stream.avail_in = (unsigned)feed_unread(feed);
    int result = inflate(&gzip->stream, Z_NO_FLUSH);
    feed->used = feed->filled - gzip->stream.avail_in;
    if (result == Z_MEM_ERROR)
        memory_exhausted();
    if (result == Z_STREAM_END) {
        gzip->over = !decode_next(&decoding_gzip_zlib, feed, problem);
        inflateReset(&gzip->stream);
        return true;
    }
    return result == Z_OK &&
           !(feed->ended && feed_unread(feed) == 0 && gzip->stream.avail_out > 0);
}

static size_t gzip_read(void *state, struct feed *feed, char *text, size_t room,
                        struct why *problem)
{
    struct gzip_zlib *gzip = state;

    gzip->stream.next_out = (unsigned char *)text;
    gzip->stream.avail_out = (unsigned)room;
    while (!gzip->over && gzip->stream.avail_out > 0)
        if (!inflate_some(gzip, feed, problem)) {
            const char *fault = gzip->stream.msg;
            decode_give_up(feed, fault != NULL ? fault : "no gzip data", problem);
            gzip->over = true;
        }
    return room - gzip->stream.avail_out;
}

static void gzip_close(void *state)
{
    struct gzip_zlib *gzip = state;
    inflateEnd(&gzip->stream);
    memory_free(gzip);
}

const struct decoding decoding_gzip_zlib = {
    .name = "gzip",
    .decoder = "zlib",
    .claims = gzip_claims,
    .open = gzip_open,
    .read = gzip_read,
    .close = gzip_close,
};
