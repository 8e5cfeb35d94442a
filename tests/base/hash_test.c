/*
 * hash_test.c - holds base/hash.c to its header: a hash goes by bytes and seed alone, a
 * mix tells the order of its halves, and small ids spread over the low bits that
 * base/table.c takes for the slot.
 */
#include "base/hash.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

Test(hash, goes_by_bytes_and_seed)
{
    char copy[] = "alice@example.com";
    sls_view view = VIEW("alice@example.com");

    cr_expect_eq(hash_view(view, 1), hash_view(view_of(copy), 1), "equal bytes");
    cr_expect_neq(hash_view(view, 1), hash_view(view, 2), "another seed");
    cr_expect_neq(hash_view(view, 1), hash_view(view_skip(view, 1), 1), "one byte less");
    copy[0] = 'A';
    cr_expect_neq(hash_view(view, 1), hash_view(view_of(copy), 1), "one bit more");
    cr_expect_eq(hash_view((sls_view){NULL, 0}, 1), hash_view(VIEW(""), 1),
                 "an absent view is an empty one");
    cr_expect_neq(hash_view(VIEW("\0"), 1), hash_view(VIEW("\0\0"), 1), "NULs count");
}

Test(hash, tells_every_length_apart)
{
    enum { LENGTHS = 600 };
    static const char zeros[LENGTHS];
    uint64_t seen[LENGTHS];

    for (size_t i = 0; i < LENGTHS; i++) {
        seen[i] = hash_view((sls_view){zeros, i}, 42);
        for (size_t j = 0; j < i; j++)
            cr_expect_neq(seen[i], seen[j], "%zu and %zu NULs", i, j);
    }
}

Test(hash, seeds_differ)
{
    cr_expect_neq(hash_seed(), hash_seed());
}

static int by_value(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

Test(hash, mix_is_unlike_for_every_pair_of_small_ids)
{
    enum { SIDE = 256 };
    static uint64_t mixed[SIDE * SIDE];
    size_t equal = 0;

    for (uint64_t a = 0; a < SIDE; a++)
        for (uint64_t b = 0; b < SIDE; b++)
            mixed[a * SIDE + b] = hash_mix(a, b);
    cr_expect_neq(hash_mix(1, 2), hash_mix(2, 1), "swapped");
    qsort(mixed, SIDE * SIDE, sizeof(mixed[0]), by_value);
    for (size_t i = 1; i < (size_t)SIDE * SIDE; i++)
        equal += mixed[i - 1] == mixed[i];
    cr_expect_eq(equal, 0, "%zu of %d pairs have the key of another", equal, SIDE * SIDE);
}

Test(hash, mix_spreads_over_the_low_bits)
{
    enum { SLOTS = 64, KEYS = 64 * SLOTS };
    size_t by_first[SLOTS] = {0}, by_second[SLOTS] = {0};

    for (uint64_t id = 0; id < KEYS; id++) {
        by_first[hash_mix(id, 3) % SLOTS]++;
        by_second[hash_mix(3, id) % SLOTS]++;
    }
    for (size_t i = 0; i < SLOTS; i++) {
        cr_expect(by_first[i] > 16 && by_first[i] < 160, "slot %zu holds %zu of %d", i,
                  by_first[i], KEYS);
        cr_expect(by_second[i] > 16 && by_second[i] < 160, "slot %zu holds %zu of %d", i,
                  by_second[i], KEYS);
    }
}
