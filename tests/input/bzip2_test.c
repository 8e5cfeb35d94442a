/*
 * bzip2_test.c - holds input/bzip2.c to decode.h: streams of every size, padding, what
 * stands behind the last, and damage at every byte.
 */
#ifdef HAVE_BZIP2
#include "compressed.h"

#include <bzlib.h>

static size_t compress_text(unsigned char *raw, size_t room, const char *text,
                            size_t bytes)
{
    unsigned size = (unsigned)room;

    cr_assert_eq(BZ2_bzBuffToBuffCompress((char *)raw, &size, (char *)text,
                                          (unsigned)bytes, 1, 0, 0),
                 BZ_OK);
    return size;
}

static const struct compressor bzip2 = {&decoding_bzip2, 5, compress_text};

static const char zeros[200000];

Test(bzip2, whole)
{
    check_whole(&bzip2);
}

Test(bzip2, what_stands_behind)
{
    static const char complaint[] =
        "what follows the compressed data (from byte %s) is not bzip2 and was not read";

    check_tail(&bzip2, "1 zero", zeros, 1, "", 0);
    check_tail(&bzip2, "512 zeros", zeros, 512, "", 0);
    check_tail(&bzip2, "200000 zeros", zeros, sizeof(zeros), "", 0);
    check_tail(&bzip2, "text", "Nov 22", 6, complaint, 0);
    check_tail(&bzip2, "one byte", "\n", 1, complaint, 0);
    check_tail(&bzip2, "a magic and text", "BZh9text", 8, complaint, 0);
    check_tail(&bzip2, "zeros and text", "\0\0\0Nov 22", 9, complaint, 3);
}

Test(bzip2, what_is_claimed)
{
    static const struct {
        const char *head;
        size_t bytes;
        bool want;
    } rows[] = {
        {"BZh91AY&SY", 10, true},
        {"BZh11AY&SY12", 12, true},
        {"BZh91", 5, true},
        {"BZh9", 4, false},
        {"BZ", 2, false},
        {"", 0, false},
        {"BZh01AY&SY", 10, false},
        {"BZh91AY&SX", 10, false},
        {"BZh9 is a host", 14, false},
        {"BZh9\x17\x72\x45\x38\x50\x90", 10, true},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        cr_expect_eq(
            decoding_bzip2.claims((const unsigned char *)rows[i].head, rows[i].bytes),
            rows[i].want, "%s", rows[i].head);
}

Test(bzip2, cut_at_every_byte)
{
    check_cuts(&bzip2);
}

Test(bzip2, no_bit_is_changed_in_silence)
{
    check_bits(&bzip2, 4000);
}

/* All but the last block, of 100,000 bytes. */
Test(bzip2, damage_at_the_end)
{
    check_damaged_end(&bzip2, 1700000);
}

Test(bzip2, from_a_pipe_in_drops)
{
    check_pipe(&bzip2);
}

Test(bzip2, a_bomb)
{
    check_bomb(&bzip2);
}
#endif
