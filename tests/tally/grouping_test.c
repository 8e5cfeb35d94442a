/*
 * grouping_test.c - rows of several rules under one cause, and the lists inside a cause:
 * cut at their limits, with all that is not listed in *_other, so that every sum holds;
 * hours and days of the period in the report's zone.
 */
#include "tally/grouping.h"

#include <stdio.h>

#include <criterion/criterion.h>

#include "../plugins/paper.h"

static const struct zone utc = {.fixed = true};

static void refuse(struct paper *paper, uint16_t rule, int64_t time, const char *sender,
                   const char *reply, int count)
{
    struct paper_mail mail = {.provider = paper_rules[rule].plugin,
                              .rule = rule,
                              .fate = count % 2 ? FATE_FAILED : FATE_DELAYED,
                              .time = time,
                              .sender = sender,
                              .domain = sender,
                              .reply = reply};

    for (int i = 0; i < count; i++)
        paper_mail(paper, &mail);
}

static uint64_t sum_of(const struct named_list *list)
{
    uint64_t sum = list->other;

    for (size_t i = 0; i < list->count; i++)
        sum += list->items[i].count;
    return sum;
}

static uint64_t sum_of_counts(const uint64_t *counts, size_t count)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += counts[i];
    return sum;
}

static void expect_sums(const struct summary *summary)
{
    for (size_t c = 0; c < summary->cause_count; c++) {
        const struct summary_cause *cause = &summary->causes[c];
        uint64_t weight = cause_weight(cause), replies = cause->replies_other;
        for (size_t i = 0; i < cause->reply_count; i++)
            replies += cause->replies[i]->count;
        cr_expect_eq(sum_of(&cause->senders), weight, "senders of %s",
                     cause->cause->slug);
        cr_expect_eq(sum_of(&cause->domains), weight, "domains of %s",
                     cause->cause->slug);
        cr_expect_eq(replies, weight, "replies of %s", cause->cause->slug);
        cr_expect_leq(cause->senders.count, LISTED_SENDERS);
        cr_expect_leq(cause->domains.count, LISTED_DOMAINS);
        cr_expect_leq(cause->reply_count, LISTED_REPLIES);
    }
}

static const struct {
    const char *name;
    int verified, owned; /* refusals by the two rules of one cause */
    const char *advice;
} speakers[] = {
    {"the first rule hit most", 5, 2, "Verify the sender.\nThen send again."},
    {"the second rule hit most", 2, 5, "Own the sender."},
    {"both alike: the first in the log", 3, 3, "Verify the sender.\nThen send again."},
};

Test(grouping, rules_of_one_cause)
{
    for (size_t i = 0; i < SLS_COUNT(speakers); i++) {
        struct paper paper;
        struct summary summary;
        uint64_t both = (uint64_t)(speakers[i].verified + speakers[i].owned);
        paper_open(&paper);
        refuse(&paper, PAPER_UNVERIFIED, PAPER_START + 50, "a", "x",
               speakers[i].verified);
        refuse(&paper, PAPER_UNOWNED, PAPER_START + 20, "a", "y", speakers[i].owned);
        summary_open(&summary, &paper.tally, utc);
        cr_assert_eq(summary.cause_count, 1, "%s", speakers[i].name);
        const struct summary_cause *cause = &summary.causes[0];
        cr_expect_str_eq(cause->rule->data.advice, speakers[i].advice, "%s",
                         speakers[i].name);
        cr_expect_eq(cause_weight(cause), both);
        cr_expect_eq(cause->attempts, both);
        cr_expect_eq(cause->first, PAPER_START + 20);
        cr_expect_eq(cause->last, PAPER_START + 50);
        cr_assert_eq(cause->senders.count, 1, "one sender by both rules");
        cr_expect_eq(cause->senders.items[0].count, both);
        cr_expect_eq(cause->reply_count, 2, "two replies");
        expect_sums(&summary);
        summary_close(&summary);
        paper_close(&paper);
    }
}

/* One cause slug of two providers is two causes. */
Test(grouping, providers_are_kept_apart)
{
    struct paper paper;
    struct summary summary;

    paper_open(&paper);
    refuse(&paper, PAPER_RATE, PAPER_START, "a", "x", 2);
    refuse(&paper, PAPER_EU_RATE, PAPER_START + 9, "b", "x", 4);
    summary_open(&summary, &paper.tally, utc);
    cr_assert_eq(summary.cause_count, 2);
    cr_expect_str_eq(summary.causes[0].provider, "acme-eu");
    cr_expect_str_eq(summary.causes[0].provider_title, "Acme Europe");
    cr_expect_eq(summary.causes[0].oldest_delayed, PAPER_START + 9);
    cr_expect_eq(summary.causes[1].oldest_delayed, PAPER_START);
    expect_sums(&summary);
    summary_close(&summary);
    paper_close(&paper);
}

/* 130 names, of which name i comes (i % 5 + 1) times; 30 replies likewise. */
Test(grouping, lists_are_cut)
{
    struct paper paper;
    struct summary summary;
    char name[32], reply[32];

    paper_open(&paper);
    for (int i = 0; i < 130; i++) {
        snprintf(name, sizeof(name), "n%03d.example", (i * 37) % 130);
        snprintf(reply, sizeof(reply), "reply %02d", i % 30);
        refuse(&paper, i % 2 ? PAPER_UNVERIFIED : PAPER_UNOWNED, PAPER_START + i, name,
               reply, (i * 37) % 130 % 5 + 1);
    }
    refuse(&paper, PAPER_UNOWNED, PAPER_START, "", "reply 00", 7);
    summary_open(&summary, &paper.tally, utc);
    const struct summary_cause *cause = &summary.causes[0];
    cr_expect_eq(cause->senders.count, LISTED_SENDERS);
    cr_expect_eq(cause->senders.distinct, 130);
    cr_expect_eq(cause->domains.count, LISTED_DOMAINS);
    cr_expect_eq(cause->reply_count, LISTED_REPLIES);
    for (size_t i = 1; i < cause->senders.count; i++) {
        const struct named_count *before = &cause->senders.items[i - 1];
        const struct named_count *item = &cause->senders.items[i];
        cr_expect(before->count > item->count ||
                      (before->count == item->count &&
                       view_order(before->name, item->name) < 0),
                  "place %zu", i);
    }
    for (size_t i = 1; i < cause->reply_count; i++)
        cr_expect_geq(cause->replies[i - 1]->count, cause->replies[i]->count);
    cr_expect_eq(cause->senders.items[0].count, 5);
    cr_expect_gt(cause->replies_other, 0);
    expect_sums(&summary);
    summary_close(&summary);
    paper_close(&paper);
}

/* More names than are counted at all, and mail of unknown senders. */
Test(grouping, sums_hold_past_the_limits)
{
    struct paper paper;
    struct summary summary;
    char name[32];

    paper_open(&paper);
    paper.names.limit = 40000;
    for (int i = 0; i < 70000; i++) {
        snprintf(name, sizeof(name), "n%d.example", i);
        refuse(&paper, PAPER_RATE, PAPER_START + i, name, name, 1);
    }
    refuse(&paper, PAPER_CREDITS, PAPER_START, "", "x", 2);
    summary_open(&summary, &paper.tally, utc);
    cr_assert_eq(summary.cause_count, 2);
    cr_expect_eq(cause_weight(&summary.causes[0]), 70000);
    cr_expect_eq(summary.causes[1].senders.count, 0, "nobody to name");
    cr_expect_eq(summary.causes[1].senders.other, 2);
    expect_sums(&summary);
    summary_close(&summary);
    paper_close(&paper);
}

static const struct {
    const char *name;
    int32_t offset;
    int64_t first, last; /* from PAPER_START */
    int64_t hour_start;
    size_t hours;
    int64_t day_start;
    size_t days;
} periods[] = {
    {"one second", 0, 100, 100, 0, 1, 0, 0},
    {"one hour", 0, 0, 3599, 0, 1, 0, 0},
    {"over the hour", 0, 3599, 3600, 0, 2, 0, 0},
    {"half an hour east", 19800, 0, 0, -1800, 1, 0, 0},
    {"half an hour east, later", 19800, 1800, 1800, 1800, 1, 0, 0},
    {"west", -12600, 100, 3600, -1800, 2, 0, 0},
    {"east", 32400, 7300, 7300, 7200, 1, 0, 0},
    {"14 days", 0, 0, 14 * DAY_SECONDS - 1, 0, 336, 0, 0},
    {"14 days and a second", 0, 0, 14 * DAY_SECONDS, 3600, 336, 0, 15},
    {"20 days", 0, 7200, 20 * DAY_SECONDS + 60, 20 * DAY_SECONDS - 335 * 3600, 336, 0,
     21},
    {"20 days east", 32400, 0, 20 * DAY_SECONDS, 20 * DAY_SECONDS - 335 * 3600, 336,
     -32400, 21},
    {"20 days, another day in the zone", 32400, 54000, 20 * DAY_SECONDS,
     20 * DAY_SECONDS - 335 * 3600, 336, 54000, 20},
    {"a clock that jumped by centuries", 0, 1000 - PAPER_START, 0, -335 * 3600, 336, 0,
     0},
};

Test(grouping, hours_and_days)
{
    for (size_t i = 0; i < SLS_COUNT(periods); i++) {
        struct paper paper;
        struct summary summary;
        struct zone zone = {.fixed = true, .offset_seconds = periods[i].offset};
        paper_open(&paper);
        paper.tally.hour_offset = periods[i].offset;
        refuse(&paper, PAPER_RATE, PAPER_START + periods[i].first, "a", "x", 1);
        refuse(&paper, PAPER_RATE, PAPER_START + periods[i].last, "a", "x", 2);
        summary_open(&summary, &paper.tally, zone);
        const struct summary_cause *cause = &summary.causes[0];
        cr_expect_eq(summary.hour_start, PAPER_START + periods[i].hour_start, "%s: %lld",
                     periods[i].name, (long long)(summary.hour_start - PAPER_START));
        cr_assert_eq(summary.hour_count, periods[i].hours, "%s: %zu hours",
                     periods[i].name, summary.hour_count);
        cr_assert_eq(summary.day_count, periods[i].days, "%s: %zu days", periods[i].name,
                     summary.day_count);
        cr_expect_geq(cause->hours[summary.hour_count - 1], 2, "%s", periods[i].name);
        if (summary.day_count > 0) {
            cr_expect_eq(summary.day_start, PAPER_START + periods[i].day_start, "%s",
                         periods[i].name);
            cr_expect_eq(cause->days[0], 1, "%s", periods[i].name);
            cr_expect_eq(cause->days[summary.day_count - 1], 2, "%s", periods[i].name);
            cr_expect_eq(sum_of_counts(cause->hours, summary.hour_count), 2);
        } else if (periods[i].hours < 336) {
            cr_expect_eq(sum_of_counts(cause->hours, summary.hour_count), 3);
            cr_expect_geq(cause->hours[0], 1, "%s", periods[i].name);
        }
        summary_close(&summary);
        paper_close(&paper);
    }
}

/* Without stamps there are no hours, and nothing is lost but them. */
Test(grouping, no_times)
{
    struct paper paper;
    struct summary summary;

    paper_open(&paper);
    refuse(&paper, PAPER_RATE, 0, "a", "x", 3);
    summary_open(&summary, &paper.tally, utc);
    cr_expect_eq(summary.hour_count, 0);
    cr_expect_eq(summary.day_count, 0);
    cr_expect_eq(summary.first, 0);
    cr_expect_eq(summary.causes[0].first, 0);
    cr_expect_eq(summary.causes[0].oldest_delayed, 0);
    cr_expect_eq(cause_weight(&summary.causes[0]), 3);
    expect_sums(&summary);
    summary_close(&summary);
    paper_close(&paper);
}

Test(grouping, nothing_at_all)
{
    struct paper paper;
    struct summary summary;

    paper_open(&paper);
    summary_open(&summary, &paper.tally, utc);
    cr_expect_eq(summary.cause_count, 0);
    cr_expect_eq(summary.provider_count, 0);
    cr_expect_eq(summary.sender_count, 0);
    cr_expect_eq(summary.host_count, 0);
    summary_close(&summary);
    paper_close(&paper);
}
