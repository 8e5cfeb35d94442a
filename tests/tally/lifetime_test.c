/*
 * lifetime_test.c - sums over runs: they grow by what a run decided, are bounded, and the
 * same after they were kept.
 */
#include "tally/lifetime.h"

#include <stdio.h>

#include <criterion/criterion.h>

#include "../plugins/paper.h"

static const struct zone utc = {.fixed = true};

static void fill(struct paper *paper)
{
    static const struct paper_mail mails[] = {
        {.rule = PAPER_RATE, .fate = FATE_FAILED, .time = PAPER_START},
        {.rule = PAPER_RATE, .fate = FATE_DELAYED, .time = PAPER_START},
        {.rule = PAPER_RATE,
         .fate = FATE_ACCEPTED,
         .time = PAPER_START,
         .retried_until = PAPER_START + 60},
        {.fate = FATE_ACCEPTED, .time = PAPER_START},
    };

    paper_open(paper);
    for (size_t i = 0; i < SLS_COUNT(mails); i++) {
        struct paper_mail mail = mails[i];
        mail.provider = PAPER_ACME;
        mail.sender = "a@example.com";
        mail.domain = "x.example";
        paper_mail(paper, &mail);
    }
}

static bool is_times(const struct lifetime_sum *sum, const struct lifetime_sum *one,
                     uint64_t times)
{
    return sum->accepted == times * one->accepted && sum->failed == times * one->failed &&
           sum->accepted_after_retry == times * one->accepted_after_retry &&
           (one->attempts == 0 || sum->attempts == times * one->attempts);
}

/* What is delayed is no part. */
static bool adds_up(const struct lifetime *lifetime, uint64_t runs)
{
    static const struct lifetime_sum want[] = {
        {.name = "acme", .accepted = 2, .accepted_after_retry = 1, .failed = 1},
        {.name = "acme/rate-limited",
         .accepted_after_retry = 1,
         .failed = 1,
         .attempts = 3},
        {.name = "acme/quota"}};

    for (size_t i = 0; i < SLS_COUNT(want); i++) {
        struct lifetime_sum sum = lifetime_of(lifetime, view_of(want[i].name));
        if (!is_times(&sum, &want[i], runs))
            return false;
    }
    return true;
}

Test(lifetime, runs_add_up_and_are_kept)
{
    struct paper paper;
    struct summary summary;
    struct lifetime lifetime = {0}, kept = {0};
    struct pack pack;

    fill(&paper);
    summary_open(&summary, &paper.tally, utc);
    cr_expect(adds_up(&lifetime, 0));
    lifetime_add(&lifetime, &summary);
    cr_expect(adds_up(&lifetime, 1));
    lifetime_add(&lifetime, &summary);
    cr_expect(adds_up(&lifetime, 2));
    pack_open(&pack);
    lifetime_pack(&lifetime, &pack);
    struct unpack unpack = unpack_of(pack_view(&pack));
    lifetime_unpack(&kept, &unpack);
    cr_expect(!unpack.bad && unpack.next == unpack.end);
    cr_expect(adds_up(&kept, 2));
    for (size_t cut = 0; cut < pack.count; cut++) {
        struct lifetime part = {0};
        unpack = unpack_of((sls_view){pack.bytes, cut});
        lifetime_unpack(&part, &unpack);
        cr_expect(unpack.bad, "cut at %zu", cut);
        lifetime_close(&part);
    }
    lifetime_close(&kept);
    lifetime_close(&lifetime);
    pack_close(&pack);
    summary_close(&summary);
    paper_close(&paper);
}

Test(lifetime, bounds)
{
    struct lifetime lifetime = {0};
    struct pack pack;
    char name[2 * HISTORY_NAME_BYTES];

    pack_open(&pack);
    pack_number(&pack, LIFETIME_NAMES + 12);
    for (int i = 0; i < LIFETIME_NAMES + 12; i++) {
        snprintf(name, sizeof(name), "acme/cause-%d%*s", i,
                 i == 1 ? HISTORY_NAME_BYTES : 0, "");
        pack_text(&pack, view_of(i == 0 ? "" : name));
        for (int n = 0; n < 4; n++)
            pack_number(&pack, 1);
    }
    struct unpack unpack = unpack_of(pack_view(&pack));
    lifetime_unpack(&lifetime, &unpack);
    cr_expect(!unpack.bad);
    cr_assert_eq(lifetime.count, LIFETIME_NAMES);
    cr_expect_str_eq(lifetime.list[0].name, "acme/cause-2", "no name, and a long one");
    lifetime_close(&lifetime);
    pack_close(&pack);
}
