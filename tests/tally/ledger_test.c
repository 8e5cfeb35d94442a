/*
 * ledger_test.c - every line is counted in exactly one of four sums: longer than a line
 * may be, cut or unreadable, another program's, or recognised.
 */
#include "tally/ledger.h"

#include <criterion/criterion.h>

#include <smtplogscan/plugin.h>

static const struct {
    const char *name;
    enum line_kind kind;
    bool overlong, cut;
    uint64_t recognised, skipped, malformed, overlong_lines;
} rows[] = {
    {"skipped", LINE_SKIPPED, false, false, 0, 1, 0, 0},
    {"malformed", LINE_MALFORMED, false, false, 0, 0, 1, 0},
    {"other", LINE_OTHER, false, false, 1, 0, 0, 0},
    {"opened", LINE_OPENED, false, false, 1, 0, 0, 0},
    {"detail", LINE_DETAIL, false, false, 1, 0, 0, 0},
    {"attempt", LINE_ATTEMPT, false, false, 1, 0, 0, 0},
    {"closed", LINE_CLOSED, false, false, 1, 0, 0, 0},
    {"expired", LINE_EXPIRED, false, false, 1, 0, 0, 0},
    {"notice", LINE_NOTICE, false, false, 1, 0, 0, 0},
    {"requeued", LINE_REQUEUED, false, false, 1, 0, 0, 0},
    {"refused", LINE_REFUSED, false, false, 1, 0, 0, 0},
    {"cut attempt", LINE_ATTEMPT, false, true, 0, 0, 1, 0},
    {"cut line of another program", LINE_SKIPPED, false, true, 0, 0, 1, 0},
    {"overlong attempt", LINE_ATTEMPT, true, false, 0, 0, 0, 1},
    {"overlong and malformed", LINE_MALFORMED, true, false, 0, 0, 0, 1},
    {"overlong and cut", LINE_SKIPPED, true, true, 0, 0, 0, 1},
};

Test(ledger, one_sum_for_each_line)
{
    struct ledger all = {.lines = 0};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct ledger ledger = {.lines = 0};
        struct record record = {.kind = rows[i].kind};
        ledger_add(&ledger, &record, i + 1, rows[i].overlong, rows[i].cut);
        ledger_add(&all, &record, i + 1, rows[i].overlong, rows[i].cut);
        cr_expect_eq(ledger.lines, 1, "%s", rows[i].name);
        cr_expect_eq(ledger.recognised, rows[i].recognised, "%s", rows[i].name);
        cr_expect_eq(ledger.skipped, rows[i].skipped, "%s", rows[i].name);
        cr_expect_eq(ledger.malformed, rows[i].malformed, "%s", rows[i].name);
        cr_expect_eq(ledger.overlong, rows[i].overlong_lines, "%s", rows[i].name);
        cr_expect(ledger_adds_up(&ledger), "%s", rows[i].name);
    }
    cr_expect_eq(all.lines, SLS_COUNT(rows));
    cr_expect(ledger_adds_up(&all));
    cr_expect_eq(all.first_malformed, 2, "the second row is the first malformed one");
}

Test(ledger, a_lost_line_shows)
{
    struct ledger ledger = {.lines = 5, .recognised = 1, .skipped = 1, .malformed = 1};

    cr_expect_not(ledger_adds_up(&ledger));
    ledger.overlong = 2;
    cr_expect(ledger_adds_up(&ledger));
    ledger.skipped++;
    cr_expect_not(ledger_adds_up(&ledger));
    cr_expect(ledger_adds_up(&(struct ledger){.lines = 0}), "an empty input");
}

static void add(struct ledger *ledger, enum line_kind kind, const char *format)
{
    ledger_add(ledger, &(struct record){.kind = kind, .format = format}, 1, false, false);
}

Test(ledger, what_it_was_taken_for)
{
    static const char postfix[] = "postfix", exim[] = "exim";
    struct ledger ledger = {.lines = 0};

    cr_expect_str_eq(ledger_format(&ledger), "unknown");
    add(&ledger, LINE_SKIPPED, NULL);
    cr_expect_str_eq(ledger_format(&ledger), "unknown");
    add(&ledger, LINE_ATTEMPT, postfix);
    add(&ledger, LINE_MALFORMED, NULL);
    cr_expect_str_eq(ledger_format(&ledger), "postfix");
    cr_expect_eq(ledger.unselected, 0);
    add(&ledger, LINE_SKIPPED, postfix);
    cr_expect_eq(ledger.unselected, 1, "a mail log line that was not asked for");
    add(&ledger, LINE_OTHER, exim);
    cr_expect_str_eq(ledger_format(&ledger), "mixed");
}

Test(ledger, a_duplicate_counts_nothing)
{
    struct ledger ledger = {.lines = 6, .recognised = 3, .skipped = 2, .malformed = 1};

    ledger_is_duplicate(&ledger, "mail.log");
    cr_expect_eq(ledger.recognised, 0);
    cr_expect_eq(ledger.skipped, 5);
    cr_expect(ledger_adds_up(&ledger));
    cr_expect_str_eq(ledger.duplicate_of, "mail.log");
}

/* The first row of CSV is the header if any other row can be read. */
Test(ledger, a_header_without_rows)
{
    static const struct {
        struct ledger before;
        uint64_t recognised;
    } cases[] = {
        {{.lines = 1, .recognised = 1}, 1},
        {{.lines = 3, .recognised = 1, .malformed = 2}, 0},
        {{.lines = 3, .recognised = 1, .malformed = 1, .overlong = 1}, 0},
        {{.lines = 3, .recognised = 2, .malformed = 1}, 2},
        {{.lines = 3, .recognised = 1, .malformed = 1, .skipped = 1}, 1},
    };

    for (size_t i = 0; i < SLS_COUNT(cases); i++) {
        struct ledger ledger = cases[i].before;
        ledger_check_header(&ledger);
        cr_expect_eq(ledger.recognised, cases[i].recognised, "row %zu", i);
        cr_expect(ledger_adds_up(&ledger), "row %zu", i);
    }
}
