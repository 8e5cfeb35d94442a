/*
 * pairs_test.c - a pair is told by both of its numbers, keeps its counts while the list
 * grows, and once the limit is reached only known pairs are found; the refused are
 * counted.
 */
#include "tally/pairs.h"

#include <criterion/criterion.h>

static const struct {
    uint32_t major, minor;
} distinct[] = {{0, 0},          {0, 1},          {1, 0},          {1, 1},
                {0, UINT32_MAX}, {UINT32_MAX, 0}, {1, UINT32_MAX}, {UINT32_MAX, 1},
                {2, 1},          {1, 2},          {65536, 1},      {1, 65536}};

enum { DISTINCT = sizeof(distinct) / sizeof(distinct[0]) };

Test(pairs, both_numbers_count)
{
    struct pairs pairs;

    pairs_open(&pairs, 100);
    for (uint32_t i = 0; i < DISTINCT; i++) {
        cr_expect_null(pairs_find(&pairs, distinct[i].major, distinct[i].minor), "row %u",
                       i);
        pairs_put(&pairs, distinct[i].major, distinct[i].minor)->failed = i + 1;
    }
    cr_expect_eq(pairs.count, DISTINCT);
    for (uint32_t i = 0; i < DISTINCT; i++) {
        const struct pair *pair =
            pairs_find(&pairs, distinct[i].major, distinct[i].minor);
        cr_assert_not_null(pair, "row %u", i);
        cr_expect_eq(pair->failed, i + 1, "row %u", i);
        cr_expect(pair->major == distinct[i].major && pair->minor == distinct[i].minor);
        cr_expect_eq(pairs_put(&pairs, distinct[i].major, distinct[i].minor), pair,
                     "row %u is made anew", i);
    }
    cr_expect_eq(pairs.count, DISTINCT);
    pairs_close(&pairs);
}

Test(pairs, new_ones_are_zero)
{
    struct pairs pairs;

    pairs_open(&pairs, 10);
    struct pair *pair = pairs_put(&pairs, 3, 4);
    cr_expect_eq(pair->accepted + pair->delayed + pair->failed, 0);
    cr_expect(pair->last_accepted == 0 && pair->last_refused == 0);
    pairs_close(&pairs);
}

Test(pairs, limit)
{
    enum { LIMIT = 1000 };
    struct pairs pairs;

    pairs_open(&pairs, LIMIT);
    for (uint32_t i = 0; i < LIMIT; i++) {
        struct pair *pair = pairs_put(&pairs, i % 7, i);
        cr_assert_not_null(pair, "pair %u of %u", i, LIMIT);
        pair->accepted = i;
    }
    cr_expect_eq(pairs.refused, 0);
    for (uint32_t i = 0; i < 5; i++)
        cr_expect_null(pairs_put(&pairs, 7, i));
    cr_expect_eq(pairs.refused, 5);
    cr_expect_eq(pairs.count, LIMIT);
    for (uint32_t i = 0; i < LIMIT; i++)
        cr_expect_eq(pairs_put(&pairs, i % 7, i)->accepted, i, "pair %u", i);
    cr_expect_eq(pairs.refused, 5, "known ones are no refusal");
    cr_expect_null(pairs_find(&pairs, 7, 0));
    pairs_close(&pairs);
}

Test(pairs, no_room_at_all)
{
    struct pairs pairs;

    pairs_open(&pairs, 0);
    cr_expect_null(pairs_put(&pairs, 1, 1));
    cr_expect_null(pairs_find(&pairs, 1, 1));
    cr_expect_eq(pairs.refused, 1);
    pairs_close(&pairs);
    cr_expect_eq(pairs.count, 0);
}
