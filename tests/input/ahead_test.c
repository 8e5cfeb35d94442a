/*
 * ahead_test.c - holds input/ahead.c to its header: every byte in its order, whatever the
 * compression, blocks that stay as they are until the call after the next, free room in
 * front of each, and an end in the middle that waits for nobody.
 */
#include "input/ahead.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

enum { TEXT = 5 * 1024 * 1024 };

static struct source source_of(const void *bytes, size_t count)
{
    struct source source = {.path = "input", .file = memfd_create("input", MFD_CLOEXEC)};

    cr_assert_geq(source.file, 0);
    cr_assert_eq(write(source.file, bytes, count), (ssize_t)count);
    lseek(source.file, 0, SEEK_SET);
    return source;
}

/* Text that compresses, and in which no two blocks are alike. */
static void make_text(char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        text[i] =
            i % 64 == 63 ? '\n' : (char)('a' + (i / 64 * 2654435761u >> i % 24) % 16);
}

static size_t make_gzip(unsigned char *raw, size_t room, const char *text, size_t bytes)
{
    z_stream stream = {.next_in = (unsigned char *)text,
                       .avail_in = (unsigned)bytes,
                       .next_out = raw,
                       .avail_out = (unsigned)room};

    cr_assert_eq(deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
    deflateSetHeader(&stream, &(gz_header){.time = 1795305623});
    cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    return room - stream.avail_out;
}

/* Reads all blocks as lines.c does: it writes into the headroom of the newest one and
   looks at the one before. */
static void expect_text_in_two(const char *name, struct ahead *ahead, const char *text,
                               size_t bytes, size_t alone)
{
    struct ahead_block before = {.bytes = 0}, block;
    size_t total = 0, blocks = 0;

    if (alone == 0)
        ahead_thread(ahead);
    while ((block = ahead_next(ahead)).bytes > 0) {
        if (++blocks == alone)
            ahead_thread(ahead);
        cr_assert_leq(block.bytes, AHEAD_BYTES, "%s", name);
        cr_assert_leq(total + block.bytes, bytes, "%s", name);
        memset(block.text - AHEAD_HEADROOM, '!', AHEAD_HEADROOM);
        cr_assert_eq(memcmp(block.text, text + total, block.bytes), 0, "%s: byte %zu",
                     name, total);
        if (before.bytes > 0)
            cr_assert_eq(memcmp(before.text, text + total - before.bytes, before.bytes),
                         0, "%s: the block before byte %zu has changed", name, total);
        total += block.bytes;
        before = block;
    }
    cr_expect_eq(total, bytes, "%s", name);
    memset(block.text - AHEAD_HEADROOM, '!', AHEAD_HEADROOM);
    if (before.bytes > 0)
        cr_expect_eq(memcmp(before.text, text + total - before.bytes, before.bytes), 0,
                     "%s: the last block", name);
    for (int i = 0; i < 3; i++)
        cr_expect_eq(ahead_next(ahead).bytes, 0, "%s: the end stays the end", name);
}

static void expect_text(const char *name, struct ahead *ahead, const char *text,
                        size_t bytes)
{
    expect_text_in_two(name, ahead, text, bytes, SIZE_MAX);
}

Test(ahead, gives_every_byte)
{
    static char text[TEXT];
    static unsigned char raw[TEXT];
    static const size_t sizes[] = {0,
                                   1,
                                   2,
                                   8,
                                   1000,
                                   AHEAD_BYTES - 1,
                                   AHEAD_BYTES,
                                   AHEAD_BYTES + 1,
                                   6 * AHEAD_BYTES,
                                   TEXT};

    make_text(text, TEXT);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct source plain = source_of(text, sizes[i]);
        struct ahead *ahead = ahead_open(&plain);
        expect_text("plain", ahead, text, sizes[i]);
        cr_expect_str_eq(ahead_compression(ahead), "none");
        cr_expect_eq(ahead_gzip_time(ahead), 0);
        cr_expect_str_empty(ahead_problem(ahead)->sentence);
        ahead_close(ahead);
        source_close(&plain);

        struct source packed =
            source_of(raw, make_gzip(raw, sizeof(raw), text, sizes[i]));
        ahead = ahead_open(&packed);
        expect_text("gzip", ahead, text, sizes[i]);
        cr_expect_str_eq(ahead_compression(ahead), "gzip");
        cr_expect_eq(ahead_gzip_time(ahead), 1795305623);
        cr_expect_str_empty(ahead_problem(ahead)->sentence);
        ahead_close(ahead);
        source_close(&packed);
    }
}

/* The thread may begin at any block, before the first and behind the last. */
Test(ahead, gives_the_same_on_a_thread)
{
    static char text[TEXT];
    static unsigned char raw[TEXT];

    make_text(text, TEXT);
    struct source sources[] = {source_of(text, TEXT),
                               source_of(raw, make_gzip(raw, sizeof(raw), text, TEXT))};
    for (size_t alone = 0; alone < 24; alone++)
        for (size_t i = 0; i < 2; i++) {
            lseek(sources[i].file, 0, SEEK_SET);
            struct ahead *ahead = ahead_open(&sources[i]);
            expect_text_in_two("on a thread", ahead, text, TEXT, alone);
            cr_expect_str_eq(ahead_compression(ahead), i == 0 ? "none" : "gzip");
            ahead_close(ahead);
        }
    for (size_t i = 0; i < 2; i++)
        source_close(&sources[i]);
}

Test(ahead, goes_by_the_magic_and_not_by_the_name)
{
    unsigned char raw[200];
    size_t bytes = make_gzip(raw, sizeof(raw), "line\n", 5);
    static const struct {
        const char *name, *head;
        size_t bytes;
    } plain[] = {
        {"text.gz", "Nov 22 00:00:23", 15},
        {"one byte of a magic", "\x1f", 1},
        {"two bytes of a magic", "\x1f\x8b", 2},
        {"another method", "\x1f\x8b\x07\0\0\0\0\0\0\0", 10},
    };

    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
        struct source source = source_of(plain[i].head, plain[i].bytes);
        source.path = plain[i].name;
        struct ahead *ahead = ahead_open(&source);
        expect_text(plain[i].name, ahead, plain[i].head, plain[i].bytes);
        cr_expect_str_eq(ahead_compression(ahead), "none", "%s", plain[i].name);
        ahead_close(ahead);
        source_close(&source);
    }
    struct source source = source_of(raw, bytes);
    source.path = "mail.log";
    struct ahead *ahead = ahead_open(&source);
    expect_text("mail.log", ahead, "line\n", 5);
    cr_expect_str_eq(ahead_compression(ahead), "gzip");
    ahead_close(ahead);
    source_close(&source);
}

Test(ahead, says_what_was_wrong_at_the_end)
{
    static char text[TEXT];
    static unsigned char raw[TEXT];
    size_t total = 0;

    make_text(text, TEXT);
    size_t bytes = make_gzip(raw, sizeof(raw), text, TEXT);
    struct source source = source_of(raw, bytes - 9);
    struct ahead *ahead = ahead_open(&source);
    for (struct ahead_block block; (block = ahead_next(ahead)).bytes > 0;) {
        cr_assert_eq(memcmp(block.text, text + total, block.bytes), 0);
        total += block.bytes;
    }
    cr_expect_gt(total, TEXT - 1000, "all but what the missing bytes held");
    cr_expect_not_null(strstr(ahead_problem(ahead)->sentence, "ends inside"), "%s",
                       ahead_problem(ahead)->sentence);
    ahead_close(ahead);
    source_close(&source);

    source = (struct source){.path = "folder",
                             .file = open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    ahead = ahead_open(&source);
    cr_expect_eq(ahead_next(ahead).bytes, 0);
    cr_expect_str_eq(ahead_compression(ahead), "none");
    cr_expect_not_null(strstr(ahead_problem(ahead)->sentence, "cannot be read"), "%s",
                       ahead_problem(ahead)->sentence);
    ahead_close(ahead);
    source_close(&source);
}

Test(ahead, begins_with_the_early_byte)
{
    static unsigned char raw[200];
    size_t bytes = make_gzip(raw, sizeof(raw), "line\n", 5);
    struct source source = source_of(raw, bytes);

    lseek(source.file, 1, SEEK_SET);
    source.early = (char)raw[0];
    source.early_bytes = 1;
    struct ahead *ahead = ahead_open(&source);
    expect_text("gzip", ahead, "line\n", 5);
    cr_expect_eq(ahead_gzip_time(ahead), 1795305623);
    ahead_close(ahead);
    source_close(&source);
}

/* Whatever the thread is doing: decoding, waiting for a free block, or nothing more. */
Test(ahead, is_closed_at_any_time, .timeout = 30)
{
    static char text[TEXT];
    static unsigned char raw[TEXT];

    make_text(text, TEXT);
    struct source sources[] = {
        source_of(text, TEXT),
        source_of(raw, make_gzip(raw, sizeof(raw), text, TEXT)),
        source_of(text, 100),
        source_of(text, 0),
    };
    for (size_t i = 0; i < 160; i++) {
        struct source *source = &sources[i % 4];
        lseek(source->file, 0, SEEK_SET);
        struct ahead *ahead = ahead_open(source);
        for (size_t taken = 0; taken < i / 4 % 10; taken++) {
            if (taken == i % 7)
                ahead_thread(ahead);
            ahead_next(ahead);
        }
        if (i % 3 == 0)
            usleep(500);
        ahead_close(ahead);
        cr_expect_geq(lseek(source->file, 0, SEEK_CUR), 0,
                      "the file is not its to close");
    }
    for (size_t i = 0; i < 4; i++)
        source_close(&sources[i]);
}

Test(ahead, reads_a_pipe_as_it_comes, .timeout = 30)
{
    enum { PIECES = 12 }; /* fewer than a pipe has room for */
    static char text[PIECES * 13];
    struct source source = {.path = "-"};
    int ends[2];

    make_text(text, sizeof(text));
    cr_assert_eq(pipe2(ends, O_DIRECT | O_CLOEXEC), 0);
    for (size_t i = 0; i < PIECES; i++)
        cr_assert_eq(write(ends[1], text + i * 13, 13), 13);
    source.file = ends[0];
    struct ahead *ahead = ahead_open(&source);
    struct ahead_block first = ahead_next(ahead);
    cr_expect_gt(first.bytes, 0, "no end of the pipe is needed to begin");
    cr_expect_lt(first.bytes, sizeof(text));
    cr_expect_eq(memcmp(first.text, text, first.bytes), 0);
    close(ends[1]);
    expect_text("pipe", ahead, text + first.bytes, sizeof(text) - first.bytes);
    ahead_close(ahead);
    source_close(&source);
}
