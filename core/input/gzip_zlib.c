/*
 * gzip_zlib.c - gzip by zlib: always there, and the reference for the faster one.
 *
 * zlib stops after a member (RFC 1952 section 2.2 allows many); decode_gzip_next() tells
 * whether to go on.
 */
#include "input/decode.h"

#include <zlib.h>

#include "base/arena.h"
#include "base/number.h"

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
    gzip->over = inflateInit2(&gzip->stream, 15 + 16) != Z_OK;
    return gzip;
}

static size_t give_up(struct gzip_zlib *gzip, struct feed *feed, struct why *problem)
{
    gzip->over = true;
    if (feed->failed)
        return 0;
    if (feed->ended && feed_unread(feed) == 0)
        fail(problem, "ends inside the compressed data (byte %s)",
             number_grouped((char[GROUPED_BYTES]){0}, feed->position));
    else
        fail(problem, "is damaged at byte %s (%s)",
             number_grouped((char[GROUPED_BYTES]){0}, feed_position(feed)),
             gzip->stream.msg != NULL ? gzip->stream.msg : "no gzip data");
    return 0;
}

/* One call of inflate(); false when no more can come of it. */
static bool inflate_some(struct gzip_zlib *gzip, struct feed *feed, struct why *problem)
{
    feed_more(feed, 1, problem);
    gzip->stream.next_in = feed->bytes + feed->used;
    gzip->stream.avail_in = (unsigned)feed_unread(feed);
    int result = inflate(&gzip->stream, Z_NO_FLUSH);
    feed->used = feed->filled - gzip->stream.avail_in;
    if (result == Z_STREAM_END) {
        gzip->over = decode_gzip_next(feed, problem) != 1;
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
        if (!inflate_some(gzip, feed, problem))
            give_up(gzip, feed, problem);
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
