/*
 * decoder.c - a file of one compression, DECODING, through the whole way of an input.
 *
 * Whatever the bytes are, they are decoded or refused by a sentence.  What would grow
 * without end is left after OUTPUT_MOST bytes.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "input/decode.h"

enum { OUTPUT_MOST = 4 * 1024 * 1024, ROOM = 64 * 1024 };

static void decode(struct feed *feed)
{
    static char text[ROOM];
    struct why problem = {0};
    void *state = DECODING.open();
    size_t all = 0, got;

    do {
        got = DECODING.read(state, feed, text, ROOM, &problem);
        fuzz_must(got <= ROOM);
        fuzz_touch((sls_view){text, got});
        all += got;
    } while (got > 0 && all < OUTPUT_MOST);
    DECODING.close(state);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct source source = {.path = "fuzz", .file = memfd_create("fuzz", MFD_CLOEXEC)};
    struct feed feed;
    struct why problem = {0};

    if (source.file < 0 || write(source.file, bytes, count) != (ssize_t)count)
        abort();
    lseek(source.file, 0, SEEK_SET);
    feed_open(&feed, &source);
    feed_more(&feed, DECODE_HEAD_BYTES, &problem);
    if (DECODING.claims(feed.bytes + feed.used, feed_unread(&feed)))
        decode(&feed);
    feed_close(&feed);
    close(source.file);
    return 0;
}
