/*
 * xz_test.c - holds input/xz.c to decode.h: streams of every size, padding, what stands
 * behind the last, damage at every byte, and dictionaries over the limit.
 */
#ifdef HAVE_XZ
#include "compressed.h"

#include <lzma.h>

static size_t compress_text(unsigned char *raw, size_t room, const char *text,
                            size_t bytes)
{
    size_t size = 0;

    cr_assert_eq(lzma_easy_buffer_encode(0, LZMA_CHECK_CRC64, NULL,
                                         (const unsigned char *)text, bytes, raw, &size,
                                         room),
                 LZMA_OK);
    return size;
}

static const struct compressor xz = {&decoding_xz, 6, compress_text};

static const char zeros[200000];

Test(xz, whole)
{
    check_whole(&xz);
}

Test(xz, what_stands_behind)
{
    static const char complaint[] =
        "what follows the compressed data (from byte %s) is not xz and was not read";
    static const char padding[] =
        "is damaged at byte %s (padding of zeros that is no multiple of four)";

    check_tail(&xz, "4 zeros", zeros, 4, "", 0);
    check_tail(&xz, "512 zeros", zeros, 512, "", 0);
    check_tail(&xz, "200000 zeros", zeros, sizeof(zeros), "", 0);
    check_tail(&xz, "text", "Nov 22", 6, complaint, 0);
    check_tail(&xz, "one byte", "\n", 1, complaint, 0);
    check_tail(&xz, "half a magic",
               "\xfd"
               "7zX",
               4, complaint, 0);
    check_tail(&xz, "zeros and text", "\0\0\0\0Nov 22", 10, complaint, 4);
    check_tail(&xz, "3 zeros and text", "\0\0\0Nov 22", 9, padding, 3);
}

Test(xz, zeros_between)
{
    static struct file file;

    file_clear(&file);
    add_stream(&xz, &file, 1000);
    add_raw(&file, zeros, 4);
    add_stream(&xz, &file, 300000);
    add_raw(&file, zeros, 4096);
    add_stream(&xz, &file, 10);
    expect_file(&xz, "zeros between", &file, "");
}

/* The file is as long as its padding is wrong: which of the two is told is open. */
Test(xz, padding_that_is_no_multiple_of_four)
{
    static struct file file;
    static struct reading reading;

    for (size_t count = 1; count < 8; count++) {
        file_clear(&file);
        add_stream(&xz, &file, 1000);
        add_raw(&file, zeros, count);
        read_raw(&reading, &decoding_xz, file.raw, file.raw_bytes, 65536);
        cr_expect_eq(reading.bytes, 1000);
        cr_expect_eq(reading.problem.sentence[0] == '\0', count % 4 == 0, "%zu: %s",
                     count, reading.problem.sentence);
    }
}

Test(xz, cut_at_every_byte)
{
    check_cuts(&xz);
}

Test(xz, no_bit_is_changed_in_silence)
{
    check_bits(&xz, 4000);
}

Test(xz, damage_at_the_end)
{
    check_damaged_end(&xz, 1890000);
}

Test(xz, from_a_pipe_in_drops)
{
    check_pipe(&xz);
}

Test(xz, a_bomb)
{
    check_bomb(&xz);
}

/* The headers of a stream and of a block with a dictionary, and nothing more. */
static size_t make_headers(unsigned char *raw, uint32_t dictionary)
{
    lzma_options_lzma options;
    lzma_filter filters[] = {{.id = LZMA_FILTER_LZMA2, .options = &options},
                             {.id = LZMA_VLI_UNKNOWN}};
    lzma_stream_flags flags = {.check = LZMA_CHECK_CRC32};
    lzma_block block = {.check = LZMA_CHECK_CRC32,
                        .compressed_size = LZMA_VLI_UNKNOWN,
                        .uncompressed_size = LZMA_VLI_UNKNOWN,
                        .filters = filters};

    cr_assert_not(lzma_lzma_preset(&options, 0));
    options.dict_size = dictionary;
    cr_assert_eq(lzma_stream_header_encode(&flags, raw), LZMA_OK);
    cr_assert_eq(lzma_block_header_size(&block), LZMA_OK);
    cr_assert_eq(lzma_block_header_encode(&block, raw + LZMA_STREAM_HEADER_SIZE),
                 LZMA_OK);
    return LZMA_STREAM_HEADER_SIZE + block.header_size;
}

Test(xz, dictionaries_and_the_limit)
{
    static const struct {
        const char *name;
        uint32_t mebibytes;
        const char *want;
    } rows[] = {
        {"of xz -9", 64, "ends inside the compressed data"},
        {"below the limit", 128, "ends inside the compressed data"},
        {"256 MiB", 256,
         "takes 257 MiB of memory to decompress (xz), more than the 160 MiB"},
        {"1 GiB", 1024, "takes 1,025 MiB of memory to decompress (xz), more than"},
    };
    static struct reading reading;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        unsigned char raw[256];
        size_t bytes = make_headers(raw, rows[i].mebibytes << 20);
        read_raw(&reading, &decoding_xz, raw, bytes, 4096);
        cr_expect_eq(
            strncmp(reading.problem.sentence, rows[i].want, strlen(rows[i].want)), 0,
            "%s: %s", rows[i].name, reading.problem.sentence);
        cr_expect_str_eq(reading.problem.remedy, rows[i].mebibytes > 160
                                                     ? "xz -dc mail.log | smtplogscan -"
                                                     : "");
    }
}
#endif
