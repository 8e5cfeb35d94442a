/*
 * groups_test.c - tables by cause, provider and sender: rows by what was refused, columns
 * that add up with the rest, and the commonest cause of each row.
 */
#include "tally/groups.h"

#include <stdio.h>

#include <criterion/criterion.h>

#include "../plugins/paper.h"

static const struct paper_mail mails[] = {
    {PAPER_ACME, 0, FATE_ACCEPTED, PAPER_START, "a@x.example", "one.example", NULL, 0, 0},
    {PAPER_ACME, PAPER_RATE, FATE_ACCEPTED, PAPER_START + 10, "a@x.example",
     "one.example", NULL, PAPER_START + 20, 0},
    {PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, PAPER_START + 30, "a@x.example",
     "two.example", NULL, 0, 0},
    {PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, PAPER_START + 40, "b@x.example",
     "two.example", NULL, 0, 0},
    {PAPER_GENERIC, PAPER_NO_USER, FATE_FAILED, PAPER_START + 50, "b@x.example",
     "two.example", NULL, 0, 0},
    {PAPER_GENERIC, PAPER_NO_USER, FATE_FAILED, PAPER_START + 60, "b@x.example",
     "two.example", NULL, 0, 0},
    {PAPER_ACME_EU, PAPER_EU_RATE, FATE_DELAYED, PAPER_START + 70, "", "", NULL, 0, 0},
};

static const struct {
    enum grouping grouping;
    const char *first; /* row: what was refused most */
    size_t rows;
    uint64_t accepted, delayed, failed, attempts; /* of the rest */
    size_t rule;                                  /* of the first row */
} tables[] = {
    {BY_CAUSE, "acme/sender-not-verified", 4, 1, 0, 0, 2, PAPER_UNVERIFIED},
    {BY_PROVIDER, "acme", 3, 0, 0, 0, 0, PAPER_UNVERIFIED},
    {BY_SENDER, "b@x.example", 2, 0, 1, 0, 2, PAPER_NO_USER},
    {BY_DOMAIN, "two.example", 2, 0, 1, 0, 2, PAPER_UNVERIFIED},
};

static void check_table(size_t i)
{
    struct paper paper;
    struct summary summary;

    paper_open(&paper);
    paper.tally.grouping = tables[i].grouping;
    for (size_t m = 0; m < SLS_COUNT(mails); m++)
        paper_mail(&paper, &mails[m]);
    summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
    struct groups groups = groups_make(&summary, tables[i].grouping);
    cr_assert_eq(groups.count, tables[i].rows, "%zu: %zu rows", i, groups.count);
    cr_expect(view_equal(groups.list[0].key, view_of(tables[i].first)), "%zu: %.*s", i,
              (int)groups.list[0].key.len, groups.list[0].key.ptr);
    cr_expect_eq(groups.list[0].rule, &paper.rules[tables[i].rule], "%zu: rule", i);
    cr_expect_eq(groups.rest.accepted, tables[i].accepted, "%zu: accepted", i);
    cr_expect_eq(groups.rest.delayed, tables[i].delayed, "%zu: delayed", i);
    cr_expect_eq(groups.rest.failed, tables[i].failed, "%zu: failed", i);
    cr_expect_eq(groups.rest.attempts, tables[i].attempts, "%zu: %llu attempts", i,
                 (unsigned long long)groups.rest.attempts);
    summary_close(&summary);
    paper_close(&paper);
}

Test(groups, tables)
{
    for (size_t i = 0; i < SLS_COUNT(tables); i++)
        check_table(i);
}

/* Past the limit nothing is lost: it is the rest. */
Test(groups, more_names_than_fit)
{
    enum { EXTRA = 100 };
    struct paper paper;
    struct summary summary;
    struct paper_mail mail = mails[0];
    char sender[32];

    paper_open(&paper);
    paper.tally.grouping = BY_SENDER;
    mail.sender = sender;
    for (int i = 0; i < SHARES_LIMIT + EXTRA; i++) {
        snprintf(sender, sizeof(sender), "%d@x.example", i);
        paper_mail(&paper, &mail);
    }
    summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
    struct groups groups = groups_make(&summary, BY_SENDER);
    cr_expect_eq(groups.count, SHARES_LIMIT);
    cr_expect_eq(groups.rest.accepted, EXTRA);
    summary_close(&summary);
    paper_close(&paper);
}
