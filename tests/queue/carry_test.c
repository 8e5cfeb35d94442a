/*
 * carry_test.c - open messages of a file that somebody else wrote, keys and all: none of
 * them passes for something else.
 */
#include "queue/carry.h"

#include <criterion/criterion.h>

#include "base/view.h"
#include "queue/end.h"

enum { MEMORY = 1 << 20, MESSAGES = 3, RECIPIENTS = 2 };

/* What hash_mix() multiplies a message's key with. */
#define MIXED 0x9E3779B97F4A7C15u

struct told {
    uint64_t address, start;
};

static const struct {
    const char *name;
    struct {
        uint64_t key;
        struct told recipients[RECIPIENTS]; /* up to the first without an address */
    } messages[MESSAGES];
    bool whole;
    size_t handed_on;
} rows[] = {
    {"two messages", {{5, {{7, 0}}}, {6, {{7, 0}}}}, true, 2},
    {"a message whose key is a delivery's number",
     {{5, {{7, 6}}}, {6, {{8, 0}}}},
     true,
     2},
    {"a delivery with a message's key for its number",
     {{5, {{7, 0}}}, {6, {{8, 5}}}},
     true,
     2},
    {"two deliveries of one number", {{5, {{7, 9}, {8, 9}}}, {6, {{8, 9}}}}, true, 3},
    {"two messages of one key: the first is over",
     {{5, {{7, 9}}}, {5, {{8, 9}}}, {6, {{7, 9}}}},
     true,
     3},
    {"a recipient whose key is its message's", {{1, {{-MIXED, 0}}}}, true, 1},
    {"a recipient with the key of another message's",
     {{1, {{7 + MIXED, 0}}}, {2, {{7, 0}}}},
     false,
     1},
    {"a recipient twice", {{5, {{7, 1}, {7, 2}}}}, false, 1},
};

static void pack_told(struct pack *pack, const struct told *told)
{
    pack_number(pack, told->address);
    pack_number(pack, told->start);
    pack_number(pack, 0);
    pack_number(pack, FATE_ACCEPTED);
    for (size_t i = 0; i < 4; i++) /* times and the delay */
        pack_signed(pack, 0);
    for (size_t i = 0; i < 10; i++) /* names, counts, marks */
        pack_number(pack, 0);
}

static void pack_message(struct pack *pack, uint64_t key, const struct told *told)
{
    size_t count = 0;

    while (count < RECIPIENTS && told[count].address != 0)
        count++;
    pack_number(pack, key);
    for (size_t i = 0; i < 4; i++) /* Message-ID, flags, names */
        pack_number(pack, 0);
    pack_text(pack, (sls_view){"", 0});
    pack_signed(pack, 0);
    pack_number(pack, count);
    for (size_t i = 0; i < count; i++)
        pack_told(pack, &told[i]);
}

static void pack_row(struct pack *pack, size_t row)
{
    size_t count = 0;

    while (count < MESSAGES && rows[row].messages[count].recipients[0].address != 0)
        count++;
    pack_number(pack, count);
    for (size_t i = 0; i < count; i++)
        pack_message(pack, rows[row].messages[i].key, rows[row].messages[i].recipients);
}

static void count_one(void *receiver, const struct recipient *recipient)
{
    size_t *count = receiver;

    (void)recipient;
    ++*count;
}

Test(carry, keys_that_somebody_chose)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct intern names;
        struct join join;
        struct pack pack;
        size_t count = 0;

        pack_open(&pack);
        pack_row(&pack, i);
        intern_open(&names, 1024, 1);
        join_open(&join, &names, MEMORY, 1, count_one, &count);
        struct unpack unpack = unpack_of(pack_view(&pack));
        cr_expect_eq(carry_unpack(&join, NULL, &unpack), rows[i].whole, "%s",
                     rows[i].name);
        join_end(&join);
        cr_expect_eq(count, rows[i].handed_on, "%s: %zu", rows[i].name, count);
        join_close(&join);
        intern_close(&names);
        pack_close(&pack);
    }
}

/* A message with one recipient, of whom only these are not zero. */
static void pack_one(struct pack *pack, uint64_t message_flags, uint64_t recipient_flags,
                     enum fate fate, uint64_t sample)
{
    const uint64_t message[] = {1, 5, 0, message_flags, 0, 0}; /* count to names */

    for (size_t i = 0; i < SLS_COUNT(message); i++)
        pack_number(pack, message[i]);
    pack_text(pack, VIEW("me@here.example"));
    pack_signed(pack, 1795305600);
    pack_number(pack, 1);
    pack_number(pack, 7);
    pack_number(pack, 0);
    pack_number(pack, recipient_flags);
    pack_number(pack, fate);
    for (size_t i = 0; i < 4; i++) /* times and the delay */
        pack_signed(pack, -1);
    for (size_t i = 0; i < 9; i++) /* names, counts, provider, cause */
        pack_number(pack, 0);
    pack_number(pack, sample);
}

static bool take_one(struct join *join, struct intern *names, const struct pack *pack,
                     const struct carry_numbers *numbers)
{
    struct unpack unpack = unpack_of(pack_view(pack));

    intern_open(names, 1024, 1);
    join_open(join, names, MEMORY, 1, count_one, &(size_t){0});
    return carry_unpack(join, numbers, &unpack);
}

static void leave(struct join *join, struct intern *names)
{
    join_close(join);
    intern_close(names);
}

enum { ALL_OF_MESSAGE = 15, ALL_OF_RECIPIENT = 2047 };

Test(carry, every_flag_comes_out_as_it_went_in)
{
    static const uint64_t flags[][2] = {
        {0, 0}, {ALL_OF_MESSAGE, ALL_OF_RECIPIENT}, {5, 0x555}, {10, 0x2AA}};

    for (size_t i = 0; i < SLS_COUNT(flags); i++) {
        struct intern names;
        struct join join;
        struct pack pack, again;
        pack_open(&pack);
        pack_open(&again);
        pack_one(&pack, flags[i][0], flags[i][1], FATE_ACCEPTED, 0);
        cr_expect(take_one(&join, &names, &pack, NULL));
        carry_pack(&join, NULL, &again);
        cr_expect(view_equal(pack_view(&again), pack_view(&pack)), "row %zu", i);
        leave(&join, &names);
        pack_close(&pack);
        pack_close(&again);
    }
}

Test(carry, flags_that_there_are_not)
{
    static const uint64_t flags[][2] = {{ALL_OF_MESSAGE + 1, 0},
                                        {0, ALL_OF_RECIPIENT + 1}};

    for (size_t i = 0; i < SLS_COUNT(flags); i++) {
        struct intern names;
        struct join join;
        struct pack pack;
        pack_open(&pack);
        pack_one(&pack, flags[i][0], flags[i][1], FATE_ACCEPTED, 0);
        cr_expect_not(take_one(&join, &names, &pack, NULL), "row %zu", i);
        leave(&join, &names);
        pack_close(&pack);
    }
}

Test(carry, replies_that_are_shown_of_open_messages)
{
    struct intern names;
    struct join join;
    struct pack pack;
    bool used[4] = {false};

    pack_open(&pack);
    pack_one(&pack, 0, 0, FATE_DELAYED, 2);
    cr_assert(take_one(&join, &names, &pack, NULL));
    carry_samples(&join, used, 2);
    cr_expect(!used[0] && !used[1] && !used[2], "one that is known no more");
    carry_samples(&join, used, 3);
    cr_expect(!used[0] && !used[1] && used[2]);
    leave(&join, &names);
    pack_close(&pack);
}

/* What is charged needs a cause, and everything a provider: elsewhere there were none. */
static const struct {
    const char *name;
    uint64_t flags, sample;
    enum fate fate;
    size_t causes, providers;
    bool whole;
} charges[] = {
    {"accepted at once", 0, 0, FATE_ACCEPTED, 0, 1, true},
    {"accepted after a refusal", 1 << 2, 0, FATE_ACCEPTED, 0, 1, false},
    {"refused, with a cause", 1 << 2, 0, FATE_ACCEPTED, 1, 1, true},
    {"delayed without a cause", 0, 0, FATE_DELAYED, 0, 1, false},
    {"delayed, here", 1 << 4, 0, FATE_DELAYED, 0, 1, true},
    {"delayed, never seen", 1 << 5, 0, FATE_DELAYED, 0, 1, true},
    {"failed, with a cause", 0, 0, FATE_FAILED, 1, 1, true},
    {"no provider", 0, 0, FATE_ACCEPTED, 1, 0, false},
    {"a reply that there is", 0, 1, FATE_ACCEPTED, 1, 1, true},
    {"a reply that there is not", 0, 2, FATE_ACCEPTED, 1, 1, false},
};

Test(carry, numbers_of_elsewhere)
{
    const uint32_t here[] = {0, 0};

    for (size_t i = 0; i < SLS_COUNT(charges); i++) {
        uint32_t ids[] = {INTERN_NONE, INTERN_OTHER};
        struct unpack_names names_there = {ids, 2};
        const struct carry_numbers numbers = {
            .names = &names_there,
            .causes = here,
            .samples = here,
            .providers = here,
            .cause_count = charges[i].causes,
            .sample_count = 2,
            .provider_count = charges[i].providers,
        };
        struct intern names;
        struct join join;
        struct pack pack;
        pack_open(&pack);
        pack_one(&pack, 0, charges[i].flags, charges[i].fate, charges[i].sample);
        cr_expect_eq(take_one(&join, &names, &pack, &numbers), charges[i].whole, "%s",
                     charges[i].name);
        leave(&join, &names);
        pack_close(&pack);
    }
}
