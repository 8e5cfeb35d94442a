/*
 * senders_test.c - a row for each provider, sender, header From and login; sums are exact
 * past the limit.
 */
#include "tally/senders.h"

#include <criterion/criterion.h>

#include "base/intern.h"

static void send(struct senders *senders, uint32_t sender, uint32_t from, uint32_t login,
                 enum fate fate)
{
    struct recipient recipient = {
        .sender = sender, .from = from, .login = login, .fate = (uint8_t)fate};
    senders_add(senders, 1, &recipient, fate == FATE_FAILED);
}

Test(senders, one_row_for_each_way)
{
    struct senders senders;

    senders_open(&senders);
    send(&senders, 10, 0, 0, FATE_ACCEPTED);
    send(&senders, 10, 0, 0, FATE_FAILED);
    send(&senders, 10, 11, 0, FATE_DELAYED);
    send(&senders, 10, 0, 11, FATE_ACCEPTED);
    send(&senders, 11, 10, 0, FATE_ACCEPTED);
    send(&senders, INTERN_NONE, 0, 0, FATE_FAILED);
    send(&senders, INTERN_OTHER, 0, 0, FATE_DELAYED);
    cr_assert_eq(senders.count, 4);
    cr_expect_eq(senders.list[0].counts.accepted, 1);
    cr_expect_eq(senders.list[0].counts.failed, 1);
    cr_expect_eq(senders.list[0].disowned, 1);
    cr_expect_eq(senders.list[1].counts.delayed, 1);
    cr_expect_eq(senders.other.failed, 1);
    cr_expect_eq(senders.other.delayed, 1);
    senders_close(&senders);
}

Test(senders, sums_are_exact_past_the_limit)
{
    struct senders senders;
    uint64_t sum = 0;

    senders_open(&senders);
    for (uint32_t i = 0; i < SENDERS_LIMIT + 100; i++)
        send(&senders, 10 + i, 0, 0, FATE_ACCEPTED);
    cr_assert_eq(senders.count, SENDERS_LIMIT);
    for (uint32_t i = 0; i < senders.count; i++)
        sum += senders.list[i].counts.accepted;
    cr_expect_eq(sum, SENDERS_LIMIT);
    cr_expect_eq(senders.other.accepted, 100);
    senders_close(&senders);
}
