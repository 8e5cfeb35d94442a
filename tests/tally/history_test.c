/*
 * history_test.c - what is kept of earlier reports: no more than there is room for, and
 * of what was ever seen the newest.
 */
#include "tally/history.h"

#include <stdio.h>

#include <criterion/criterion.h>

#include "../plugins/paper.h"

Test(history, the_oldest_report_leaves)
{
    struct history history;

    history_open(&history);
    for (int i = 1; i <= HISTORY_REPORTS + 3; i++) {
        history_begin(&history, i);
        history_provider(&history, VIEW("acme"), (uint64_t)i);
        history_cause(&history, VIEW("acme/rate-limited"), (uint64_t)i);
    }
    cr_assert_eq(history.count, HISTORY_REPORTS);
    cr_expect_eq(history.reports[0].time, 4);
    cr_expect_eq(history.reports[HISTORY_REPORTS - 1].causes[0].count,
                 HISTORY_REPORTS + 3);
    cr_expect_eq(history.known_count, 1);
    cr_expect_eq(history.known[0].last_seen, HISTORY_REPORTS + 3);
    history_close(&history);
    cr_expect_eq(history.count, 0);
}

Test(history, bounds)
{
    struct history history;
    char name[2 * HISTORY_NAME_BYTES];

    history_open(&history);
    history_begin(&history, 1);
    for (int i = 0; i < 2 * HISTORY_KNOWN; i++) {
        snprintf(name, sizeof(name), "acme/cause-%d", i);
        history_cause(&history, view_of(name), 1);
        history_provider(&history, view_of(name), 1);
    }
    memset(name, 'a', HISTORY_NAME_BYTES);
    name[HISTORY_NAME_BYTES] = '\0';
    history_know(&history, view_of(name), 9);
    history_know(&history, VIEW(""), 9);
    cr_expect_eq(history.reports[0].cause_count, HISTORY_CAUSES);
    cr_expect_eq(history.reports[0].provider_count, HISTORY_PROVIDERS);
    cr_expect_eq(history.known_count, HISTORY_KNOWN);
    snprintf(name, sizeof(name), "acme/cause-%d", HISTORY_KNOWN);
    cr_expect_str_eq(history.known[0].name, name, "the longest unseen leave first");
    history_close(&history);
}

Test(history, what_is_known_keeps_its_newest_time)
{
    struct history history;

    history_open(&history);
    history_know(&history, VIEW("acme/a"), 50);
    history_know(&history, VIEW("acme/b"), 60);
    history_know(&history, VIEW("acme/a"), 40);
    cr_assert_eq(history.known_count, 2);
    cr_expect_str_eq(history.known[1].name, "acme/a");
    cr_expect_eq(history.known[1].last_seen, 50);
    history_close(&history);
}

Test(history, a_report_without_mail_is_not_added)
{
    struct paper paper;
    struct summary summary;
    struct history history;

    paper_open(&paper);
    history_open(&history);
    summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
    history_add(&history, &summary);
    cr_expect_eq(history.count, 0);
    summary_close(&summary);
    paper_mail(&paper, &(struct paper_mail){.provider = PAPER_ACME,
                                            .rule = PAPER_RATE,
                                            .fate = FATE_FAILED,
                                            .time = PAPER_START,
                                            .sender = "a@example.com",
                                            .domain = "x.example"});
    summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
    history_add(&history, &summary);
    cr_assert_eq(history.count, 1);
    cr_expect_eq(history.reports[0].time, PAPER_START);
    cr_expect_str_eq(history.reports[0].providers[0].name, "acme");
    cr_expect_str_eq(history.reports[0].causes[0].name, "acme/rate-limited");
    cr_expect_eq(history.reports[0].causes[0].count, 1);
    summary_close(&summary);
    history_close(&history);
    paper_close(&paper);
}
