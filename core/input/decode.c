/*
 * decode.c - the table of compressions, and what the two gzip decoders share.
 */
#include "input/decode.h"

#include <string.h>

#include <smtplogscan/plugin.h>

#include "base/number.h"

static const struct decoding *const decodings[] = {
#ifdef HAVE_ISAL
    &decoding_gzip_isal,
#endif
    &decoding_gzip_zlib,
};

const struct decoding *decoding_of(const unsigned char *head, size_t bytes)
{
    for (size_t i = 0; i < SLS_COUNT(decodings); i++)
        if (decodings[i]->claims(head, bytes))
            return decodings[i];
    return &decoding_plain;
}

int64_t decode_gzip_time(const unsigned char *head, size_t bytes)
{
    if (bytes < 8 || !decoding_gzip_zlib.claims(head, bytes))
        return 0;
    return (int64_t)head[4] | (int64_t)head[5] << 8 | (int64_t)head[6] << 16 |
           (int64_t)head[7] << 24;
}

/* gzip(1) accepts zeros behind the last member: tapes and block devices pad with them. */
static void skip_zeros(struct feed *feed, struct why *problem)
{
    for (;;) {
        feed_more(feed, 1, problem);
        if (feed_unread(feed) == 0 || feed->bytes[feed->used] != 0)
            return;
        feed->used++;
    }
}

int decode_gzip_next(struct feed *feed, struct why *problem)
{
    feed_more(feed, 3, problem);
    if (decoding_gzip_zlib.claims(feed->bytes + feed->used, feed_unread(feed)))
        return 1;
    skip_zeros(feed, problem);
    if (feed->failed)
        return -1;
    if (feed_unread(feed) == 0)
        return 0;
    fail(problem,
         "what follows the compressed data (from byte %s) is not gzip and was "
         "not read",
         number_grouped((char[GROUPED_BYTES]){0}, feed_position(feed)));
    return -1;
}

static bool plain_claims(const unsigned char *head, size_t bytes)
{
    (void)head;
    (void)bytes;
    return true;
}

static void *plain_open(void)
{
    return NULL;
}

static size_t plain_read(void *state, struct feed *feed, char *text, size_t room,
                         struct why *problem)
{
    (void)state;
    feed_more(feed, 1, problem);
    size_t bytes = feed_unread(feed) < room ? feed_unread(feed) : room;
    memcpy(text, feed->bytes + feed->used, bytes);
    feed->used += bytes;
    return bytes;
}

static void plain_close(void *state)
{
    (void)state;
}

const struct decoding decoding_plain = {
    .name = "none",
    .decoder = "read",
    .claims = plain_claims,
    .open = plain_open,
    .read = plain_read,
    .close = plain_close,
};
