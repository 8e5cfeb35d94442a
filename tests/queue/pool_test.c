/*
 * pool_test.c - holds the pool to handing out zeroed slots, each to one taker, up to the
 * limit that a share of memory gives, and to keeping what is in them while it grows.
 */
#include "queue/pool.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The smallest share: 1,024 slots, of which the first is none. */
enum { SMALLEST = 1023, SHARES = 5000 };

static const struct {
    const char *name;
    uint64_t memory_bytes;
    uint32_t limit;
} limits[] = {
    {"none", 0, 1024},
    {"too little", 1024 * MESSAGE_SHARE_BYTES - 1, 1024},
    {"just the smallest", 1024 * MESSAGE_SHARE_BYTES, 1024},
    {"one more", 1025 * MESSAGE_SHARE_BYTES, 1025},
    {"64 MiB", 64 << 20, (64 << 20) / MESSAGE_SHARE_BYTES},
    {"more than can be counted", UINT64_MAX, UINT32_MAX / 4},
};

Test(pool, limit)
{
    for (size_t i = 0; i < SLS_COUNT(limits); i++) {
        struct join join = {0};
        pool_open(&join, limits[i].memory_bytes);
        cr_expect_eq(join.message_limit, limits[i].limit, "%s: %u messages",
                     limits[i].name, join.message_limit);
        cr_expect_eq(join.recipient_limit, limits[i].limit, "%s: %u recipients",
                     limits[i].name, join.recipient_limit);
        pool_close(&join);
    }
}

/* Takes every slot; each is new, in range, and zeroed. */
static void take_messages(struct join *join, uint32_t count)
{
    bool *taken = calloc(count + 1, sizeof(*taken));
    static const struct message zero = {0};

    for (uint32_t i = 0; i < count; i++) {
        uint32_t m = pool_take_message(join);
        cr_assert(m >= 1 && m <= count, "slot %u", m);
        cr_assert_not(taken[m], "slot %u is given twice", m);
        cr_assert_arr_eq(&join->messages[m], &zero, sizeof(zero), "slot %u", m);
        taken[m] = true;
        join->messages[m].key = m;
        join->messages[m].sender_bytes = UINT8_MAX;
    }
    cr_expect_eq(pool_take_message(join), 0, "a slot above the limit");
    free(taken);
}

static void take_recipients(struct join *join, uint32_t count)
{
    bool *taken = calloc(count + 1, sizeof(*taken));
    static const struct recipient zero = {0};

    for (uint32_t i = 0; i < count; i++) {
        uint32_t r = pool_take_recipient(join);
        cr_assert(r >= 1 && r <= count, "slot %u", r);
        cr_assert_not(taken[r], "slot %u is given twice", r);
        cr_assert_arr_eq(&join->recipients[r], &zero, sizeof(zero), "slot %u", r);
        taken[r] = true;
        join->recipients[r].key = r;
        join->recipients[r].next = UINT32_MAX;
    }
    cr_expect_eq(pool_take_recipient(join), 0, "a slot above the limit");
    free(taken);
}

Test(pool, every_slot_once)
{
    static const uint32_t slots[] = {SMALLEST, SHARES - 1};

    for (size_t i = 0; i < SLS_COUNT(slots); i++) {
        struct join join = {0};
        pool_open(&join, (slots[i] + 1) * (uint64_t)MESSAGE_SHARE_BYTES);
        take_messages(&join, slots[i]);
        take_recipients(&join, slots[i]);
        for (uint32_t j = 1; j <= slots[i]; j++) {
            cr_assert_eq(join.messages[j].key, j, "lost in growing");
            cr_assert_eq(join.recipients[j].key, j, "lost in growing");
        }
        pool_close(&join);
    }
}

/* What is given back comes again, zeroed, and nothing else does. */
Test(pool, given_back)
{
    struct join join = {0};

    pool_open(&join, 0);
    take_messages(&join, SMALLEST);
    take_recipients(&join, SMALLEST);
    for (int round = 0; round < 3; round++) {
        pool_give_message(&join, 7);
        pool_give_message(&join, 1023);
        uint32_t one = pool_take_message(&join), other = pool_take_message(&join);
        cr_expect_eq(one + other, 1030);
        cr_expect(one == 7 || other == 7);
        cr_expect_eq(join.messages[7].key, 0);
        cr_expect_eq(join.messages[7].first, 0);
        cr_expect_eq(join.messages[7].sender_bytes, 0);
        cr_expect_eq(pool_take_message(&join), 0);
        pool_give_recipient(&join, 7);
        cr_expect_eq(pool_take_recipient(&join), 7);
        cr_expect_eq(join.recipients[7].key, 0);
        cr_expect_eq(join.recipients[7].next, 0);
        cr_expect_eq(pool_take_recipient(&join), 0);
    }
    cr_expect_eq(join.messages[8].key, 8);
    cr_expect_eq(join.recipients[8].key, 8);
    pool_close(&join);
}

/* Memory follows what is open, not the limit. */
Test(pool, grows_with_use)
{
    struct join join = {0};

    pool_open(&join, UINT64_C(64) << 20);
    cr_expect_leq(join.message_room, 1024);
    cr_expect_leq(join.recipient_room, 1024);
    for (int i = 0; i < 100000; i++) {
        pool_give_message(&join, pool_take_message(&join));
        pool_give_recipient(&join, pool_take_recipient(&join));
    }
    cr_expect_leq(join.recipient_room, 1024, "room for %u", join.recipient_room);
    cr_expect_leq(join.message_room, 1024, "room for %u messages", join.message_room);
    pool_close(&join);
}
