/*
 * summary_test.c - what all reports show alike: the rank of causes with every tie, what
 * still goes on, providers, senders and hosts in their order, and the hours and days of
 * the period in the report's zone.
 */
#include "tally/summary.h"

#include <stdio.h>

#include <criterion/criterion.h>

#include "../plugins/paper.h"

static const struct zone utc = {.fixed = true};

static void send_many(struct paper *paper, const struct paper_mail *mail, int count)
{
    for (int i = 0; i < count; i++)
        paper_mail(paper, mail);
}

static void refuse(struct paper *paper, uint16_t rule, enum fate fate, int count)
{
    struct paper_mail mail = {.provider = paper_rules[rule].plugin,
                              .rule = rule,
                              .fate = fate,
                              .time = PAPER_START + 3600,
                              .sender = "a@example.com",
                              .domain = "x.example"};
    send_many(paper, &mail, count);
}

static void accept_at(struct paper *paper, uint16_t provider, int64_t time)
{
    struct paper_mail mail = {.provider = provider,
                              .fate = FATE_ACCEPTED,
                              .time = time,
                              .sender = "a@example.com",
                              .domain = "x.example"};
    paper_mail(paper, &mail);
}

static void expect_rank(const struct summary *summary, const char *const *ids,
                        const char *name)
{
    for (size_t i = 0; ids[i] != NULL; i++) {
        char id[128];
        cr_assert_lt(i, summary->cause_count, "%s: only %zu causes", name,
                     summary->cause_count);
        snprintf(id, sizeof(id), "%s/%s", summary->causes[i].provider,
                 summary->causes[i].cause->slug);
        cr_expect_str_eq(id, ids[i], "%s: %zu. is %s, not %s", name, i + 1, id, ids[i]);
        cr_expect_eq(summary->causes[i].rank, i + 1, "%s: rank", name);
    }
}

static const struct {
    const char *name;
    struct {
        uint16_t rule;
        int failed, delayed;
    } refusals[4];
    uint16_t accepts; /* the provider whose mail is accepted again at the end */
    const char *ids[5];
} ranks[] = {
    {"sums first",
     {{PAPER_RATE, 0, 5}, {PAPER_UNKNOWN, 3, 0}, {PAPER_NO_USER, 3, 3}},
     PAPER_ACME_EU,
     {"generic/user-unknown", "acme/rate-limited", "acme/user-unknown"}},
    {"failed before delayed",
     {{PAPER_RATE, 1, 3}, {PAPER_UNKNOWN, 2, 2}, {PAPER_NO_USER, 0, 4}},
     PAPER_ACME_EU,
     {"acme/user-unknown", "acme/rate-limited", "generic/user-unknown"}},
    {"ongoing before over",
     {{PAPER_UNKNOWN, 2, 0}, {PAPER_NO_USER, 2, 0}},
     PAPER_ACME,
     {"generic/user-unknown", "acme/user-unknown"}},
    {"slug within a provider",
     {{PAPER_UNKNOWN, 2, 0}, {PAPER_CREDITS, 2, 0}, {PAPER_RATE, 2, 0}},
     PAPER_ACME_EU,
     {"acme/account-quota-exceeded", "acme/rate-limited", "acme/user-unknown"}},
    {"two rules of a cause add up",
     {{PAPER_UNKNOWN, 3, 0}, {PAPER_UNVERIFIED, 2, 0}, {PAPER_UNOWNED, 2, 0}},
     PAPER_ACME_EU,
     {"acme/sender-not-verified", "acme/user-unknown"}},
    {"id in the order of bytes",
     {{PAPER_RATE, 0, 2}, {PAPER_EU_RATE, 0, 2}},
     PAPER_GENERIC,
     {"acme-eu/rate-limited", "acme/rate-limited"}},
};

Test(summary, rank)
{
    for (size_t i = 0; i < SLS_COUNT(ranks); i++) {
        struct paper paper;
        struct summary summary;
        paper_open(&paper);
        for (size_t r = 0; r < SLS_COUNT(ranks[i].refusals); r++) {
            uint16_t rule = ranks[i].refusals[r].rule;
            refuse(&paper, rule, FATE_FAILED, ranks[i].refusals[r].failed);
            refuse(&paper, rule, FATE_DELAYED, ranks[i].refusals[r].delayed);
        }
        accept_at(&paper, ranks[i].accepts, PAPER_START + 7200);
        summary_open(&summary, &paper.tally, utc);
        expect_rank(&summary, ranks[i].ids, ranks[i].name);
        summary_close(&summary);
        paper_close(&paper);
    }
}

struct event {
    uint16_t provider, rule;
    enum fate fate;
    const char *sender;
    int at;
};

enum { EVENTS = 4 };

static const struct {
    const char *name;
    struct event events[EVENTS]; /* the first one's cause is asked about */
    bool want;
} ongoing[] = {
    {"delayed", {{PAPER_ACME, PAPER_RATE, FATE_DELAYED, "a", 10}}, true},
    {"delayed, and others accepted since",
     {{PAPER_ACME, PAPER_RATE, FATE_DELAYED, "a", 10},
      {PAPER_ACME, 0, FATE_ACCEPTED, "a", 20}},
     true},
    {"failed, nothing since",
     {{PAPER_ACME, PAPER_RATE, FATE_FAILED, "a", 10},
      {PAPER_ACME, 0, FATE_ACCEPTED, "a", 5}},
     true},
    {"failed, accepted since",
     {{PAPER_ACME, PAPER_RATE, FATE_FAILED, "a", 10},
      {PAPER_ACME, 0, FATE_ACCEPTED, "b", 11}},
     false},
    {"accepted in the same second is not after",
     {{PAPER_ACME, PAPER_RATE, FATE_FAILED, "a", 10},
      {PAPER_ACME, 0, FATE_ACCEPTED, "b", 10}},
     true},
    {"accepted by another provider",
     {{PAPER_ACME, PAPER_RATE, FATE_FAILED, "a", 10},
      {PAPER_GENERIC, 0, FATE_ACCEPTED, "a", 20}},
     true},
    {"accepted between two failures",
     {{PAPER_ACME, PAPER_RATE, FATE_FAILED, "a", 10},
      {PAPER_ACME, 0, FATE_ACCEPTED, "a", 20},
      {PAPER_ACME, PAPER_RATE, FATE_FAILED, "a", 30}},
     true},
    {"of a sender, nothing since",
     {{PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "a", 10}},
     true},
    {"of a sender, another one accepted since",
     {{PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "a", 10},
      {PAPER_ACME, 0, FATE_ACCEPTED, "b", 20}},
     true},
    {"of a sender, accepted since",
     {{PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "a", 10},
      {PAPER_ACME, 0, FATE_ACCEPTED, "a", 20}},
     false},
    {"of a sender, accepted since elsewhere",
     {{PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "a", 10},
      {PAPER_GENERIC, 0, FATE_ACCEPTED, "a", 20}},
     true},
    {"of two senders, one accepted since",
     {{PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "a", 10},
      {PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "b", 10},
      {PAPER_ACME, 0, FATE_ACCEPTED, "b", 20}},
     true},
    {"of two senders, both accepted since",
     {{PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "a", 10},
      {PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "b", 12},
      {PAPER_ACME, 0, FATE_ACCEPTED, "a", 11},
      {PAPER_ACME, 0, FATE_ACCEPTED, "b", 20}},
     false},
    {"of a sender by two rules, accepted between",
     {{PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "a", 10},
      {PAPER_ACME, 0, FATE_ACCEPTED, "a", 20},
      {PAPER_ACME, PAPER_UNOWNED, FATE_FAILED, "a", 30}},
     true},
    {"of a sender by two rules, accepted since",
     {{PAPER_ACME, PAPER_UNVERIFIED, FATE_FAILED, "a", 10},
      {PAPER_ACME, PAPER_UNOWNED, FATE_FAILED, "a", 30},
      {PAPER_ACME, 0, FATE_ACCEPTED, "a", 40}},
     false},
};

static const struct summary_cause *cause_of(const struct summary *summary,
                                            const struct event *event)
{
    for (size_t i = 0; i < summary->cause_count; i++)
        if (strcmp(summary->causes[i].provider, paper_names[event->provider][0]) == 0 &&
            strcmp(summary->causes[i].cause->slug, paper_rules[event->rule].cause) == 0)
            return &summary->causes[i];
    return NULL;
}

Test(summary, what_goes_on)
{
    for (size_t i = 0; i < SLS_COUNT(ongoing); i++) {
        struct paper paper;
        struct summary summary;
        paper_open(&paper);
        for (size_t e = 0; e < EVENTS && ongoing[i].events[e].at > 0; e++) {
            const struct event *event = &ongoing[i].events[e];
            struct paper_mail mail = {.provider = event->provider,
                                      .rule = event->rule,
                                      .fate = event->fate,
                                      .sender = event->sender,
                                      .domain = "x.example",
                                      .time = PAPER_START + event->at};
            paper_mail(&paper, &mail);
        }
        summary_open(&summary, &paper.tally, utc);
        const struct summary_cause *cause = cause_of(&summary, &ongoing[i].events[0]);
        cr_assert_not_null(cause, "%s", ongoing[i].name);
        cr_expect_eq(cause->ongoing, ongoing[i].want, "%s", ongoing[i].name);
        summary_close(&summary);
        paper_close(&paper);
    }
}

/* Only accepted after retries: listed last, and over. */
Test(summary, what_only_took_longer)
{
    struct paper paper;
    struct summary summary;
    struct paper_mail late = {.provider = PAPER_ACME,
                              .rule = PAPER_RATE,
                              .fate = FATE_ACCEPTED,
                              .time = PAPER_START + 10,
                              .retried_until = PAPER_START + 20,
                              .sender = "a",
                              .domain = "x.example"};

    paper_open(&paper);
    send_many(&paper, &late, 5);
    refuse(&paper, PAPER_NO_USER, FATE_FAILED, 1);
    summary_open(&summary, &paper.tally, utc);
    cr_assert_eq(summary.cause_count, 2);
    cr_expect_str_eq(summary.causes[1].cause->slug, "rate-limited");
    cr_expect_eq(summary.causes[1].accepted_after_retry, 5);
    cr_expect_eq(cause_weight(&summary.causes[1]), 0);
    cr_expect_not(summary.causes[1].ongoing);
    summary_close(&summary);
    paper_close(&paper);
}

static void order_mail(struct paper *paper)
{
    static const struct {
        uint16_t provider, rule;
        enum fate fate;
        const char *sender;
        int count;
    } rows[] = {
        {PAPER_GENERIC, 0, FATE_ACCEPTED, "z@gmail.com", 3},
        {PAPER_ACME, 0, FATE_ACCEPTED, "quiet@example.com", 9},
        {PAPER_ACME, PAPER_RATE, FATE_DELAYED, "b@example.com", 2},
        {PAPER_ACME, PAPER_RATE, FATE_FAILED, "a@Yahoo.COM", 2},
        {PAPER_GENERIC, PAPER_NO_USER, FATE_FAILED, "a@Yahoo.COM", 2},
        {PAPER_ACME, PAPER_RATE, FATE_DELAYED, "c@example.com", 3},
        {PAPER_GENERIC, PAPER_NO_USER, FATE_FAILED, "", 8},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct paper_mail mail = {.provider = rows[i].provider,
                                  .rule = rows[i].rule,
                                  .fate = rows[i].fate,
                                  .sender = rows[i].sender,
                                  .domain = "x.example",
                                  .time = PAPER_START};
        send_many(paper, &mail, rows[i].count);
    }
}

/* Refused descending, accepted descending, address, provider; <> and others are none. */
Test(summary, senders_and_providers)
{
    static const struct {
        const char *address, *provider;
        bool freemail;
        uint64_t refused;
    } wanted[] = {
        {"c@example.com", "acme", false, 3},     {"a@Yahoo.COM", "acme", true, 2},
        {"a@Yahoo.COM", "generic", true, 2},     {"b@example.com", "acme", false, 2},
        {"quiet@example.com", "acme", false, 0}, {"z@gmail.com", "generic", true, 0}};
    struct paper paper;
    struct summary summary;

    paper_open(&paper);
    order_mail(&paper);
    tally_seen(&paper.tally, 0, paper_name(&paper, "mx0"));
    tally_seen(&paper.tally, 0, paper_name(&paper, "MX"));
    summary_open(&summary, &paper.tally, utc);
    cr_assert_eq(summary.sender_count, SLS_COUNT(wanted));
    for (size_t i = 0; i < SLS_COUNT(wanted); i++) {
        const struct summary_sender *sender = &summary.senders[i];
        cr_expect(view_equal(sender->address, view_of(wanted[i].address)), "%zu: %.*s", i,
                  (int)sender->address.len, sender->address.ptr);
        cr_expect_str_eq(sender->provider, wanted[i].provider);
        cr_expect_eq(sender->freemail, wanted[i].freemail, "%s", wanted[i].address);
        cr_expect_eq(sender->failed + sender->delayed, wanted[i].refused);
    }
    cr_assert_eq(summary.provider_count, 2, "acme-eu has nothing to tell");
    cr_expect_str_eq(summary.providers[0].id, "acme");
    cr_expect_str_eq(summary.providers[1].id, "generic");
    cr_assert_eq(summary.host_count, 3);
    cr_expect(view_equal(summary.hosts[0], VIEW("MX")), "in the order of bytes");
    cr_expect(view_equal(summary.hosts[1], VIEW("mx0")));
    summary_close(&summary);
    paper_close(&paper);
}
