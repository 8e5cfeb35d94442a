/*
 * table_test.c - holds base/table.c to its header and to a model: thousands of random
 * puts and removals, on keys that spread and on keys that all want the same slots, leave
 * exactly what a plain array says.
 */
#include "base/table.h"

#include <criterion/criterion.h>
#include <string.h>

enum { KEYS = 512 };

/* Numerical Recipes' generator: the same numbers on every machine. */
static uint32_t dice(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

Test(table, a_new_key_is_zero_and_stays)
{
    struct table table;
    bool added = false;

    table_open(&table, 0);
    cr_expect_null(table_find(&table, 7), "an empty table finds nothing");
    uint32_t *value = table_put(&table, 7, &added);
    cr_expect(added);
    cr_expect_eq(*value, 0);
    *value = 70;
    cr_expect_eq(*table_put(&table, 7, &added), 70);
    cr_expect_not(added, "the second time it is known");
    cr_expect_eq(table.count, 1);
    cr_expect_eq(*table_find(&table, 7), 70);
    cr_expect_null(table_find(&table, 8));
    table_remove(&table, 8);
    cr_expect_eq(table.count, 1, "removing what is not there changes nothing");
    table_remove(&table, 7);
    cr_expect_eq(table.count, 0);
    cr_expect_null(table_find(&table, 7));
    cr_expect_eq(*table_put(&table, 7, &added), 0, "a key that comes back is new");
    cr_expect(added);
    table_close(&table);
}

Test(table, odd_keys)
{
    static const uint64_t keys[] = {0, UINT64_MAX, 1u << 31, (uint64_t)1 << 63, 63, 64};
    enum { COUNT = sizeof(keys) / sizeof(keys[0]) };
    struct table table;
    bool added;

    table_open(&table, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        *table_put(&table, keys[i], &added) = i + 1;
        cr_expect(added, "key %zu", (size_t)i);
    }
    for (uint32_t i = 0; i < COUNT; i++)
        cr_expect_eq(*table_find(&table, keys[i]), i + 1, "key %zu", (size_t)i);
    for (uint32_t i = 0; i < COUNT; i++) {
        table_remove(&table, keys[i]);
        cr_expect_null(table_find(&table, keys[i]), "key %zu", (size_t)i);
    }
    cr_expect_eq(table.count, 0);
    table_close(&table);
}

/* A table that was opened for as many as come does not move. */
Test(table, holds_what_it_was_opened_for)
{
    static const size_t expected[] = {0, 1, 48, 49, 1000, 100000};

    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        struct table table;
        bool added;
        table_open(&table, expected[i]);
        const struct table_slot *slots = table.slots;
        for (uint64_t key = 1; key <= expected[i]; key++)
            table_put(&table, key * 0x9E3779B97F4A7C15u, &added);
        cr_expect_eq(table.count, expected[i]);
        cr_expect_eq(table.slots, slots, "opened for %zu", expected[i]);
        table_close(&table);
    }
}

Test(table, grows_and_clears)
{
    enum { MANY = 50000 };
    struct table table;
    bool added;

    table_open(&table, 0);
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < MANY; i++)
            *table_put(&table, (i + 1) * 0x9E3779B97F4A7C15u, &added) = i;
        cr_expect_eq(table.count, MANY);
        for (uint32_t i = 0; i < MANY; i++) {
            const uint32_t *value = table_find(&table, (i + 1) * 0x9E3779B97F4A7C15u);
            cr_assert(value != NULL && *value == i, "key %zu, round %d", (size_t)i,
                      round);
        }
        table_clear(&table);
        cr_expect_eq(table.count, 0);
        cr_expect_null(table_find(&table, 0x9E3779B97F4A7C15u));
    }
    table_close(&table);
}

/* Every way to have taken one key out of a cluster that runs over the table's end. */
Test(table, removal_closes_the_gap_at_the_tables_end)
{
    static const uint64_t homes[] = {61, 61, 62, 63, 63, 61, 0, 1, 0, 62, 2};
    enum { COUNT = sizeof(homes) / sizeof(homes[0]) };

    for (size_t gone = 0; gone < COUNT; gone++) {
        struct table table;
        bool added;
        table_open(&table, 0);
        for (size_t i = 0; i < COUNT; i++)
            *table_put(&table, (i + 1) * 64 + homes[i], &added) = (uint32_t)i;
        table_remove(&table, (gone + 1) * 64 + homes[gone]);
        for (size_t i = 0; i < COUNT; i++) {
            const uint32_t *value = table_find(&table, (i + 1) * 64 + homes[i]);
            if (i == gone)
                cr_expect_null(value, "%zu was removed", i);
            else
                cr_expect(value != NULL && *value == i, "%zu after %zu was removed", i,
                          gone);
        }
        cr_expect_eq(table.count, COUNT - 1);
        table_close(&table);
    }
}

static void expect_model(const struct table *table, const uint64_t *keys,
                         const uint32_t *model, const char *name)
{
    size_t count = 0;

    for (size_t i = 0; i < KEYS; i++) {
        const uint32_t *value = table_find(table, keys[i]);
        count += model[i] != 0;
        cr_assert_eq(value != NULL ? *value : 0, model[i], "%s: key %zu", name, i);
    }
    cr_assert_eq(table->count, count, "%s", name);
}

Test(table, agrees_with_a_plain_array)
{
    static const struct {
        const char *name;
        uint64_t factor, mask;
    } rows[] = {
        {"spread", 0x9E3779B97F4A7C15u, UINT64_MAX},
        {"in a row", 1, UINT64_MAX},
        {"all want the first slot", (uint64_t)1 << 32, UINT64_MAX},
        {"four homes", 0x9E3779B97F4A7C15u, ~(uint64_t)0xfffc},
        {"homes at the end", 0x9E3779B97F4A7C15u | 0xfff0, UINT64_MAX},
    };

    for (size_t row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) {
        uint64_t keys[KEYS], state = row + 1;
        uint32_t model[KEYS] = {0};
        struct table table;
        bool added;
        table_open(&table, 0);
        for (size_t i = 0; i < KEYS; i++)
            keys[i] = (((i + 1) * rows[row].factor) & rows[row].mask) + ((i + 2) << 48);
        for (uint32_t step = 1; step <= 8000; step++) {
            size_t i = dice(&state) % KEYS;
            if (dice(&state) % 5 < (step < 4000 ? 3 : 2)) {
                *table_put(&table, keys[i], &added) = step;
                cr_assert_eq(added, model[i] == 0, "%s: step %u", rows[row].name, step);
                model[i] = step;
            } else {
                table_remove(&table, keys[i]);
                model[i] = 0;
            }
            if (step % 250 == 0)
                expect_model(&table, keys, model, rows[row].name);
        }
        table_close(&table);
    }
}
