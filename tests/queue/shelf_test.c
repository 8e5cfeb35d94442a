/*
 * shelf_test.c - holds core/queue/shelf.c to giving back what was laid down, under either
 * of its keys, in the order of laying down, within its bound.
 */
#include "queue/shelf.h"

#include <criterion/criterion.h>

#include "base/hash.h"

enum { STORIES = 4000 };

static struct story numbered(uint32_t n, bool both_ids)
{
    return (struct story){.message = n + 1,
                          .other_key = both_ids ? n + 1 + STORIES * 10u : 0,
                          .address = 7,
                          .delay_ms = n,
                          .fate = FATE_ACCEPTED};
}

struct order {
    int64_t last;
    uint32_t count, messages;
    bool wrong;
};

static void hear(void *receiver, const struct recipient *recipient)
{
    struct order *order = receiver;

    order->wrong |= recipient->delay_ms <= order->last;
    order->last = recipient->delay_ms;
    order->messages += recipient->first_of_message;
    order->count++;
}

Test(shelf, found_by_either_key)
{
    struct shelf shelf;
    struct story story = numbered(5, true);

    shelf_open(&shelf, 1 << 20);
    cr_expect(shelf_put(&shelf, &story));
    cr_expect_not_null(shelf_find(&shelf, hash_mix(story.message, 7)));
    cr_expect_null(shelf_find(&shelf, hash_mix(story.message, 8)));
    struct story *found = shelf_find(&shelf, hash_mix(story.other_key, 7));
    cr_assert_not_null(found);
    cr_expect_eq(found->delay_ms, 5);
    shelf_remove(&shelf, found);
    cr_expect_null(shelf_find(&shelf, hash_mix(story.message, 7)));
    cr_expect_null(shelf_find(&shelf, hash_mix(story.other_key, 7)));
    shelf_close(&shelf);
}

/* Taking back leaves gaps, which are used again; the rest keeps its order. */
Test(shelf, bounded_and_in_order)
{
    struct shelf shelf;
    struct order order = {.last = -1};
    uint32_t put = 0;

    shelf_open(&shelf, STORIES / SHELF_TIMES * STORY_SHARE_BYTES);
    while (put < STORIES * 3) {
        struct story story = numbered(put, put % 2 == 0);
        if (!shelf_put(&shelf, &story))
            break;
        if (put % 3 != 0)
            shelf_remove(&shelf, shelf_find(&shelf, hash_mix(story.message, 7)));
        put++;
    }
    cr_expect_gt(put, STORIES * 2, "%u put", put);
    cr_expect_leq(shelf.room, STORIES);
    shelf_end(&shelf, hear, &order);
    cr_expect(!order.wrong);
    cr_expect_eq(order.count, (put + 2) / 3);
    cr_expect_eq(order.messages, order.count);
    cr_expect_eq(shelf.index.count, 0);
    shelf_close(&shelf);
}

Test(shelf, recipients_of_a_message)
{
    struct shelf shelf;
    struct order order = {.last = -1};
    struct story ann = numbered(1, false), bob = ann;

    bob.address = 8;
    bob.delay_ms = 9;
    shelf_open(&shelf, 1 << 20);
    shelf_put(&shelf, &ann);
    shelf_put(&shelf, &bob);
    shelf_end(&shelf, hear, &order);
    cr_expect_eq(order.count, 2);
    cr_expect_eq(order.messages, 1);
    shelf_close(&shelf);
}

Test(shelf, no_room)
{
    struct shelf shelf;
    struct story story = numbered(1, false);

    shelf_open(&shelf, 0);
    cr_expect(!shelf_put(&shelf, &story));
    shelf_close(&shelf);
}
