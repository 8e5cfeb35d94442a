/*
 * tally_test.c - the sums of a run: every recipient in exactly one of accepted, delayed
 * and failed, in the totals, its provider and the row it is charged to; times are minima
 * and maxima, so that the order of lines does not matter; totals stay exact past every
 * limit.
 */
#include "tally/tally.h"

#include <stdio.h>

#include <criterion/criterion.h>

#include "../plugins/paper.h"

static const struct paper_mail mails[] = {
    {.provider = PAPER_ACME,
     .fate = FATE_ACCEPTED,
     .time = PAPER_START + 100,
     .sender = "a@example.com",
     .domain = "one.example",
     .delay_ms = 1000},
    {.provider = PAPER_ACME,
     .fate = FATE_ACCEPTED,
     .time = PAPER_START + 50,
     .sender = "b@example.com",
     .domain = "one.example",
     .delay_ms = -1},
    {.provider = PAPER_ACME,
     .rule = PAPER_RATE,
     .fate = FATE_ACCEPTED,
     .time = PAPER_START + 300,
     .retried_until = PAPER_START + 900,
     .sender = "a@example.com",
     .domain = "two.example",
     .delay_ms = 600000},
    {.provider = PAPER_ACME,
     .rule = PAPER_UNVERIFIED,
     .fate = FATE_FAILED,
     .time = PAPER_START + 200,
     .sender = "a@example.com",
     .domain = "one.example"},
    {.provider = PAPER_ACME,
     .rule = PAPER_RATE,
     .fate = FATE_DELAYED,
     .time = PAPER_START + 400,
     .sender = "c@example.com",
     .domain = "two.example"},
    {.provider = PAPER_ACME,
     .rule = PAPER_RATE,
     .fate = FATE_DELAYED,
     .time = PAPER_START + 350,
     .sender = "c@example.com",
     .domain = "one.example"},
    {.provider = PAPER_GENERIC,
     .rule = PAPER_NO_USER,
     .fate = FATE_FAILED,
     .time = PAPER_START + 10,
     .sender = "a@example.com",
     .domain = "x.example"},
};

static const struct row *row_of(const struct tally *tally, uint16_t provider,
                                uint16_t rule)
{
    for (uint32_t i = 0; i < tally->row_count; i++)
        if (tally->rows[i].provider == provider && tally->rows[i].rule == rule)
            return &tally->rows[i];
    return NULL;
}

static void expect_sums(const struct tally *tally)
{
    const struct totals *totals = &tally->totals;
    struct totals providers = {0}, rows = {0};

    cr_expect_eq(totals->recipients, totals->accepted + totals->delayed + totals->failed);
    for (size_t i = 0; i < tally->book->plugin_count; i++) {
        const struct provider_sums *sums = &tally->providers[i];
        cr_expect_eq(sums->recipients, sums->accepted + sums->delayed + sums->failed,
                     "provider %zu", i);
        providers.recipients += sums->recipients;
        providers.accepted += sums->accepted;
        providers.accepted_after_retry += sums->accepted_after_retry;
        providers.delayed += sums->delayed;
        providers.failed += sums->failed;
        providers.attempts += sums->attempts;
    }
    for (uint32_t i = 0; i < tally->row_count; i++) {
        rows.delayed += tally->rows[i].delayed;
        rows.failed += tally->rows[i].failed;
        rows.accepted_after_retry += tally->rows[i].accepted_after_retry;
    }
    cr_expect_eq(providers.recipients, totals->recipients);
    cr_expect_eq(providers.accepted, totals->accepted);
    cr_expect_eq(providers.accepted_after_retry, totals->accepted_after_retry);
    cr_expect_eq(providers.delayed, totals->delayed);
    cr_expect_eq(providers.failed, totals->failed);
    cr_expect_eq(providers.attempts, totals->attempts);
    cr_expect_eq(rows.delayed, totals->delayed);
    cr_expect_eq(rows.failed, totals->failed);
    cr_expect_eq(rows.accepted_after_retry, totals->accepted_after_retry);
}

static void expect_counts(const struct tally *tally)
{
    const struct totals *totals = &tally->totals;
    const struct provider_sums *acme = &tally->providers[PAPER_ACME];

    cr_expect_eq(totals->recipients, 7);
    cr_expect_eq(totals->messages, 7);
    cr_expect_eq(totals->accepted, 3);
    cr_expect_eq(totals->accepted_after_retry, 1);
    cr_expect_eq(totals->delayed, 2);
    cr_expect_eq(totals->failed, 2);
    cr_expect_eq(totals->attempts, 8);
    cr_expect_eq(acme->recipients, 6);
    cr_expect_eq(acme->attempts, 7);
    cr_expect_eq(acme->last_accepted, PAPER_START + 900);
    cr_expect_eq(acme->last_refused, PAPER_START + 400);
    cr_expect_eq(acme->delays.total, 2, "of the known delays");
    cr_expect_eq(acme->delays.longest_ms, 600000);
    cr_expect_eq(tally->providers[PAPER_GENERIC].last_accepted, 0);
    cr_expect_eq(tally->providers[PAPER_ACME_EU].recipients, 0);
    cr_expect_eq(tally->first, PAPER_START + 10);
    cr_expect_eq(tally->last, PAPER_START + 900);
    cr_expect_eq(tally->row_count, 3);
    const struct row *rate = row_of(tally, PAPER_ACME, PAPER_RATE);
    cr_assert_not_null(rate);
    cr_expect_eq(rate->delayed, 2);
    cr_expect_eq(rate->failed, 0);
    cr_expect_eq(rate->accepted_after_retry, 1);
    cr_expect_eq(rate->attempts, 3, "refused ones");
    cr_expect_eq(rate->first, PAPER_START + 300);
    cr_expect_eq(rate->last, PAPER_START + 400);
    cr_expect_eq(rate->oldest_delayed, PAPER_START + 350, "that still waits");
    expect_sums(tally);
}

/* In every turn of their order. */
Test(tally, sums_do_not_depend_on_the_order)
{
    for (size_t turn = 0; turn < SLS_COUNT(mails); turn++) {
        struct paper paper;
        paper_open(&paper);
        for (size_t i = 0; i < SLS_COUNT(mails); i++)
            paper_mail(&paper, &mails[(i + turn) % SLS_COUNT(mails)]);
        expect_counts(&paper.tally);
        paper_close(&paper);
    }
}

Test(tally, each_delivery_line_has_one_count)
{
    static const struct {
        enum line_count count;
        uint64_t attempts, local, hops, notices, probes;
    } rows[] = {{COUNT_NONE, 0, 0, 0, 0, 0},   {COUNT_ATTEMPT, 1, 0, 0, 0, 0},
                {COUNT_LOCAL, 0, 1, 0, 0, 0},  {COUNT_HOP, 0, 0, 1, 0, 0},
                {COUNT_NOTICE, 0, 0, 0, 1, 0}, {COUNT_PROBE, 0, 0, 0, 0, 1}};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct paper paper;
        sls_attempt attempt = {.time = PAPER_START, .outcome = SLS_SENT};
        paper_open(&paper);
        tally_attempt(&paper.tally, rows[i].count, PAPER_ACME, &attempt);
        const struct totals *totals = &paper.tally.totals;
        cr_expect_eq(totals->attempts, rows[i].attempts, "count %zu", i);
        cr_expect_eq(totals->local_attempts, rows[i].local, "count %zu", i);
        cr_expect_eq(totals->hops, rows[i].hops, "count %zu", i);
        cr_expect_eq(totals->notices, rows[i].notices, "count %zu", i);
        cr_expect_eq(totals->probes, rows[i].probes, "count %zu", i);
        cr_expect_eq(paper.tally.providers[PAPER_ACME].last_accepted,
                     rows[i].attempts ? PAPER_START : 0, "count %zu", i);
        paper_close(&paper);
    }
}

Test(tally, local_recipients_are_counted_apart)
{
    struct paper paper;
    struct recipient recipient = {
        .local = true, .fate = FATE_ACCEPTED, .first_of_message = true};

    paper_open(&paper);
    tally_recipient(&paper.tally, &recipient);
    recipient.fate = FATE_FAILED;
    tally_recipient(&paper.tally, &recipient);
    recipient.fate = FATE_DELAYED;
    tally_recipient(&paper.tally, &recipient);
    cr_expect_eq(paper.tally.totals.local, 3);
    cr_expect_eq(paper.tally.totals.local_refused, 2);
    cr_expect_eq(paper.tally.totals.recipients, 0);
    cr_expect_eq(paper.tally.totals.messages, 0);
    cr_expect_eq(paper.tally.totals.failed + paper.tally.totals.delayed, 0);
    paper_close(&paper);
}

/* It has no provider and no reply in this log: the generic one's message-expired. */
Test(tally, expired_without_an_attempt)
{
    struct paper paper;
    struct recipient recipient = {.provider = PAPER_ACME,
                                  .fate = FATE_FAILED,
                                  .unseen = true,
                                  .first_of_message = true,
                                  .refused = PAPER_START + 7,
                                  .delay_ms = -1};

    paper_open(&paper);
    tally_recipient(&paper.tally, &recipient);
    const struct row *row = row_of(&paper.tally, PAPER_GENERIC, RULE_EXPIRED);
    cr_assert_not_null(row);
    cr_expect_eq(row->failed, 1);
    cr_expect_eq(row->attempts, 0);
    cr_expect_eq(row->last, PAPER_START + 7);
    cr_expect_eq(paper.tally.providers[PAPER_GENERIC].failed, 1);
    cr_expect_eq(paper.tally.samples.list[0].count, 1);
    expect_sums(&paper.tally);
    paper_close(&paper);
}

/* Deferred by one provider, then refused by another: charged to the last. */
Test(tally, charged_to_the_last_refusal)
{
    struct paper paper;
    struct paper_mail first = {.provider = PAPER_ACME,
                               .rule = PAPER_RATE,
                               .fate = FATE_DELAYED,
                               .time = PAPER_START};
    struct paper_mail last = {.provider = PAPER_GENERIC,
                              .rule = PAPER_NO_USER,
                              .fate = FATE_FAILED,
                              .time = PAPER_START + 60};
    struct recipient recipient = {.provider = PAPER_GENERIC,
                                  .fate = FATE_FAILED,
                                  .first_of_message = true,
                                  .delay_ms = -1,
                                  .was_refused = true,
                                  .refused = last.time};

    paper_open(&paper);
    paper_refusal(&paper, &first);
    recipient.mark = paper_refusal(&paper, &last);
    tally_recipient(&paper.tally, &recipient);
    cr_expect_eq(row_of(&paper.tally, PAPER_ACME, PAPER_RATE)->failed, 0);
    cr_expect_eq(row_of(&paper.tally, PAPER_ACME, PAPER_RATE)->attempts, 1);
    cr_expect_eq(row_of(&paper.tally, PAPER_GENERIC, PAPER_NO_USER)->failed, 1);
    cr_expect_eq(paper.tally.providers[PAPER_ACME].recipients, 0);
    cr_expect_eq(paper.tally.providers[PAPER_GENERIC].recipients, 1);
    expect_sums(&paper.tally);
    paper_close(&paper);
}

Test(tally, refusals_without_an_attempt)
{
    struct paper paper;
    sls_attempt attempt = {.reply = 554, .text = VIEW("554 5.7.1 denied")};
    struct verdict verdict = {PAPER_GENERIC, PAPER_NO_USER, 9, VIEW("554 5.7.1 denied")};

    paper_open(&paper);
    struct mark mark =
        tally_refusal(&paper.tally, &verdict, &attempt, 3, 77, false, true);
    struct mark again =
        tally_refusal(&paper.tally, &verdict, &attempt, 4, 99, true, true);
    cr_expect(mark.cause == again.cause && mark.sample == again.sample);
    const struct row *row = &paper.tally.rows[mark.cause];
    cr_expect_eq(row->attempts, 1, "only the counted one");
    cr_expect(row->first == 0 && row->last == 0, "no time was told");
    const struct sample *sample = &paper.tally.samples.list[mark.sample];
    cr_expect_eq(sample->input, 3, "of the first one");
    cr_expect_eq(sample->line, 77);
    cr_expect_eq(sample->row, mark.cause);
    paper_close(&paper);
}

Test(tally, lines_times_and_hosts)
{
    struct paper paper;

    paper_open(&paper);
    uint32_t one = paper_name(&paper, "mx1"), two = paper_name(&paper, "mx2");
    tally_seen(&paper.tally, 0, INTERN_NONE);
    cr_expect(paper.tally.first == 0 && paper.tally.last == 0);
    cr_expect_eq(paper.tally.hosts.count, 0, "no host is none");
    tally_seen(&paper.tally, 500, one);
    tally_seen(&paper.tally, 300, two);
    tally_seen(&paper.tally, 0, one);
    tally_seen(&paper.tally, 400, one);
    tally_seen(&paper.tally, 700, two);
    cr_expect_eq(paper.tally.first, 300);
    cr_expect_eq(paper.tally.last, 700);
    cr_expect_eq(paper.tally.hosts.count, 2);
    paper_close(&paper);
}

/* More senders, domains and replies than any list holds. */
Test(tally, totals_are_exact_past_the_limits)
{
    enum { MAILS = 70000 };
    struct paper paper;
    char sender[32], domain[32], reply[32];

    paper_open(&paper);
    for (int i = 0; i < MAILS; i++) {
        struct paper_mail mail = {.provider = PAPER_ACME,
                                  .rule = PAPER_RATE,
                                  .fate = i % 2 ? FATE_FAILED : FATE_DELAYED,
                                  .time = PAPER_START + i,
                                  .sender = sender,
                                  .domain = domain,
                                  .reply = reply};
        snprintf(sender, sizeof(sender), "s%d@example.com", i);
        snprintf(domain, sizeof(domain), "d%d.example", i);
        snprintf(reply, sizeof(reply), "reply %d", i);
        paper_mail(&paper, &mail);
    }
    cr_expect_eq(paper.tally.totals.failed, MAILS / 2);
    cr_expect_eq(paper.tally.totals.delayed, MAILS / 2);
    cr_expect_gt(paper.tally.senders.refused, 0);
    cr_expect_gt(paper.tally.domains.refused, 0);
    cr_expect_eq(paper.tally.samples.count, SAMPLES_LIMIT);
    cr_expect_eq(paper.tally.samples.list[0].count, MAILS - SAMPLES_LIMIT + 1);
    expect_sums(&paper.tally);
    paper_close(&paper);
}
