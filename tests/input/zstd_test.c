/*
 * zstd_test.c - holds input/zstd.c to decode.h: frames of every size, skippable ones,
 * what stands behind the last, damage at every byte, and windows over the limit.
 */
#ifdef HAVE_ZSTD
#include "compressed.h"

#include <zstd.h>

static size_t compress_text(unsigned char *raw, size_t room, const char *text,
                            size_t bytes)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();

    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    size_t size = ZSTD_compress2(context, raw, room, text, bytes);
    cr_assert_not(ZSTD_isError(size), "%s", ZSTD_getErrorName(size));
    ZSTD_freeCCtx(context);
    return size;
}

static const struct compressor zstd = {&decoding_zstd, 4, compress_text};

static const char zeros[512];

Test(zstd, whole)
{
    check_whole(&zstd);
}

/* zstd(1) takes no zeros for padding either. */
Test(zstd, what_stands_behind)
{
    static const char complaint[] =
        "what follows the compressed data (from byte %s) is not zstd and was not read";

    check_tail(&zstd, "text", "Nov 22", 6, complaint, 0);
    check_tail(&zstd, "one byte", "\n", 1, complaint, 0);
    check_tail(&zstd, "half a magic", "\x28\xb5", 2, complaint, 0);
    check_tail(&zstd, "zeros", zeros, sizeof(zeros), complaint, 0);
    check_tail(&zstd, "a skippable frame", "\x50\x2a\x4d\x18\x03\0\0\0abc", 11, "", 0);
    check_tail(&zstd, "an empty skippable frame", "\x5f\x2a\x4d\x18\0\0\0\0", 8, "", 0);
    check_tail(&zstd, "half a skippable frame",
               "\x50\x2a\x4d\x18\xff\xff\xff\xff"
               "abc",
               11, "ends inside the compressed data (byte %s)", 11);
}

Test(zstd, skippable_frames_before_and_between)
{
    static struct file file;
    static char skipped[300000];

    memcpy(skipped, "\x55\x2a\x4d\x18\xd8\x93\x04\0", 8); /* 299,992 */
    file_clear(&file);
    add_raw(&file, "\x50\x2a\x4d\x18\x04\0\0\0\x28\xb5\x2f\xfd", 12);
    cr_expect_eq(decoding_of(file.raw, file.raw_bytes), &decoding_zstd);
    add_stream(&zstd, &file, 1000);
    add_raw(&file, skipped, sizeof(skipped));
    add_stream(&zstd, &file, 200000);
    expect_file(&zstd, "skippable frames", &file, "");
}

Test(zstd, cut_at_every_byte)
{
    check_cuts(&zstd);
}

Test(zstd, no_bit_is_changed_in_silence)
{
    check_bits(&zstd, 4000);
}

/* All but the last block, of 128 KiB (RFC 8878 section 3.1.1.2.3). */
Test(zstd, damage_at_the_end)
{
    check_damaged_end(&zstd, 1900000 / (128 * 1024) * (128 * 1024));
}

Test(zstd, from_a_pipe_in_drops)
{
    check_pipe(&zstd);
}

Test(zstd, a_bomb)
{
    check_bomb(&zstd);
}

/* A frame of one stored block, "line\n" (RFC 8878 section 3.1.1). */
static size_t make_frame(unsigned char *raw, unsigned descriptor, const char *fields,
                         size_t bytes)
{
    memcpy(raw, "\x28\xb5\x2f\xfd", 4);
    raw[4] = (unsigned char)descriptor;
    memcpy(raw + 5, fields, bytes);
    memcpy(raw + 5 + bytes, "\x29\0\0line\n", 8);
    return 13 + bytes;
}

Test(zstd, windows_and_the_limit)
{
    static const struct {
        const char *name;
        unsigned descriptor;
        const char *fields;
        size_t bytes;
        const char *needed; /* NULL: is read */
    } rows[] = {
        {"1 KiB", 0, "\0", 1, NULL},
        {"64 MiB", 0, "\x80", 1, NULL},
        {"128 MiB, which is the limit", 0, "\x88", 1, NULL},
        {"144 MiB", 0, "\x89", 1, "144"},
        {"256 MiB", 0, "\x90", 1, "256"},
        {"2 GiB", 0, "\xa8", 1, "2,048"},
        {"the largest there is", 0, "\xff", 1, "3,932,160"},
        {"2 GiB and the content's size", 0x80, "\xa8\x05\0\0\0", 5, "2,048"},
        {"one segment", 0x20, "\x05", 1, NULL},
        {"one segment of four bytes' size", 0xa0, "\x05\0\0\0", 4, NULL},
        {"one segment of 256 MiB", 0xa0, "\0\0\0\x10", 4, "256"},
        {"one segment of 128 MiB and a byte", 0xa0, "\x01\0\0\x08", 4, "129"},
        {"one segment of 1 TiB", 0xe0, "\0\0\0\0\0\x01\0\0", 8, "1,048,576"},
        {"the same behind a dictionary", 0xe3, "abcd\0\0\0\0\0\x01\0\0", 12, "1,048,576"},
    };
    static struct reading reading;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        unsigned char raw[64];
        char want[160] = "";
        size_t bytes = make_frame(raw, rows[i].descriptor, rows[i].fields, rows[i].bytes);
        read_raw(&reading, &decoding_zstd, raw, bytes, 4096);
        if (rows[i].needed != NULL)
            snprintf(want, sizeof(want),
                     "takes %s MiB of memory to decompress (zstd), more than the 128 MiB "
                     "that smtplogscan allows",
                     rows[i].needed);
        cr_expect_str_eq(reading.problem.sentence, want, "%s: %s", rows[i].name,
                         reading.problem.sentence);
        cr_expect_eq(reading.bytes, rows[i].needed == NULL ? 5 : 0, "%s", rows[i].name);
        cr_expect_str_eq(
            reading.problem.remedy,
            rows[i].needed == NULL ? "" : "zstd -dc --long=31 mail.log | smtplogscan -");
    }
}

Test(zstd, a_window_over_the_limit_in_a_later_frame)
{
    static struct file file;
    static struct reading reading;

    file_clear(&file);
    add_stream(&zstd, &file, 3000);
    file.raw_bytes += make_frame(file.raw + file.raw_bytes, 0, "\xa8", 1);
    read_raw(&reading, &decoding_zstd, file.raw, file.raw_bytes, 65536);
    cr_expect_eq(reading.bytes, 3000, "what stands before it is given");
    cr_expect_not_null(strstr(reading.problem.sentence, "takes 2,048 MiB"));
}
#endif
