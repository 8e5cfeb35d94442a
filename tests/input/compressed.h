/*
 * compressed.h - what every decoder of compressed data must do (input/decode.h), as
 * checks that zstd_test.c, xz_test.c and bzip2_test.c call with a function that
 * compresses.
 */
#ifndef TESTS_INPUT_COMPRESSED_H
#define TESTS_INPUT_COMPRESSED_H

#include "input/decode.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/number.h"

enum { STREAMS = 400, ROOM = 2 * 1024 * 1024, MAGIC_ROOM = 16 };

struct compressor {
    const struct decoding *decoding;
    size_t magic_bytes; /* with fewer it is not known */
    /* Text as one stream; gives its length. */
    size_t (*compress)(unsigned char *raw, size_t room, const char *text, size_t bytes);
};

/* A file, its text, and where its streams end in both. */
struct file {
    unsigned char raw[ROOM];
    char text[ROOM];
    size_t raw_bytes, text_bytes, streams;
    size_t raw_ends[STREAMS + 1], text_ends[STREAMS + 1]; /* [0] is 0 */
};

struct reading {
    char text[ROOM];
    size_t bytes;
    struct why problem;
};

static inline void file_clear(struct file *file)
{
    file->raw_bytes = file->text_bytes = file->streams = 0;
}

/* Log lines that differ, so that no byte can be taken for another's, as one stream. */
static inline void add_stream(const struct compressor *with, struct file *file,
                              size_t bytes)
{
    size_t start = file->text_bytes, end = start + bytes;

    cr_assert_lt(end + 128, ROOM);
    for (size_t n = start; file->text_bytes < end; n += 977)
        file->text_bytes +=
            (size_t)snprintf(file->text + file->text_bytes, 128,
                             "Nov 22 00:00:23 mx1 postfix/smtp[%zu]: 4F%08zX: "
                             "to=<user%zu@example.com>, status=sent\n",
                             n % 9999, n * 7919, n);
    file->text_bytes = end;
    file->raw_bytes += with->compress(file->raw + file->raw_bytes, ROOM - file->raw_bytes,
                                      file->text + start, bytes);
    file->streams++;
    file->raw_ends[file->streams] = file->raw_bytes;
    file->text_ends[file->streams] = file->text_bytes;
}

static inline void add_raw(struct file *file, const char *bytes, size_t count)
{
    memcpy(file->raw + file->raw_bytes, bytes, count);
    file->raw_bytes += count;
}

static inline void read_from(struct reading *reading, const struct decoding *decoding,
                             int descriptor, size_t room)
{
    struct feed feed;
    size_t bytes;

    reading->bytes = 0;
    reading->problem = (struct why){.sentence = ""};
    feed_open(&feed, &(struct source){.path = "mail.log", .file = descriptor});
    void *state = decoding->open();
    do {
        size_t left = ROOM - reading->bytes < room ? ROOM - reading->bytes : room;
        char *text = malloc(left); /* of that size: a byte too many is found */
        bytes = decoding->read(state, &feed, text, left, &reading->problem);
        cr_assert_leq(bytes, left);
        memcpy(reading->text + reading->bytes, text, bytes);
        free(text);
        reading->bytes += bytes;
    } while (bytes > 0);
    cr_assert_eq(decoding->read(state, &feed, reading->text + reading->bytes, 1,
                                &reading->problem),
                 0, "the end stays the end");
    decoding->close(state);
    feed_close(&feed);
}

static inline void read_raw(struct reading *reading, const struct decoding *decoding,
                            const void *raw, size_t raw_bytes, size_t room)
{
    int descriptor = memfd_create("input", MFD_CLOEXEC);

    cr_assert_eq(write(descriptor, raw, raw_bytes), (ssize_t)raw_bytes);
    lseek(descriptor, 0, SEEK_SET);
    read_from(reading, decoding, descriptor, room);
    close(descriptor);
}

/* The file with little and much room for the text: all of it, and the complaint. */
static inline void expect_file(const struct compressor *with, const char *name,
                               const struct file *file, const char *complaint)
{
    static const size_t rooms[] = {1, 100, 65536, 256 * 1024};
    static struct reading reading;

    for (size_t i = 0; i < 4; i++) {
        if (rooms[i] == 1 && file->text_bytes > 5000)
            continue;
        read_raw(&reading, with->decoding, file->raw, file->raw_bytes, rooms[i]);
        cr_expect(reading.bytes == file->text_bytes &&
                      memcmp(reading.text, file->text, reading.bytes) == 0,
                  "%s, room for %zu: %zu of %zu bytes", name, rooms[i], reading.bytes,
                  file->text_bytes);
        cr_expect_str_eq(reading.problem.sentence, complaint, "%s: %s", name,
                         reading.problem.sentence);
    }
}

static inline void check_whole(const struct compressor *with)
{
    static const struct {
        const char *name;
        size_t streams[8], count;
    } rows[] = {
        {"one stream", {3000}, 1},
        {"one byte", {1}, 1},
        {"nothing", {0}, 1},
        {"longer than a block", {700000}, 1},
        {"as long as a block", {256 * 1024}, 1},
        {"two blocks", {256 * 1024, 256 * 1024}, 2},
        {"empty ones between", {0, 0, 100, 0, 0, 7, 300000, 0}, 8},
    };
    static struct file file;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        file_clear(&file);
        for (size_t s = 0; s < rows[i].count; s++)
            add_stream(with, &file, rows[i].streams[s]);
        cr_expect_eq(decoding_of(file.raw, file.raw_bytes), with->decoding);
        expect_file(with, rows[i].name, &file, "");
    }
    file_clear(&file);
    for (size_t s = 0; s < STREAMS; s++)
        add_stream(with, &file, s % 10 == 0 ? 0 : s % 97);
    expect_file(with, "many", &file, "");
}

/* Two streams and what stands behind them. */
static inline void check_tail(const struct compressor *with, const char *name,
                              const char *tail, size_t bytes, const char *complaint,
                              size_t place)
{
    static struct file file;
    char want[256] = "", number[GROUPED_BYTES];

    file_clear(&file);
    add_stream(with, &file, 1000);
    add_stream(with, &file, 500);
    if (complaint[0] != '\0')
        snprintf(want, sizeof(want), complaint,
                 number_grouped(number, file.raw_bytes + place));
    add_raw(&file, tail, bytes);
    expect_file(with, name, &file, want);
}

static inline void check_cuts(const struct compressor *with)
{
    static struct file file;
    static struct reading reading, narrow;
    size_t before = 0;

    file_clear(&file);
    for (size_t s = 0; s < 3; s++)
        add_stream(with, &file, 700 + s);
    for (size_t cut = with->magic_bytes; cut <= file.raw_bytes; cut++) {
        char want[128], number[GROUPED_BYTES];
        size_t whole = 0;
        while (whole < 3 && file.raw_ends[whole + 1] <= cut)
            whole++;
        bool clean = cut == file.raw_ends[whole];
        read_raw(&reading, with->decoding, file.raw, cut, 65536);
        cr_expect_eq(decoding_of(file.raw, cut), with->decoding, "%zu", cut);
        cr_expect(memcmp(reading.text, file.text, reading.bytes) == 0 &&
                      reading.bytes >= file.text_ends[whole] && reading.bytes >= before,
                  "%zu: %zu bytes", cut, reading.bytes);
        snprintf(want, sizeof(want), "ends inside the compressed data (byte %s)",
                 number_grouped(number, cut));
        if (clean || cut - file.raw_ends[whole] >= with->magic_bytes)
            cr_expect_str_eq(reading.problem.sentence, clean ? "" : want, "%zu", cut);
        cr_expect_eq(reading.problem.sentence[0] == '\0', clean, "%zu", cut);
        before = reading.bytes;
        read_raw(&narrow, with->decoding, file.raw, cut, 7);
        cr_expect(narrow.bytes == reading.bytes &&
                      memcmp(narrow.text, reading.text, narrow.bytes) == 0,
                  "%zu: little room for the text", cut);
    }
}

/* The bit that is changed next: the same on every machine. */
static inline size_t next_bit(uint64_t *state, size_t bits)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)((*state >> 20) % bits);
}

static inline void check_bits(const struct compressor *with, size_t steps)
{
    static struct file file;
    static struct reading reading;
    uint64_t state = 1;

    file_clear(&file);
    for (size_t s = 0; s < 3; s++)
        add_stream(with, &file, 700 + s);
    for (size_t step = 0; step < steps; step++) {
        size_t bit = next_bit(&state, file.raw_bytes * 8), stream = 0;
        while (file.raw_ends[stream + 1] <= bit / 8)
            stream++;
        file.raw[bit / 8] ^= (unsigned char)(1 << bit % 8);
        read_raw(&reading, with->decoding, file.raw, file.raw_bytes,
                 step % 3 == 0 ? 50 : 65536);
        file.raw[bit / 8] ^= (unsigned char)(1 << bit % 8);
        bool truth = reading.bytes == file.text_bytes &&
                     memcmp(reading.text, file.text, reading.bytes) == 0;
        cr_expect(truth || reading.problem.sentence[0] != '\0', "bit %zu", bit);
        cr_expect(reading.bytes >= file.text_ends[stream] &&
                      memcmp(reading.text, file.text, file.text_ends[stream]) == 0,
                  "bit %zu: the streams before are whole", bit);
    }
}

/* Damage at the end of a long stream: at least `bytes` of its text stand before it, and
   are given whatever the room. */
static inline void check_damaged_end(const struct compressor *with, size_t bytes)
{
    static const size_t rooms[] = {1, 100, 50000, 128 * 1024, 256 * 1024};
    static struct file file;
    static struct reading reading;

    file_clear(&file);
    add_stream(with, &file, 1000);
    add_stream(with, &file, 1900000);
    for (size_t back = 4; back < 400; back += 97)
        for (size_t i = 0; i < 5; i++) {
            if (i == 0 && back > 4)
                continue;
            file.raw[file.raw_bytes - back] ^= 0x55;
            read_raw(&reading, with->decoding, file.raw, file.raw_bytes, rooms[i]);
            file.raw[file.raw_bytes - back] ^= 0x55;
            cr_expect_geq(reading.bytes, 1000 + bytes, "%zu, room for %zu", back,
                          rooms[i]);
            cr_expect_eq(memcmp(reading.text, file.text, 1000 + bytes), 0, "%zu", back);
            cr_expect_not_null(strstr(reading.problem.sentence, "is damaged at byte"),
                               "%zu: \"%s\"", back, reading.problem.sentence);
        }
}

/* From a packet pipe, which gives what was written at once and no more. */
static inline void check_pipe(const struct compressor *with)
{
    static const size_t drops[] = {1, 2, 7, 50};
    static struct file file;
    static struct reading reading;

    file_clear(&file);
    for (size_t s = 0; s < 3; s++)
        add_stream(with, &file, 300);
    for (size_t i = 0; i < 4; i++) {
        int ends[2], status;
        cr_assert_eq(pipe2(ends, O_DIRECT | O_CLOEXEC), 0);
        pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            for (size_t at = 0; at < file.raw_bytes; at += drops[i]) {
                size_t left = file.raw_bytes - at;
                if (write(ends[1], file.raw + at, left < drops[i] ? left : drops[i]) <= 0)
                    _exit(1);
            }
            _exit(0);
        }
        close(ends[1]);
        read_from(&reading, with->decoding, ends[0], 65536);
        close(ends[0]);
        waitpid(child, &status, 0);
        cr_expect(reading.bytes == file.text_bytes &&
                      memcmp(reading.text, file.text, reading.bytes) == 0,
                  "%zu at a time: %s", drops[i], reading.problem.sentence);
    }
}

static inline long peak_kibibytes(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* 64 MiB of zeros out of some kilobytes, in flat memory. */
static inline void check_bomb(const struct compressor *with)
{
    enum { BYTES = 64 * 1024 * 1024, STEP = 64 * 1024, LIMIT_KIBIBYTES = 24 * 1024 };
    static unsigned char raw[1024 * 1024];
    char *zeros = calloc(1, BYTES), *text = malloc(STEP);
    size_t raw_bytes = with->compress(raw, sizeof(raw), zeros, BYTES), total = 0, bytes;
    int descriptor = memfd_create("input", MFD_CLOEXEC);
    struct why problem = {.sentence = ""};
    struct feed feed;

    cr_assert_eq(write(descriptor, raw, raw_bytes), (ssize_t)raw_bytes);
    lseek(descriptor, 0, SEEK_SET);
    free(zeros);
    long before = peak_kibibytes();
    feed_open(&feed, &(struct source){.path = "bomb", .file = descriptor});
    void *state = with->decoding->open();
    while ((bytes = with->decoding->read(state, &feed, text, STEP, &problem)) > 0)
        total += bytes;
    with->decoding->close(state);
    feed_close(&feed);
    cr_expect_eq(total, BYTES);
    cr_expect_str_empty(problem.sentence);
    cr_expect_leq(peak_kibibytes(), before + LIMIT_KIBIBYTES);
    close(descriptor);
    free(text);
}

#endif
