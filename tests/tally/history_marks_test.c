/*
 * history_marks_test.c - NEW, BACK, UP and down by their rules, at both sides of each
 * border; and who has recovered.
 */
#include "tally/history_marks.h"

#include <criterion/criterion.h>

#include "../plugins/paper.h"

enum { MOST_PAST = 10 };

/* One cause of a provider with `recipients` recipients now, `now` of them refused; its
   counts in earlier reports of `past_recipients` each, oldest first; -1 ends them, -2 is
   a report that lacks the cause, -3 one without mail to the provider. */
static const struct {
    const char *name;
    int now, recipients, past_recipients;
    int past[MOST_PAST + 1];
    unsigned news;
    bool down;
    uint64_t before;
} rows[] = {
    {"nothing to compare with", 50, 100, 100, {-1}, 0, false, 0},
    {"never seen", 1, 100, 100, {-2, -1}, NEWS_NEW, false, 0},
    {"never seen of a new provider", 1, 100, 100, {-3, -1}, NEWS_NEW, false, 0},
    {"seen, but accepted after a retry then", 1, 100, 100, {0, -1}, 0, false, 0},
    {"the same", 20, 100, 100, {20, -1}, 0, false, 20},
    {"the same rate of ten times as much", 200, 1000, 100, {20, -1}, 0, false, 200},
    {"nine are few", 9, 100, 100, {0, -1}, 0, false, 0},
    {"ten after none", 10, 100, 100, {0, -1}, NEWS_UP, false, 0},
    {"twelve after five may be chance", 12, 100, 100, {5, -1}, 0, false, 5},
    {"nineteen after five may be chance", 19, 100, 100, {5, -1}, 0, false, 5},
    {"twenty after five", 20, 100, 100, {5, -1}, NEWS_UP, false, 5},
    {"not twice as many", 799, 1000, 1000, {400, -1}, 0, false, 400},
    {"twice as many", 800, 1000, 1000, {400, -1}, NEWS_UP, false, 400},
    {"gone down", 5, 100, 100, {20, -1}, 0, true, 20},
    {"hardly gone down", 6, 100, 100, {20, -1}, 0, false, 20},
    {"the median counts, not the worst day",
     40,
     100,
     100,
     {5, 5, 90, 5, 5, -1},
     NEWS_UP,
     false,
     5},
    {"not the best day either", 40, 100, 100, {30, 30, 0, 30, 30, -1}, 0, false, 30},
    {"of two the mean", 40, 100, 100, {10, 30, -1}, 0, false, 20},
    {"the greater of the last seven and of all",
     40,
     100,
     100,
     {60, 60, 60, 60, 60, 5, 5, 5, 5, 5, -1},
     0,
     false,
     33},
    {"days without mail to it do not count",
     20,
     100,
     100,
     {-3, -3, -3, 5, -1},
     NEWS_UP,
     false,
     5},
    {"a pause of six reports", 1, 100, 100, {3, -2, -2, -2, -2, -2, -2, -1}, 0, false, 0},
    {"a pause of seven",
     1,
     100,
     100,
     {3, -2, -2, -2, -2, -2, -2, -2, -1},
     NEWS_BACK,
     false,
     0},
    {"back in great numbers is BACK alone",
     90,
     100,
     100,
     {3, -2, -2, -2, -2, -2, -2, -2, -1},
     NEWS_BACK,
     false,
     0},
};

static void send_many(struct paper *paper, uint16_t rule, enum fate fate, int count)
{
    for (int i = 0; i < count; i++)
        paper_mail(paper, &(struct paper_mail){.provider = PAPER_ACME,
                                               .rule = rule,
                                               .fate = fate,
                                               .time = PAPER_START + 3600,
                                               .sender = "a@example.com",
                                               .domain = "x.example"});
}

static void fill(struct history *history, const int *past, int recipients)
{
    for (int i = 0; past[i] != -1; i++) {
        history_begin(history, 1000 + i);
        if (past[i] != -3)
            history_provider(history, VIEW("acme"), (uint64_t)recipients);
        if (past[i] >= 0)
            history_cause(history, VIEW("acme/rate-limited"), (uint64_t)past[i]);
    }
}

Test(history_marks, rules)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct paper paper;
        struct summary summary;
        struct history history;
        paper_open(&paper);
        history_open(&history);
        send_many(&paper, PAPER_RATE, FATE_FAILED, rows[i].now);
        send_many(&paper, 0, FATE_ACCEPTED, rows[i].recipients - rows[i].now);
        fill(&history, rows[i].past, rows[i].past_recipients);
        summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
        history_mark(&history, &summary);
        const struct summary_cause *cause = &summary.causes[0];
        cr_expect_eq(cause->news, rows[i].news, "%s: %u", rows[i].name, cause->news);
        cr_expect_eq(cause->is_down, rows[i].down, "%s: down", rows[i].name);
        cr_expect_eq(cause->before, rows[i].before, "%s: before %llu", rows[i].name,
                     (unsigned long long)cause->before);
        cr_expect_eq(summary.compared.reports, history.count);
        if ((cause->news & NEWS_BACK) != 0)
            cr_expect_eq(cause->seen_before, 1000, "%s", rows[i].name);
        summary_close(&summary);
        history_close(&history);
        paper_close(&paper);
    }
}

/* Of the newest report, those of providers that take mail, most recipients first. */
Test(history_marks, recovered)
{
    struct paper paper;
    struct summary summary;
    struct history history;

    paper_open(&paper);
    history_open(&history);
    history_begin(&history, 1);
    history_cause(&history, VIEW("acme/sender-not-verified"), 99);
    history_begin(&history, 2);
    history_cause(&history, VIEW("acme/user-unknown"), 4);
    history_cause(&history, VIEW("acme/connect-timeout"), 7); /* of the generic rules */
    history_cause(&history, VIEW("acme/rate-limited"), 5);
    history_cause(&history, VIEW("acme/account-quota-exceeded"), 0);
    history_cause(&history, VIEW("generic/connect-timeout"), 8);
    history_cause(&history, VIEW("unloaded/rate-limited"), 8);
    history_cause(&history, VIEW("acme/no-such-cause"), 8);
    send_many(&paper, PAPER_RATE, FATE_FAILED, 1);
    send_many(&paper, 0, FATE_ACCEPTED, 5);
    summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
    history_mark(&history, &summary);
    const struct compared *compared = &summary.compared;
    cr_assert_eq(compared->recovered_count, 2);
    cr_expect_str_eq(compared->recovered[0].rule->cause->slug, "connect-timeout");
    cr_expect_eq(compared->recovered[0].before, 7);
    cr_expect_str_eq(compared->recovered[0].provider, "acme");
    cr_expect_str_eq(compared->recovered[1].rule->cause->slug, "user-unknown");
    summary_close(&summary);
    history_close(&history);
    paper_close(&paper);
}
