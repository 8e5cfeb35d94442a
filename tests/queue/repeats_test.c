/*
 * repeats_test.c - holds core/queue/repeats.c to counting a line as often as the input
 * that has it most often, and to its bound.
 */
#include "queue/repeats.h"

#include <criterion/criterion.h>
#include <string.h>

struct row {
    const char *name, *lines; /* an input's number and a line's letter each */
    const char *want;         /* "+" counts, "-" is known */
};

static const struct row rows[] = {
    {"two lines", "0a 0b", "++"},
    {"twice in one input", "0a 0a", "++"},
    {"in two inputs", "0a 0b 1a 1b", "++--"},
    {"twice in both", "0a 0a 1a 1a", "++--"},
    {"more often in the second", "0a 1a 1a", "+-+"},
    {"in three", "0a 1a 2a", "+--"},
    {"the first has it not", "0b 1a 2a", "++-"},
};

static void check(const struct row *row)
{
    struct repeats repeats;
    char heard[16] = "";

    repeats_open(&repeats);
    for (const char *p = row->lines; p[0] != '\0'; p += p[2] == '\0' ? 2 : 3)
        strncat(heard,
                repeats_know(&repeats, (uint64_t)p[1], (uint32_t)(p[0] - '0')) ? "-"
                                                                               : "+",
                1);
    cr_expect_str_eq(heard, row->want, "%s: %s", row->name, heard);
    repeats_close(&repeats);
}

Test(repeats, rows)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        check(&rows[i]);
}

/* The oldest is forgotten. */
Test(repeats, bounded)
{
    struct repeats repeats;

    repeats_open(&repeats);
    for (uint64_t key = 1; key <= REPEATS_LIMIT + 5u; key++)
        cr_assert(!repeats_know(&repeats, key, 0));
    cr_expect_eq(repeats.index.count, REPEATS_LIMIT);
    cr_expect(repeats_know(&repeats, 6, 1));
    cr_expect(!repeats_know(&repeats, 5, 1));
    repeats_close(&repeats);
}
