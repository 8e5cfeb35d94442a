/*
 * decode_test.c - holds input/decode.c to its header: the magic tells the compression,
 * the gzip header its time, what stands behind a gzip member is told apart, and plain
 * text is given as it is.
 */
#include "input/decode.h"

#include <criterion/criterion.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct source source_of(const void *bytes, size_t count)
{
    struct source source = {.path = "input", .file = memfd_create("input", MFD_CLOEXEC)};

    cr_assert_geq(source.file, 0);
    cr_assert_eq(write(source.file, bytes, count), (ssize_t)count);
    lseek(source.file, 0, SEEK_SET);
    return source;
}

Test(decode, the_magic_tells_the_compression)
{
    static const struct {
        const char *name, *head;
        size_t bytes;
        const char *want;
    } rows[] = {
        {"nothing", "", 0, "none"},
        {"text", "Nov 22 0", 8, "none"},
        {"gzip", "\x1f\x8b\x08\0\0\0\0\0", 8, "gzip"},
        {"gzip, three bytes", "\x1f\x8b\x08", 3, "gzip"},
        {"gzip with a name", "\x1f\x8b\x08\x08\0\0\0\0", 8, "gzip"},
        {"gzip, two bytes", "\x1f\x8b", 2, "none"},
        {"gzip, one byte", "\x1f", 1, "none"},
        {"gzip of a method that is not deflate", "\x1f\x8b\x07\0\0\0\0\0", 8, "none"},
        {"compress", "\x1f\x9d\x90\0\0\0\0\0", 8, "none"},
        {"swapped", "\x8b\x1f\x08\0\0\0\0\0", 8, "none"},
        {"not at the start", "\n\x1f\x8b\x08\0\0\0\0", 8, "none"},
        {"NULs", "\0\0\0\0\0\0\0\0", 8, "none"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const unsigned char *head = (const unsigned char *)rows[i].head;
        const struct decoding *decoding = decoding_of(head, rows[i].bytes);
        cr_expect_str_eq(decoding->name, rows[i].want, "%s", rows[i].name);
        cr_expect(decoding->claims(head, rows[i].bytes), "%s", rows[i].name);
        cr_expect_eq(decoding_gzip_zlib.claims(head, rows[i].bytes),
                     strcmp(rows[i].want, "gzip") == 0, "%s", rows[i].name);
#ifdef HAVE_ISAL
        cr_expect_eq(decoding_gzip_isal.claims(head, rows[i].bytes),
                     strcmp(rows[i].want, "gzip") == 0, "%s", rows[i].name);
#endif
        cr_expect(decoding_plain.claims(head, rows[i].bytes), "%s", rows[i].name);
    }
}

Test(decode, the_faster_gzip_comes_first)
{
    const struct decoding *decoding =
        decoding_of((const unsigned char *)"\x1f\x8b\x08", 3);

#ifdef HAVE_ISAL
    cr_expect_eq(decoding, &decoding_gzip_isal);
    cr_expect_str_eq(decoding_gzip_isal.decoder, "ISA-L");
#else
    cr_expect_eq(decoding, &decoding_gzip_zlib);
#endif
    cr_expect_str_eq(decoding_gzip_zlib.decoder, "zlib");
}

Test(decode, the_time_of_a_gzip_header)
{
    static const struct {
        const char *name, *head;
        size_t bytes;
        int64_t want;
    } rows[] = {
        {"none was told", "\x1f\x8b\x08\0\0\0\0\0", 8, 0},
        {"one second", "\x1f\x8b\x08\0\x01\0\0\0", 8, 1},
        {"22 November 2026", "\x1f\x8b\x08\x08\x97\x2c\x02\x6b", 8, 0x6b022c97},
        {"behind 2038", "\x1f\x8b\x08\0\0\0\0\x80", 8, 0x80000000},
        {"the last there is", "\x1f\x8b\x08\0\xff\xff\xff\xff", 8, 0xffffffff},
        {"cut", "\x1f\x8b\x08\0\x01\0\0", 7, 0},
        {"no gzip", "Nov 22 00:00:23", 15, 0},
        {"nothing", "", 0, 0},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        cr_expect_eq(decode_gzip_time((const unsigned char *)rows[i].head, rows[i].bytes),
                     rows[i].want, "%s", rows[i].name);
}

Test(decode, what_stands_behind_a_gzip_member)
{
    static const char zeros[3 * FEED_BYTES];
    static const struct {
        const char *name, *bytes;
        size_t count;
        bool want;
        const char *place; /* of what is no gzip; NULL: nothing is wrong */
    } rows[] = {
        {"nothing", "", 0, false, NULL},
        {"another member", "\x1f\x8b\x08\0", 4, true, NULL},
        {"one zero", zeros, 1, false, NULL},
        {"two zeros", zeros, 2, false, NULL},
        {"three zeros", zeros, 3, false, NULL},
        {"a block of zeros", zeros, 512, false, NULL},
        {"more zeros than the feed holds", zeros, sizeof(zeros), false, NULL},
        {"one byte", "x", 1, false, "(from byte 0)"},
        {"half a magic", "\x1f\x8b", 2, false, "(from byte 0)"},
        {"another method", "\x1f\x8b\x07\0", 4, false, "(from byte 0)"},
        {"text", "Nov 22 00:00:23 mx1", 19, false, "(from byte 0)"},
        {"zeros, then text", "\0\0\0Nov 22", 9, false, "(from byte 3)"},
        {"zeros, then a member", "\0\0\0\x1f\x8b\x08\0", 7, false, "(from byte 3)"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct source source = source_of(rows[i].bytes, rows[i].count);
        struct why problem = {.sentence = ""};
        struct feed feed;
        feed_open(&feed, &source);
        cr_expect_eq(decode_next(&decoding_gzip_zlib, &feed, &problem), rows[i].want,
                     "%s", rows[i].name);
        cr_expect_eq(problem.sentence[0] != '\0', rows[i].place != NULL, "%s: %s",
                     rows[i].name, problem.sentence);
        if (rows[i].place != NULL)
            cr_expect_not_null(strstr(problem.sentence, rows[i].place), "%s: %s",
                               rows[i].name, problem.sentence);
        if (rows[i].want)
            cr_expect_eq(feed_position(&feed), 0, "the member is still to be read");
        feed_close(&feed);
        source_close(&source);
    }
}

Test(decode, a_read_error_behind_a_member_is_told)
{
    struct why problem = {.sentence = ""};
    struct feed feed;

    feed_open(&feed, &(struct source){.path = "input", .file = -1});
    cr_expect_not(decode_next(&decoding_gzip_zlib, &feed, &problem));
    cr_expect_not_null(strstr(problem.sentence, "cannot be read"), "%s",
                       problem.sentence);
    feed_close(&feed);
}

Test(decode, plain_text_is_given_as_it_is)
{
    enum { BYTES = 2 * FEED_BYTES + 4321 };
    static const size_t rooms[] = {1, 2, 4095, 65536, FEED_BYTES, 2 * FEED_BYTES};
    static char text[BYTES], got[BYTES + 2 * FEED_BYTES];

    for (size_t i = 0; i < BYTES; i++)
        text[i] = (char)(i * 2654435761u >> 24);
    for (size_t i = 0; i < sizeof(rooms) / sizeof(rooms[0]); i++) {
        struct source source = source_of(text, BYTES);
        struct why problem = {.sentence = ""};
        struct feed feed;
        size_t total = 0, bytes;
        feed_open(&feed, &source);
        void *state = decoding_plain.open();
        while ((bytes = decoding_plain.read(state, &feed, got + total, rooms[i],
                                            &problem)) > 0) {
            cr_assert_leq(bytes, rooms[i]);
            total += bytes;
            cr_assert_leq(total, BYTES);
        }
        cr_expect_eq(total, BYTES, "room for %zu", rooms[i]);
        cr_expect_eq(memcmp(got, text, BYTES), 0, "room for %zu", rooms[i]);
        cr_expect_eq(decoding_plain.read(state, &feed, got, 1, &problem), 0,
                     "the end stays the end");
        cr_expect_str_empty(problem.sentence);
        decoding_plain.close(state);
        feed_close(&feed);
        source_close(&source);
    }
}
