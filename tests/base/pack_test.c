/*
 * pack_test.c - holds base/pack.c, pack_names.c and seal.c to their headers: what is
 * packed comes out again, and what was not packed by us does no harm.
 */
#include "base/pack.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/pack_names.h"
#include "base/seal.h"
#include "base/view.h"

static const uint64_t numbers[] = {
    0, 1, 127, 128, 16383, 16384, UINT32_MAX, INT64_MAX, UINT64_MAX - 1, UINT64_MAX};

Test(pack, numbers_and_texts_come_out_again)
{
    struct pack pack;

    pack_open(&pack);
    for (size_t i = 0; i < SLS_COUNT(numbers); i++) {
        pack_number(&pack, numbers[i]);
        pack_signed(&pack, (int64_t)numbers[i]);
        pack_signed(&pack, -(int64_t)(numbers[i] >> 1));
    }
    pack_text(&pack, VIEW(""));
    pack_text(&pack, VIEW("a\0b"));
    struct unpack unpack = unpack_of(pack_view(&pack));
    for (size_t i = 0; i < SLS_COUNT(numbers); i++) {
        cr_expect_eq(unpack_number(&unpack), numbers[i]);
        cr_expect_eq(unpack_signed(&unpack), (int64_t)numbers[i]);
        cr_expect_eq(unpack_signed(&unpack), -(int64_t)(numbers[i] >> 1));
    }
    cr_expect(view_equal(unpack_text(&unpack), VIEW("")));
    cr_expect(view_equal(unpack_text(&unpack), VIEW("a\0b")));
    cr_expect(unpack.next == unpack.end && !unpack.bad);
    pack_close(&pack);
}

static const struct {
    const char *name;
    sls_view bytes;
} faults[] = {
    {"nothing", {"", 0}},
    {"no end", {"\x80\x80", 2}},
    {"too long", {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10}},
    {"eleven bytes", {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00", 11}},
};

Test(pack, bad_numbers_are_bad_once_and_for_all)
{
    for (size_t i = 0; i < SLS_COUNT(faults); i++) {
        struct unpack unpack = unpack_of(faults[i].bytes);
        cr_expect_eq(unpack_number(&unpack), 0, "%s", faults[i].name);
        cr_expect(unpack.bad, "%s", faults[i].name);
        cr_expect_eq(unpack_text(&unpack).len, 0, "%s", faults[i].name);
    }
    struct unpack text = unpack_of(VIEW("\x05"
                                        "abc"));
    cr_expect_eq(unpack_text(&text).len, 0, "a text that is cut");
    cr_expect(text.bad);
    struct unpack many = unpack_of(VIEW("\x7f"
                                        "abcdef"));
    cr_expect_eq(unpack_count(&many, 2), 0, "more things than there are bytes");
    cr_expect(many.bad);
    struct unpack most = unpack_of(VIEW("\x05"));
    cr_expect_eq(unpack_upto(&most, 4), 0);
    cr_expect(most.bad);
}

Test(pack, names_find_their_numbers_elsewhere)
{
    struct intern here, there;
    struct pack pack, places;
    struct pack_names names;
    struct unpack_names unpacked;

    intern_open(&here, 100, 1);
    intern_open(&there, 100, 2);
    pack_open(&pack);
    pack_open(&places);
    intern_id(&there, VIEW("b"));
    uint32_t a = intern_id(&here, VIEW("a")), b = intern_id(&here, VIEW("b"));
    pack_names_open(&names, &here);
    uint32_t ids[] = {b, a, b, INTERN_NONE, INTERN_OTHER};
    for (size_t i = 0; i < SLS_COUNT(ids); i++)
        pack_name(&names, &places, ids[i]);
    pack_names_list(&names, &pack);
    pack_bytes(&pack, pack_view(&places));
    pack_names_close(&names);

    struct unpack unpack = unpack_of(pack_view(&pack));
    unpack_names_open(&unpacked, &unpack, &there);
    for (size_t i = 0; i < SLS_COUNT(ids); i++) {
        uint32_t id = unpack_name(&unpacked, &unpack);
        if (ids[i] > INTERN_OTHER)
            cr_expect(view_equal(intern_view(&there, id), intern_view(&here, ids[i])));
        else
            cr_expect_eq(id, ids[i]);
    }
    cr_expect(!unpack.bad);
    unpack_names_close(&unpacked);
    pack_close(&pack);
    pack_close(&places);
    intern_close(&here);
    intern_close(&there);
}

static const struct seal seal = {"\x8EtestX\r\n", 3};

static enum sealed open_file(sls_view file, sls_view wanted)
{
    struct pack inside;

    pack_open(&inside);
    enum sealed sealed = seal_open(&seal, file, &inside);
    cr_expect(view_equal(pack_view(&inside), sealed == SEALED_WHOLE ? wanted : VIEW("")));
    pack_close(&inside);
    return sealed;
}

Test(pack, a_seal_shows_every_change)
{
    char inside[3000];
    struct pack file;

    for (size_t i = 0; i < sizeof(inside); i++)
        inside[i] = (char)(i * i >> 3);
    pack_open(&file);
    seal_close(&seal, (sls_view){inside, sizeof(inside)}, &file);
    sls_view whole = pack_view(&file), wanted = {inside, sizeof(inside)};
    cr_expect_eq(open_file(whole, wanted), SEALED_WHOLE);
    for (size_t i = 0; i < whole.len; i++) {
        file.bytes[i] ^= 0x20;
        enum sealed want = i < SEAL_MAGIC_BYTES    ? SEALED_FOREIGN
                           : i == SEAL_MAGIC_BYTES ? SEALED_NEWER
                                                   : SEALED_DAMAGED;
        enum sealed got = open_file(whole, wanted);
        /* the last bits of a deflate block are padding, which nobody reads */
        cr_expect(got == want || (got == SEALED_WHOLE && i > SEAL_HEAD_BYTES + 2),
                  "byte %zu", i);
        file.bytes[i] ^= 0x20;
        cr_expect_neq(open_file((sls_view){whole.ptr, i}, wanted), SEALED_WHOLE);
    }
    pack_bytes(&file, VIEW("x"));
    cr_expect_eq(open_file(pack_view(&file), wanted), SEALED_DAMAGED, "a byte behind it");
    file.bytes[SEAL_MAGIC_BYTES] = 2;
    cr_expect_eq(open_file(whole, wanted), SEALED_DAMAGED, "a version that never was");
    pack_close(&file);
}

Test(pack, nothing_can_be_sealed)
{
    struct pack file;

    pack_open(&file);
    seal_close(&seal, VIEW(""), &file);
    cr_expect_eq(open_file(pack_view(&file), VIEW("")), SEALED_WHOLE);
    pack_close(&file);
}
