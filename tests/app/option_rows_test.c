/*
 * option_rows_test.c - what holds for every row of the table, also for rows to come.
 */
#include "app/option_rows.h"

#include <criterion/criterion.h>
#include <string.h>

#include "app/arguments.h"
#include "app/help.h"
#include "base/view.h"

Test(option_rows, names_and_letters_are_unique)
{
    for (size_t i = 0; i < option_row_count; i++)
        for (size_t j = i + 1; j < option_row_count; j++) {
            cr_expect_str_neq(option_rows[i].name, option_rows[j].name);
            cr_expect(option_rows[i].letter == '\0' ||
                          option_rows[i].letter != option_rows[j].letter,
                      "-%c", option_rows[i].letter);
        }
}

Test(option_rows, every_row_is_whole)
{
    cr_expect_not_null(option_rows[0].group);
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        cr_expect_not_null(row->set, "%s", row->name);
        cr_expect_gt(strlen(row->help), 5, "%s", row->name);
        cr_expect_eq(option_named(view_of(row->name)), row);
        cr_expect(!option_repeats(row) || option_takes(row) != TAKES_NONE, "%s",
                  row->name);
    }
    cr_expect_null(option_named(VIEW("")));
    cr_expect_null(option_named(VIEW("forma")));
}

/* What the help says of a default is what holds by default. */
Test(option_rows, defaults_are_those_of_the_help)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        char words[64];
        if (row->initial == NULL || strstr(row->help, "(default") == NULL)
            continue;
        snprintf(words, sizeof(words), "(default %s", row->initial);
        cr_expect_not_null(strstr(row->help, words), "%s", row->name);
    }
}

/* The help of an option with a closed list names each of its words, or is of a table. */
Test(option_rows, words)
{
    const struct option_row *color = option_named(VIEW("color"));

    cr_expect_eq(argument_kind_of(color), ARGUMENT_WORDS);
    cr_expect_str_eq(argument_word(color, 2), "never");
    cr_expect_null(argument_word(color, 3));
    cr_expect_eq(argument_kind_of(option_named(VIEW("ascii"))), ARGUMENT_NONE);
    cr_expect_eq(argument_kind_of(option_named(VIEW("top"))), ARGUMENT_TEXT);
    cr_expect_null(argument_word(option_named(VIEW("top")), 0));
    cr_expect_str_eq(argument_word(option_named(VIEW("format")), 0), "text");
}

Test(option_rows, half_a_sentence)
{
    static const struct {
        const char *help, *half;
    } rows[] = {
        {"a", "a"},
        {"a; b", "a"},
        {"a: b; c", "a"},
        {"a (default 10)", "a (default 10)"},
        {"a (default: b)", "a"},
        {"a (b: c) d; e", "a"},
        {"10:00", "10:00"},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        sls_view half = help_in_short(rows[i].help);
        cr_expect(view_equal(half, view_of(rows[i].half)), "%s: %.*s", rows[i].help,
                  (int)half.len, half.ptr);
    }
}
