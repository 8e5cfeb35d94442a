/*
 * number_test.c - holds base/number.c to its header: groups of three digits for every
 * power of ten and its neighbours, up to the largest number there is.
 */
#include "base/number.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

Test(number, groups_by_three)
{
    static const struct {
        uint64_t number;
        const char *want;
    } rows[] = {
        {0, "0"},
        {7, "7"},
        {10, "10"},
        {999, "999"},
        {1000, "1,000"},
        {1001, "1,001"},
        {99999, "99,999"},
        {100000, "100,000"},
        {999999, "999,999"},
        {1000000, "1,000,000"},
        {1234567, "1,234,567"},
        {UINT32_MAX, "4,294,967,295"},
        {INT64_MAX, "9,223,372,036,854,775,807"},
        {UINT64_MAX, "18,446,744,073,709,551,615"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[GROUPED_BYTES];
        const char *grouped = number_grouped(text, rows[i].number);
        cr_expect_str_eq(grouped, rows[i].want);
        cr_expect(grouped >= text && grouped < text + GROUPED_BYTES,
                  "%s stands inside the buffer", rows[i].want);
    }
}

/* Without its commas the text is the number, and every group but the first is full. */
Test(number, powers_of_ten_and_their_neighbours)
{
    uint64_t power = 1;

    for (int digits = 1; digits <= 20; digits++, power *= 10)
        for (int step = -1; step <= 1; step++) {
            uint64_t number = power + (uint64_t)(int64_t)step;
            char text[GROUPED_BYTES], plain[GROUPED_BYTES], want[GROUPED_BYTES];
            const char *grouped = number_grouped(text, number);
            size_t bytes = strlen(grouped), kept = 0;
            for (size_t i = 0; i < bytes; i++) {
                bool comma = (bytes - i) % 4 == 0;
                cr_expect_eq(grouped[i] == ',', comma, "%s at %zu", grouped, i);
                if (!comma)
                    plain[kept++] = grouped[i];
            }
            plain[kept] = '\0';
            snprintf(want, sizeof(want), "%" PRIu64, number);
            cr_expect_str_eq(plain, want);
        }
}
