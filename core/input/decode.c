/*
 * decode.c - the table of compressions, and what their decoders share.
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
#ifdef HAVE_ZSTD
    &decoding_zstd,
#endif
#ifdef HAVE_XZ
    &decoding_xz,
#endif
#ifdef HAVE_BZIP2
    &decoding_bzip2,
#endif
#ifdef HAVE_SYSTEMD
    &decoding_journal,
#endif
    &decoding_foreign,
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

const struct decoding *decoding_choose(struct feed *feed, struct why *problem)
{
#ifdef HAVE_SYSTEMD
    if (feed->journal_folder)
        return &decoding_journal;
#endif
    if (feed->journal_folder)
        return &decoding_foreign;
    feed_more(feed, DECODE_HEAD_BYTES, problem);
    return decoding_of(feed->bytes, feed->filled);
}

bool decode_begins(const struct decoding *decoding, struct feed *feed,
                   struct why *problem)
{
    feed_more(feed, DECODE_HEAD_BYTES, problem);
    return decoding->claims(feed->bytes + feed->used, feed_unread(feed));
}

uint64_t decode_skip_zeros(struct feed *feed, struct why *problem)
{
    for (uint64_t zeros = 0;; zeros++) {
        feed_more(feed, 1, problem);
        if (feed_unread(feed) == 0 || feed->bytes[feed->used] != 0)
            return zeros;
        feed->used++;
    }
}

void decode_end(const struct decoding *decoding, struct feed *feed, struct why *problem)
{
    feed_more(feed, 1, problem);
    if (!feed->failed && feed_unread(feed) > 0)
        fail(problem,
             "what follows the compressed data (from byte %s) is not %s and was not read",
             number_grouped((char[GROUPED_BYTES]){0}, feed_position(feed)),
             decoding->name);
}

/* gzip(1) and bzip2(1) accept zeros behind the last stream: tapes and block devices pad
   with them. */
bool decode_next(const struct decoding *decoding, struct feed *feed, struct why *problem)
{
    if (decode_begins(decoding, feed, problem))
        return true;
    decode_skip_zeros(feed, problem);
    decode_end(decoding, feed, problem);
    return false;
}

void decode_give_up(struct feed *feed, const char *fault, struct why *problem)
{
    char number[GROUPED_BYTES];

    if (feed->failed)
        return;
    if (feed->ended && feed_unread(feed) == 0)
        fail(problem, "ends inside the compressed data (byte %s)",
             number_grouped(number, feed->position));
    else
        fail(problem, "is damaged at byte %s (%s)",
             number_grouped(number, feed_position(feed)), fault);
}

void decode_refuse_memory(const struct decoding *decoding, uint64_t needed,
                          uint64_t limit, struct why *problem)
{
    enum { MEBIBYTE = 1 << 20 };
    char number[GROUPED_BYTES], allowed[GROUPED_BYTES];

    fail(problem,
         "takes %s MiB of memory to decompress (%s), more than the %s MiB that "
         "smtplogscan allows",
         number_grouped(number, needed / MEBIBYTE + (needed % MEBIBYTE != 0)),
         decoding->name, number_grouped(allowed, limit / MEBIBYTE));
}

void decode_remedy(const struct feed *feed, const char *command, struct why *problem)
{
    fail_remedy(problem, "%s %s | smtplogscan -", command,
                strcmp(feed->path, "-") == 0 ? "FILE" : feed->path);
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
    return feed_take(feed, text, room, problem);
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
