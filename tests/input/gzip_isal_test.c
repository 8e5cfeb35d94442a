/*
 * gzip_isal_test.c - holds both gzip decoders to decode.h with files that are damaged:
 * all text before the damage and nothing else, a sentence that says what is wrong, and no
 * file that is wrong in silence.  zlib is the reference for ISA-L: both say the same.
 * Files that are whole are in gzip_zlib_test.c.
 */
#include "input/decode.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "base/number.h"

static const struct decoding *const decodings[] = {
    &decoding_gzip_zlib,
#ifdef HAVE_ISAL
    &decoding_gzip_isal,
#endif
};

enum {
    DECODINGS = sizeof(decodings) / sizeof(decodings[0]),
    MEMBERS = 3,
    ROOM = 2 * 1024 * 1024,
    BLOCK = 256 * 1024
};

/* A gzip file, its text, and where its members end in both. */
struct file {
    unsigned char raw[ROOM];
    char text[ROOM];
    size_t raw_bytes, text_bytes;
    size_t raw_ends[MEMBERS + 1], text_ends[MEMBERS + 1]; /* [0] is 0 */
};

static void add_text(struct file *file, size_t bytes)
{
    size_t end = file->text_bytes + bytes;

    for (size_t n = file->text_bytes; file->text_bytes < end; n += 977)
        file->text_bytes += (size_t)sprintf(file->text + file->text_bytes,
                                            "Nov 22 00:00:23 mx1 postfix/smtp[%zu]: "
                                            "4F%08zX: to=<user%zu@example.com>\n",
                                            n % 9999, n * 7919, n);
    file->text_bytes = end;
}

static void add_member(struct file *file, size_t bytes, int level, int strategy)
{
    z_stream stream = {.next_in = (unsigned char *)file->text + file->text_bytes,
                       .avail_in = (unsigned)bytes,
                       .next_out = file->raw + file->raw_bytes,
                       .avail_out = (unsigned)(ROOM - file->raw_bytes)};
    gz_header header = {.name = (unsigned char *)"mail.log", .hcrc = level == 6};

    add_text(file, bytes);
    cr_assert_eq(deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, strategy), Z_OK);
    if (level > 0)
        deflateSetHeader(&stream, &header);
    cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    file->raw_bytes = ROOM - stream.avail_out;
    deflateEnd(&stream);
}

/* Three members: codes of their own, stored, and fixed codes. */
static void make_file(struct file *file, size_t bytes)
{
    static const struct {
        int level, strategy;
    } kinds[MEMBERS] = {{9, 0}, {0, 0}, {6, Z_FIXED}};

    file->raw_bytes = file->text_bytes = 0;
    for (size_t i = 0; i < MEMBERS; i++) {
        add_member(file, bytes + i, kinds[i].level, kinds[i].strategy);
        file->raw_ends[i + 1] = file->raw_bytes;
        file->text_ends[i + 1] = file->text_bytes;
    }
}

struct reading {
    char text[ROOM];
    size_t bytes;
    struct why problem;
};

static void read_raw(struct reading *reading, const struct decoding *decoding,
                     const unsigned char *raw, size_t raw_bytes, size_t room)
{
    struct source source = {.path = "input", .file = memfd_create("input", MFD_CLOEXEC)};
    struct feed feed;
    size_t bytes;

    cr_assert_eq(write(source.file, raw, raw_bytes), (ssize_t)raw_bytes);
    lseek(source.file, 0, SEEK_SET);
    reading->bytes = 0;
    reading->problem = (struct why){.sentence = ""};
    feed_open(&feed, &source);
    void *state = decoding->open();
    do {
        size_t left = ROOM - reading->bytes < room ? ROOM - reading->bytes : room;
        bytes = decoding->read(state, &feed, reading->text + reading->bytes, left,
                               &reading->problem);
        cr_assert_leq(bytes, left);
        reading->bytes += bytes;
    } while (bytes > 0);
    cr_assert_eq(decoding->read(state, &feed, reading->text, 1, &reading->problem), 0,
                 "%s: the end stays the end", decoding->decoder);
    decoding->close(state);
    feed_close(&feed);
    close(source.file);
}

static bool says_the_same(const struct reading *a, const struct reading *b)
{
    return a->bytes == b->bytes && memcmp(a->text, b->text, a->bytes) == 0;
}

Test(gzip_damage, cut_at_every_byte)
{
    static struct file file;
    static struct reading readings[DECODINGS], narrow;
    size_t before[DECODINGS] = {0};

    make_file(&file, 700);
    for (size_t cut = 1; cut <= file.raw_bytes; cut++) {
        size_t whole = 0; /* members */
        while (whole < MEMBERS && file.raw_ends[whole + 1] <= cut)
            whole++;
        bool clean = cut == file.raw_ends[whole];
        for (size_t i = 0; i < DECODINGS; i++) {
            struct reading *reading = &readings[i];
            read_raw(reading, decodings[i], file.raw, cut, 65536);
            cr_expect_eq(memcmp(reading->text, file.text, reading->bytes), 0,
                         "%s, %zu: the text is the start of the truth",
                         decodings[i]->decoder, cut);
            cr_expect(reading->bytes >= file.text_ends[whole] &&
                          reading->bytes >= before[i] &&
                          (!clean || reading->bytes == file.text_ends[whole]),
                      "%s, %zu: %zu bytes", decodings[i]->decoder, cut, reading->bytes);
            cr_expect_eq(reading->problem.sentence[0] == '\0', clean, "%s, %zu: %s",
                         decodings[i]->decoder, cut, reading->problem.sentence);
            before[i] = reading->bytes;
            cr_expect(says_the_same(reading, &readings[0]), "%s, %zu: %zu bytes, not %zu",
                      decodings[i]->decoder, cut, reading->bytes, readings[0].bytes);
            cr_expect_str_eq(reading->problem.sentence, readings[0].problem.sentence);
            read_raw(&narrow, decodings[i], file.raw, cut, 7);
            cr_expect(says_the_same(&narrow, reading),
                      "%s, %zu: little room for the text", decodings[i]->decoder, cut);
        }
    }
}

Test(gzip_damage, a_cut_is_named_with_its_byte)
{
    static struct file file;
    static struct reading reading;
    static const size_t cuts[] = {3, 9, 10, 15, 100, 1000, 70000, 131072, 131073, 200000};

    make_file(&file, 200000);
    for (size_t i = 0; i < DECODINGS * 10; i++) {
        size_t cut = cuts[i % 10];
        char want[128], number[GROUPED_BYTES];
        cr_assert_lt(cut, file.raw_bytes);
        if (cut == file.raw_ends[1] || cut == file.raw_ends[2])
            continue;
        snprintf(want, sizeof(want), "ends inside the compressed data (byte %s)",
                 number_grouped(number, cut));
        read_raw(&reading, decodings[i / 10], file.raw, cut, BLOCK);
        cr_expect_str_eq(reading.problem.sentence, want, "%s",
                         decodings[i / 10]->decoder);
        cr_expect_eq(memcmp(reading.text, file.text, reading.bytes), 0);
    }
}

/* Checksum and length are of a member whose text is all given; what follows is not. */
Test(gzip_damage, every_bit_of_every_trailer)
{
    static struct file file;
    static struct reading reading;

    make_file(&file, 300);
    for (size_t member = 1; member <= MEMBERS; member++)
        for (size_t bit = 0; bit < 64; bit++)
            for (size_t i = 0; i < DECODINGS; i++) {
                unsigned char *byte = &file.raw[file.raw_ends[member] - 8 + bit / 8];
                *byte ^= (unsigned char)(1 << bit % 8);
                read_raw(&reading, decodings[i], file.raw, file.raw_bytes, 65536);
                *byte ^= (unsigned char)(1 << bit % 8);
                cr_expect(reading.bytes == file.text_ends[member] &&
                              memcmp(reading.text, file.text, reading.bytes) == 0,
                          "%s, member %zu, bit %zu: %zu bytes", decodings[i]->decoder,
                          member, bit, reading.bytes);
                cr_expect_not_null(strstr(reading.problem.sentence, "is damaged at byte"),
                                   "%s, member %zu, bit %zu: \"%s\"",
                                   decodings[i]->decoder, member, bit,
                                   reading.problem.sentence);
            }
}

/* RFC 1952 section 2.3.1: a reserved flag must give an error; so must other methods. */
Test(gzip_damage, headers_that_are_none)
{
    static const struct {
        const char *name;
        size_t place; /* in the member */
        unsigned char byte;
    } rows[] = {
        {"another method", 2, 7},         {"no method", 2, 0},
        {"first reserved flag", 3, 0x20}, {"second reserved flag", 3, 0x40},
        {"third reserved flag", 3, 0x80}, {"all flags", 3, 0xff},
    };
    static struct file file;
    static struct reading reading;

    make_file(&file, 300);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]) * DECODINGS; i++) {
        const char *name = rows[i / DECODINGS].name;
        unsigned char *byte = &file.raw[file.raw_ends[1] + rows[i / DECODINGS].place];
        unsigned char kept = *byte;
        *byte = rows[i / DECODINGS].byte;
        read_raw(&reading, decodings[i % DECODINGS], file.raw, file.raw_bytes, 65536);
        *byte = kept;
        cr_expect_eq(reading.bytes, file.text_ends[1], "%s, %s: %zu bytes",
                     decodings[i % DECODINGS]->decoder, name, reading.bytes);
        cr_expect_neq(reading.problem.sentence[0], '\0', "%s, %s",
                      decodings[i % DECODINGS]->decoder, name);
    }
}

/* The bit that is changed next: the same on every machine. */
static size_t next_bit(uint64_t *state, size_t bits)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)((*state >> 20) % bits);
}

Test(gzip_damage, no_bit_is_changed_in_silence)
{
    static struct file file;
    static struct reading reading, reference;
    uint64_t state = 1;

    make_file(&file, 700);
    for (size_t step = 0; step < 4000; step++) {
        size_t bit = next_bit(&state, file.raw_bytes * 8), member = 0;
        while (file.raw_ends[member + 1] <= bit / 8)
            member++;
        for (size_t i = 0; i < DECODINGS; i++) {
            struct reading *read = i == 0 ? &reference : &reading;
            file.raw[bit / 8] ^= (unsigned char)(1 << bit % 8);
            read_raw(read, decodings[i], file.raw, file.raw_bytes, BLOCK);
            file.raw[bit / 8] ^= (unsigned char)(1 << bit % 8);
            bool truth = read->bytes == file.text_bytes &&
                         memcmp(read->text, file.text, read->bytes) == 0;
            cr_expect(truth || read->problem.sentence[0] != '\0', "%s, bit %zu",
                      decodings[i]->decoder, bit);
            cr_expect(read->bytes >= file.text_ends[member] &&
                          memcmp(read->text, file.text, file.text_ends[member]) == 0,
                      "%s, bit %zu: the members before are whole", decodings[i]->decoder,
                      bit);
        }
    }
}

/* A header, and in fixed codes an "A" and a match of 258 bytes that reaches one byte
   before the text.  A decoder takes its fast way when much stands behind it. */
static const unsigned char bad_match[512] = {0x1f, 0x8b, 8, 0,    0,    0,    0,
                                             0,    0,    3, 0x73, 0x1c, 0x85, 0x00};

Test(gzip_damage, nothing_is_given_that_was_not_in_the_file)
{
    static struct file file;
    static struct reading reading;

    for (size_t i = 0; i < DECODINGS; i++) {
        make_file(&file, 700);
        memcpy(file.raw + file.raw_bytes, bad_match, sizeof(bad_match));
        read_raw(&reading, decodings[i], file.raw, file.raw_bytes + sizeof(bad_match),
                 65536);
        cr_expect_eq(reading.bytes, file.text_bytes + 1, "%s: %zu bytes, not %zu",
                     decodings[i]->decoder, reading.bytes, file.text_bytes + 1);
        cr_expect_eq(memcmp(reading.text, file.text, file.text_bytes), 0, "%s",
                     decodings[i]->decoder);
        cr_expect_eq(reading.text[file.text_bytes], 'A', "%s", decodings[i]->decoder);
        cr_expect_not_null(strstr(reading.problem.sentence, "is damaged at byte"), "%s",
                           reading.problem.sentence);
    }
}

/* 5,000 bytes that were flushed, and a block of a type that there is not. */
static void add_bad_block(struct file *file)
{
    z_stream stream = {.next_in = (unsigned char *)file->text + file->text_bytes,
                       .avail_in = 5000,
                       .next_out = file->raw + file->raw_bytes,
                       .avail_out = (unsigned)(ROOM - file->raw_bytes)};

    add_text(file, 5000);
    cr_assert_eq(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
    cr_assert_eq(deflate(&stream, Z_FULL_FLUSH), Z_OK);
    file->raw_bytes = ROOM - stream.avail_out;
    deflateEnd(&stream);
    memset(file->raw + file->raw_bytes, 0xff, 100);
    file->raw_bytes += 100;
}

/* A decoder that works ahead must still give all that it made before it met the damage.
 */
Test(gzip_damage, all_before_it_is_given_whatever_the_room)
{
    static const struct {
        const char *name;
        size_t first, room; /* bytes of the member before */
    } rows[] = {
        {"much room", 1000, BLOCK},
        {"just enough", 1000, 6000},
        {"one byte too little", 1000, 5999},
        {"room for half of it", 1000, 3500},
        {"little room", 1000, 100},
        {"room for one byte", 1000, 1},
        {"behind a block's end", BLOCK, BLOCK},
        {"over a block's end", BLOCK - 100, BLOCK},
        {"a byte over", BLOCK - 4999, BLOCK},
        {"just in the block", BLOCK - 5000, BLOCK},
        {"over the second block's end", 2 * BLOCK - 10, BLOCK},
    };
    static struct file file;
    static struct reading reading;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]) * DECODINGS; i++) {
        const struct decoding *decoding = decodings[i % DECODINGS];
        file.raw_bytes = file.text_bytes = 0;
        add_member(&file, rows[i / DECODINGS].first, 6, 0);
        add_bad_block(&file);
        read_raw(&reading, decoding, file.raw, file.raw_bytes, rows[i / DECODINGS].room);
        cr_expect_eq(reading.bytes, file.text_bytes, "%s, %s: %zu of %zu bytes",
                     decoding->decoder, rows[i / DECODINGS].name, reading.bytes,
                     file.text_bytes);
        cr_expect_eq(memcmp(reading.text, file.text, reading.bytes), 0, "%s, %s",
                     decoding->decoder, rows[i / DECODINGS].name);
        cr_expect_not_null(strstr(reading.problem.sentence, "is damaged at byte"),
                           "%s, %s: \"%s\"", decoding->decoder, rows[i / DECODINGS].name,
                           reading.problem.sentence);
    }
}

/* Random bytes behind a header: some end at once, some are read for a while. */
Test(gzip_damage, noise_behind_a_header, .timeout = 60)
{
    static struct reading reading, reference;
    uint64_t state = 99;

    for (size_t step = 0; step < 3000; step++) {
        unsigned char raw[300] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
        size_t bytes = 18 + next_bit(&state, sizeof(raw) - 18);
        for (size_t i = 10; i < bytes; i++)
            raw[i] = (unsigned char)next_bit(&state, 256);
        raw[10] = (unsigned char)((raw[10] & ~7u) | step % 6); /* every type of block */
        for (size_t i = 0; i < DECODINGS; i++) {
            struct reading *read = i == 0 ? &reference : &reading;
            read_raw(read, decodings[i], raw, bytes, 65536);
            cr_expect_neq(read->problem.sentence[0], '\0', "%s, step %zu",
                          decodings[i]->decoder, step);
        }
    }
}
