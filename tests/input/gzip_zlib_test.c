/*
 * gzip_zlib_test.c - holds both gzip decoders (gzip_zlib.c, and gzip_isal.c where the
 * build has it) to decode.h with files that are whole: members of every kind, none, many,
 * what may stand behind the last, and members that cross the feed's buffer at every byte.
 * Files that are damaged are in gzip_isal_test.c.
 */
#include "input/decode.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

static const struct decoding *const decodings[] = {
    &decoding_gzip_zlib,
#ifdef HAVE_ISAL
    &decoding_gzip_isal,
#endif
};

enum { DECODINGS = sizeof(decodings) / sizeof(decodings[0]), ROOM = 1024 * 1024 };

/* A gzip file in the making, and the text that it holds. */
struct file {
    unsigned char raw[ROOM];
    size_t raw_bytes;
    char text[ROOM];
    size_t text_bytes;
};

/* Log lines that differ, so that no byte can be taken for another's. */
static void add_text(struct file *file, size_t bytes)
{
    size_t end = file->text_bytes + bytes;

    cr_assert_lt(end + 128, sizeof(file->text));
    for (size_t n = file->text_bytes; file->text_bytes < end; n += 977)
        file->text_bytes +=
            (size_t)sprintf(file->text + file->text_bytes,
                            "Nov 22 00:00:23 mx1 postfix/smtp[%zu]: 4F%08zX: "
                            "to=<user%zu@example.com>, status=sent\n",
                            n % 9999, n * 7919, n);
    file->text_bytes = end;
}

/* The last `bytes` of the text as a gzip member (RFC 1952). */
static void add_member(struct file *file, size_t bytes, int level, int strategy,
                       gz_header *header)
{
    z_stream stream = {.next_in = (unsigned char *)file->text + file->text_bytes - bytes,
                       .avail_in = (unsigned)bytes,
                       .next_out = file->raw + file->raw_bytes,
                       .avail_out = (unsigned)(sizeof(file->raw) - file->raw_bytes)};

    cr_assert_eq(deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, strategy), Z_OK);
    if (header != NULL)
        deflateSetHeader(&stream, header);
    cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    file->raw_bytes = sizeof(file->raw) - stream.avail_out;
    deflateEnd(&stream);
}

/* Decodes what a descriptor gives; true if it is the file's text and nothing is wrong. */
static bool reads_text(const struct decoding *decoding, const struct file *file,
                       int descriptor, size_t room, struct why *problem)
{
    static char got[ROOM];
    struct feed feed;
    size_t total = 0, bytes;

    *problem = (struct why){.sentence = ""};
    feed_open(&feed, &(struct source){.path = "input", .file = descriptor});
    void *state = decoding->open();
    do {
        size_t left = sizeof(got) - total < room ? sizeof(got) - total : room;
        bytes = decoding->read(state, &feed, got + total, left, problem);
        cr_assert_leq(bytes, left, "%s", decoding->decoder);
        total += bytes;
    } while (bytes > 0);
    cr_expect_eq(decoding->read(state, &feed, got + total, 1, problem), 0,
                 "%s: the end stays the end", decoding->decoder);
    decoding->close(state);
    feed_close(&feed);
    return total == file->text_bytes && memcmp(got, file->text, total) == 0;
}

static bool gives_text(const struct decoding *decoding, const struct file *file,
                       size_t room, struct why *problem)
{
    int descriptor = memfd_create("input", MFD_CLOEXEC);

    cr_assert_eq(write(descriptor, file->raw, file->raw_bytes), (ssize_t)file->raw_bytes);
    lseek(descriptor, 0, SEEK_SET);
    bool same = reads_text(decoding, file, descriptor, room, problem);
    close(descriptor);
    return same;
}

/* With each decoder and with little and much room for the text. */
static void expect_file(const char *name, const struct file *file, const char *complaint)
{
    static const size_t rooms[] = {1, 100, 65536, 256 * 1024};

    for (size_t i = 0; i < DECODINGS * 4; i++) {
        const struct decoding *decoding = decodings[i / 4];
        struct why problem;
        if (rooms[i % 4] == 1 && file->text_bytes > 5000)
            continue;
        cr_expect(gives_text(decoding, file, rooms[i % 4], &problem),
                  "%s, %s, room for %zu", decoding->decoder, name, rooms[i % 4]);
        cr_expect_str_eq(problem.sentence, complaint, "%s, %s: %s", decoding->decoder,
                         name, problem.sentence);
    }
}

enum part_kind { END, MEMBER, RAW, ZEROS };

static const struct {
    const char *name;
    struct {
        enum part_kind kind;
        size_t bytes; /* of text, or as they are */
        const char *raw;
        int level, strategy;
    } parts[8];
    const char *complaint;
} layouts[] = {
    {"one member", {{MEMBER, 3000, NULL, 9, 0}}, ""},
    {"one byte", {{MEMBER, 1, NULL, 9, 0}}, ""},
    {"nothing", {{MEMBER, 0, NULL, 9, 0}}, ""},
    {"stored nothing", {{MEMBER, 0, NULL, 0, 0}}, ""},
    {"stored", {{MEMBER, 100000, NULL, 0, 0}}, ""},
    {"fixed codes", {{MEMBER, 50000, NULL, 6, Z_FIXED}}, ""},
    {"codes and no matches", {{MEMBER, 50000, NULL, 6, Z_HUFFMAN_ONLY}}, ""},
    {"runs", {{MEMBER, 50000, NULL, 6, Z_RLE}}, ""},
    {"longer than a block", {{MEMBER, 700000, NULL, 6, 0}}, ""},
    {"as long as a block", {{MEMBER, 256 * 1024, NULL, 6, 0}}, ""},
    {"two blocks",
     {{MEMBER, 256 * 1024, NULL, 1, 0}, {MEMBER, 256 * 1024, NULL, 9, 0}},
     ""},
    {"members of every kind",
     {{MEMBER, 1000, NULL, 1, 0},
      {MEMBER, 1000, NULL, 0, 0},
      {MEMBER, 1000, NULL, 6, Z_FIXED},
      {MEMBER, 1000, NULL, 9, 0}},
     ""},
    {"empty members between",
     {{MEMBER, 0, NULL, 6, 0},
      {MEMBER, 0, NULL, 0, 0},
      {MEMBER, 100, NULL, 6, 0},
      {MEMBER, 0, NULL, 6, 0},
      {MEMBER, 0, NULL, 6, Z_FIXED},
      {MEMBER, 100, NULL, 0, 0},
      {MEMBER, 0, NULL, 6, 0}},
     ""},
    {"1 zero behind", {{MEMBER, 1000, NULL, 6, 0}, {ZEROS, 1, NULL, 0, 0}}, ""},
    {"2 zeros behind", {{MEMBER, 1000, NULL, 6, 0}, {ZEROS, 2, NULL, 0, 0}}, ""},
    {"511 zeros behind", {{MEMBER, 1000, NULL, 6, 0}, {ZEROS, 511, NULL, 0, 0}}, ""},
    {"512 zeros behind", {{MEMBER, 1000, NULL, 0, 0}, {ZEROS, 512, NULL, 0, 0}}, ""},
    {"4096 zeros behind", {{MEMBER, 0, NULL, 6, 0}, {ZEROS, 4096, NULL, 0, 0}}, ""},
    {"200000 zeros behind", {{MEMBER, 99, NULL, 0, 0}, {ZEROS, 200000, NULL, 0, 0}}, ""},
    {"text behind",
     {{MEMBER, 100, NULL, 0, 0}, {RAW, 6, "Nov 22", 0, 0}},
     "what follows the compressed data (from byte 123) is not gzip and was not read"},
    {"one byte behind",
     {{MEMBER, 100, NULL, 0, 0}, {RAW, 1, "\n", 0, 0}},
     "what follows the compressed data (from byte 123) is not gzip and was not read"},
    {"text behind two",
     {{MEMBER, 60, NULL, 0, 0},
      {MEMBER, 77, NULL, 0, 0},
      {RAW, 9, "\x1f\x8b\x07 text", 0, 0}},
     "what follows the compressed data (from byte 183) is not gzip and was not read"},
    {"zeros and text behind",
     {{MEMBER, 100, NULL, 0, 0}, {ZEROS, 900, NULL, 0, 0}, {RAW, 6, "Nov 22", 0, 0}},
     "what follows the compressed data (from byte 1,023) is not gzip and was not read"},
};

Test(gzip, layouts)
{
    static struct file file;

    for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
        file.raw_bytes = file.text_bytes = 0;
        for (size_t p = 0; p < 8 && layouts[i].parts[p].kind != END; p++) {
            size_t bytes = layouts[i].parts[p].bytes;
            if (layouts[i].parts[p].kind == MEMBER) {
                add_text(&file, bytes);
                add_member(&file, bytes, layouts[i].parts[p].level,
                           layouts[i].parts[p].strategy, NULL);
                continue;
            }
            if (layouts[i].parts[p].kind == RAW)
                memcpy(file.raw + file.raw_bytes, layouts[i].parts[p].raw, bytes);
            else
                memset(file.raw + file.raw_bytes, 0, bytes);
            file.raw_bytes += bytes;
        }
        expect_file(layouts[i].name, &file, layouts[i].complaint);
    }
}

Test(gzip, a_thousand_members)
{
    static struct file file;

    for (size_t i = 0; i < 1000; i++) {
        size_t bytes = i % 10 == 0 ? 0 : i % 97;
        add_text(&file, bytes);
        add_member(&file, bytes, (int)(i % 4) * 3, Z_DEFAULT_STRATEGY, NULL);
    }
    expect_file("a thousand members", &file, "");
}

Test(gzip, header_fields_are_read_over)
{
    static unsigned char extra[60000];
    static struct file file;
    gz_header headers[] = {
        {.time = 1795305623, .os = 3},
        {.text = 1, .name = (unsigned char *)"mail.log"},
        {.comment = (unsigned char *)"rotated", .hcrc = 1},
        {.extra = extra, .extra_len = sizeof(extra)},
        {.extra = extra, .extra_len = 1, .name = (unsigned char *)"", .hcrc = 1},
        {.text = 1,
         .extra = extra,
         .extra_len = 300,
         .name = (unsigned char *)"a.log",
         .comment = (unsigned char *)"",
         .hcrc = 1},
    };

    memset(extra, 0x1f, sizeof(extra));
    for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
        add_text(&file, 200);
        add_member(&file, 200, 6, Z_DEFAULT_STRATEGY, &headers[i]);
        expect_file("header fields", &file, "");
    }
}

/* A member of 90,000 bytes whose header is so long that the next begins at `place`, which
   has a given header and 100 bytes, and one more. */
static void make_crossing(struct file *file, size_t place, const gz_header *second)
{
    enum { FIRST = 90000, STORED = 90000 + 2 * 5 + 18 };
    static unsigned char extra[65535];
    gz_header header = *second;

    file->raw_bytes = file->text_bytes = 0;
    add_text(file, FIRST);
    add_member(file, FIRST, 0, Z_DEFAULT_STRATEGY,
               &(gz_header){.extra = extra, .extra_len = (unsigned)(place - STORED - 2)});
    cr_assert_eq(file->raw_bytes, place);
    add_text(file, 100);
    add_member(file, 100, place % 2 == 0 ? 0 : 9, Z_DEFAULT_STRATEGY, &header);
    add_text(file, 100);
    add_member(file, 100, 6, Z_DEFAULT_STRATEGY, NULL);
}

Test(gzip, a_member_at_every_place_about_the_feeds_end)
{
    static struct file file;
    static const struct {
        const char *name;
        gz_header header;
    } rows[] = {
        {"a plain header", {.os = 3}},
        {"a name, as gzip(1) writes it", {.name = (unsigned char *)"mail.log"}},
        {"a comment", {.comment = (unsigned char *)"rotated"}},
        {"an extra field", {.extra = (unsigned char *)"abcd", .extra_len = 4}},
        {"a checksum of the header", {.hcrc = 1}},
    };
    enum { PLACES = 180 };

    for (size_t i = 0; i < DECODINGS * 5; i++) {
        size_t wrong = 0, last = 0;
        for (size_t before = 0; before < PLACES; before++) {
            struct why problem;
            make_crossing(&file, FEED_BYTES - before, &rows[i % 5].header);
            if (gives_text(decodings[i / 5], &file, 65536, &problem))
                continue;
            wrong++;
            last = before;
        }
        cr_expect_eq(wrong, 0, "%s, %s: wrong at %zu of %d places, as %zu bytes before",
                     decodings[i / 5]->decoder, rows[i % 5].name, wrong, PLACES, last);
    }
}

/* A child that writes the file into a packet pipe, which gives what was written at once
   and no more, however much is asked for. */
static pid_t write_drops(const struct file *file, size_t drop, int ends[2])
{
    cr_assert_eq(pipe2(ends, O_DIRECT | O_CLOEXEC), 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]); /* so that a reader who gives up ends the child */
        for (size_t at = 0; at < file->raw_bytes; at += drop) {
            size_t left = file->raw_bytes - at;
            if (write(ends[1], file->raw + at, left < drop ? left : drop) <= 0)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    return child;
}

Test(gzip, from_a_pipe_in_drops)
{
    static const size_t drops[] = {1, 2, 3, 7, 50};
    static struct file file;

    for (int level = 0; level < 3; level++) {
        add_text(&file, 300);
        add_member(&file, 300, level * 4, level == 1 ? Z_FIXED : 0, NULL);
    }
    for (size_t i = 0; i < DECODINGS * 5; i++) {
        int ends[2], status;
        pid_t child = write_drops(&file, drops[i % 5], ends);
        struct why problem;
        cr_expect(reads_text(decodings[i / 5], &file, ends[0], 65536, &problem),
                  "%s, %zu bytes at a time: %s", decodings[i / 5]->decoder, drops[i % 5],
                  problem.sentence);
        close(ends[0]);
        waitpid(child, &status, 0);
    }
}
