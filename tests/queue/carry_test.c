/*
 * carry_test.c - open messages of a file that somebody else wrote, keys and all: none of
 * them passes for something else.
 */
#include "queue/carry.h"

#include <criterion/criterion.h>

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
