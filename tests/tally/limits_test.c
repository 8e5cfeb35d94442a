/*
 * limits_test.c - what is over a limit, at both sides of each border, and what is marked.
 */
#include "tally/limits.h"

#include <criterion/criterion.h>

#include "../plugins/paper.h"
#include "tally/summary.h"

static const struct {
    const char *name;
    bool is_share;
    uint64_t amount, not_accepted, recipients;
    bool passed;
} borders[] = {
    {"none of none", true, 0, 0, 0, false},
    {"exactly the share", true, 5000, 5, 100, false},
    {"one more", true, 5000, 6, 100, true},
    {"one of two is no trend", true, 5000, 1, 2, false},
    {"nor two of two", true, 5000, 2, 2, false},
    {"three of three is", true, 5000, 3, 3, true},
    {"nothing is over all", true, 100000, 100, 100, false},
    {"a thousandth of a percent", true, 1, 11, 1000000, true},
    {"and not", true, 1, 10, 1000000, false},
    {"share of many", true, 5000, 500000000001, 10000000000000, true},
    {"share of many, and not", true, 5000, 500000000000, 10000000000000, false},
    {"exactly the count", false, 10, 10, 10, false},
    {"one more than the count", false, 10, 11, 1000, true},
    {"a count has no floor", false, 0, 1, 1000, true},
};

Test(limits, borders)
{
    for (size_t i = 0; i < SLS_COUNT(borders); i++) {
        struct limit limit = {.is_share = borders[i].is_share,
                              .amount = borders[i].amount};
        cr_expect_eq(
            limit_is_passed(&limit, borders[i].not_accepted, borders[i].recipients),
            borders[i].passed, "%s", borders[i].name);
    }
}

static void send_many(struct paper *paper, uint16_t provider, uint16_t rule,
                      enum fate fate, int count)
{
    for (int i = 0; i < count; i++)
        paper_mail(paper, &(struct paper_mail){.provider = provider,
                                               .rule = rule,
                                               .fate = fate,
                                               .time = PAPER_START,
                                               .sender = "a@example.com",
                                               .domain = "x.example"});
}

#define SHARE(percent) .is_share = true, .amount = (percent)*LIMIT_UNITS

/* acme has 20 recipients: 4 failed by user-unknown, 2 delayed by rate-limited; generic
   10, 3 failed by user-unknown. */
static const struct {
    const char *name;
    struct limit limit;
    size_t excess;
    bool acme, acme_unknown, acme_rate, generic_unknown; /* marked */
} rows[] = {
    {"all, under", {SHARE(30)}, 0, false, false, false, false},
    {"all, over", {SHARE(29)}, 1, false, false, false, false},
    {"all, a count", {.amount = 8}, 1, false, false, false, false},
    {"failed and delayed", {.provider = {"acme", 4}, SHARE(29)}, 1, true, 0, 0, 0},
    {"a provider, under", {.provider = {"acme", 4}, SHARE(30)}, 0, 0, 0, 0, 0},
    {"one that sent nothing", {.provider = {"acme-eu", 7}, SHARE(0)}, 0, 0, 0, 0, 0},
    {"a cause there",
     {.provider = {"acme", 4}, .cause = {"user-unknown", 12}, SHARE(19)},
     1,
     false,
     true,
     false,
     false},
    {"a cause, under",
     {.provider = {"acme", 4}, .cause = {"user-unknown", 12}, SHARE(20)},
     0,
     false,
     false,
     false,
     false},
    {"a cause of few",
     {.provider = {"acme", 4}, .cause = {"rate-limited", 12}, SHARE(0)},
     0,
     false,
     false,
     false,
     false},
    {"counted",
     {.provider = {"acme", 4}, .cause = {"rate-limited", 12}, .amount = 1},
     1,
     false,
     false,
     true,
     false},
    {"a cause wherever",
     {.cause = {"user-unknown", 12}, SHARE(15)},
     2,
     false,
     true,
     false,
     true},
    {"a cause, each by itself",
     {.cause = {"user-unknown", 12}, SHARE(25)},
     1,
     false,
     false,
     false,
     true},
};

static bool is_marked(const struct summary *summary, const char *provider,
                      const char *slug)
{
    for (size_t i = 0; i < summary->cause_count; i++)
        if (view_equal(view_of(summary->causes[i].provider), view_of(provider)) &&
            view_equal(view_of(summary->causes[i].cause->slug), view_of(slug)))
            return summary->causes[i].news == NEWS_OVER;
    return false;
}

Test(limits, subjects)
{
    struct paper paper;

    paper_open(&paper);
    send_many(&paper, PAPER_ACME, 0, FATE_ACCEPTED, 14);
    send_many(&paper, PAPER_ACME, PAPER_UNKNOWN, FATE_FAILED, 4);
    send_many(&paper, PAPER_ACME, PAPER_RATE, FATE_DELAYED, 2);
    send_many(&paper, PAPER_GENERIC, 0, FATE_ACCEPTED, 7);
    send_many(&paper, PAPER_GENERIC, PAPER_NO_USER, FATE_FAILED, 3);
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct summary summary;
        summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
        limits_mark(&rows[i].limit, 1, &summary);
        cr_expect_eq(summary.excess_count, rows[i].excess, "%s: %zu", rows[i].name,
                     summary.excess_count);
        bool acme = false;
        for (size_t p = 0; p < summary.provider_count; p++)
            acme |= summary.providers[p].is_over;
        cr_expect_eq(acme, rows[i].acme, "%s: provider", rows[i].name);
        cr_expect_eq(is_marked(&summary, "acme", "user-unknown"), rows[i].acme_unknown,
                     "%s", rows[i].name);
        cr_expect_eq(is_marked(&summary, "acme", "rate-limited"), rows[i].acme_rate, "%s",
                     rows[i].name);
        cr_expect_eq(is_marked(&summary, "generic", "user-unknown"),
                     rows[i].generic_unknown, "%s", rows[i].name);
        summary_close(&summary);
    }
    paper_close(&paper);
}
