/*
 * judge_test.c - the order of judging: the provider's rules, its classify(), the generic
 * rules, unclassified.  A verdict from the memory is the verdict that would be found
 * anew, and a generic verdict keeps the provider that was asked.
 */
#include "rules/judge.h"

#include "../plugins/shelf.h"
#include "base/view.h"
#include "parse/reply.h"

static const char *const names[] = {"classify_outside", "generic", "good", "longer_rule",
                                    NULL};

struct court {
    struct shelf shelf;
    struct judge judge;
    struct reply_room room;
};

static struct court *court_open(void)
{
    struct court *court = memory_get(1, sizeof(*court));

    shelf_open(&court->shelf, names);
    shelf_bind(&court->shelf);
    judge_open(&court->judge, &court->shelf.book, 1);
    return court;
}

static void court_close(struct court *court)
{
    judge_close(&court->judge);
    shelf_close(&court->shelf);
    memory_free(court);
}

struct verdict_row {
    const char *relay, *reply;
    uint32_t outcome, stage;
    const char *provider, *rule;
};

static const struct verdict_row rows[] = {
    {"smtp.good.example", "550 5.1.1 <bob@example.com>: no such user", SLS_BOUNCED, 0,
     "good", "no-such-user"},
    {"SMTP.Good.Example.", "550 5.1.1 no such user", SLS_BOUNCED, 0, "good",
     "no-such-user"},
    {"smtp.good.example", "550 5.1.10 no such user", SLS_BOUNCED, 0, "good",
     "no-mailbox"},
    {"smtp.good.example", "450 4.2.1 rate limit", SLS_DEFERRED, 0, "good", "rate"},
    {"smtp.good.example", "550 5.2.1 rate limit", SLS_BOUNCED, 0, "good", "unclassified"},
    {"mx.elsewhere.example", "550 5.1.1 no such user", SLS_BOUNCED, 0, "generic",
     "no-mailbox"},
    {"mx.elsewhere.example", "450 4.2.1 rate limit", SLS_DEFERRED, 0, "generic",
     "unclassified"},
    {"smtp.good.example",
     "connect to smtp.good.example[192.0.2.1]:587: Connection timed out", SLS_DEFERRED, 0,
     "good", "timeout"},
    {"", "connect to mx.example.com[192.0.2.1]:25: Connection timed out", SLS_DEFERRED, 0,
     "generic", "timeout"},
    {"smtp.good.example", "554 5.6.0 weighed", SLS_BOUNCED, SLS_END_OF_DATA, "good",
     "weighed"},
    {"smtp.good.example", "554 5.6.0 weighed", SLS_BOUNCED, SLS_CONNECT, "good",
     "unclassified"},
    {"smtp.good.example", "554 5.6.0 weighed", SLS_DEFERRED, SLS_END_OF_DATA, "good",
     "unclassified"},
    {"mx.elsewhere.example", "554 5.6.0 weighed", SLS_BOUNCED, SLS_END_OF_DATA, "generic",
     "unclassified"},
    {"smtp.good.example", "550 5.1.1 weighed", SLS_BOUNCED, SLS_END_OF_DATA, "good",
     "no-such-user"},
    {"smtp.good.example", "550 5.1.2 weighed", SLS_BOUNCED, SLS_END_OF_DATA, "good",
     "weighed"},
    {"longer.example", "550 5.0.0 second", SLS_BOUNCED, 0, "longer", "second"},
    {"longer.example", "550 5.1.1 neither", SLS_BOUNCED, 0, "longer", "third"},
    {"outside.example", "550 5.0.0 copy", SLS_BOUNCED, 0, "outside", "unclassified"},
    {"outside.example", "550 5.0.0 behind", SLS_BOUNCED, 0, "outside", "unclassified"},
    {"outside.example", "550 5.0.0 faulty", SLS_BOUNCED, 0, "outside", "unclassified"},
    {"outside.example", "550 5.0.0 last", SLS_BOUNCED, 0, "outside", "last"},
    {"outside.example", "550 5.1.1 copy", SLS_BOUNCED, 0, "outside", "no-mailbox"},
    {"outside.example", "nothing", SLS_DEFERRED, 0, "outside", "unclassified"},
    {"smtp.good.example", "", SLS_BOUNCED, 0, "good", "unclassified"},
};

static struct verdict judge_row(struct court *court, const struct verdict_row *row)
{
    sls_attempt attempt = {.time = 1,
                           .port = 587,
                           .host = VIEW("host"),
                           .sender = VIEW("sales@example.com"),
                           .recipient = VIEW("bob@example.com"),
                           .relay = view_of(row->relay)};

    reply_read(&court->room, view_of(row->reply), &attempt);
    attempt.outcome = row->outcome;
    attempt.stage = row->stage;
    return judge_attempt(&court->judge, judge_provider(&court->judge, attempt.relay),
                         &attempt);
}

static void expect_verdict(struct court *court, const struct verdict_row *row)
{
    const struct book *book = &court->shelf.book;
    struct verdict verdict = judge_row(court, row);

    cr_assert_lt(verdict.rule, book->rule_count);
    cr_expect_str_eq(book->plugins[verdict.provider].info.name, row->provider,
                     "%s said %s: provider %s", row->relay, row->reply,
                     book->plugins[verdict.provider].info.name);
    cr_expect_str_eq(book->rules[verdict.rule].data.id, row->rule, "%s said %s: rule %s",
                     row->relay, row->reply, book->rules[verdict.rule].data.id);
}

Test(judge, order_of_judging)
{
    struct court *court = court_open();

    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        expect_verdict(court, &rows[i]);
    court_close(court);
}

/* Each row behind each other one, so that every pair meets the memory in both orders. */
Test(judge, memory_gives_the_same_answers)
{
    struct court *court = court_open();

    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        for (size_t j = 0; j < SLS_COUNT(rows); j++) {
            expect_verdict(court, &rows[i]);
            expect_verdict(court, &rows[j]);
        }
    court_close(court);
}

/* More kinds of replies than the memory has places. */
Test(judge, memory_that_overflows)
{
    struct court *court = court_open();
    char reply[64];

    for (int round = 0; round < 2; round++)
        for (unsigned i = 0; i < 40000; i++) {
            snprintf(reply, sizeof(reply), "55%u 5.1.%u %c%c%c", i % 10, i % 7,
                     'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26);
            bool own = i % 10 == 0 && i % 7 == 1;
            struct verdict_row row = {"good.example", reply, SLS_BOUNCED, 0, NULL, NULL};
            struct verdict verdict = judge_row(court, &row);
            cr_assert_str_eq(court->shelf.book.rules[verdict.rule].data.id,
                             own ? "no-such-user" : "no-mailbox", "%s", reply);
        }
    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        expect_verdict(court, &rows[i]);
    court_close(court);
}

/* The rule's address, not its number, is what classify() returns: one between two rules
   is none. */
Test(judge, an_answer_between_two_rules_is_none)
{
    static const struct verdict_row row = {"outside.example", "550 5.0.0 between",
                                           SLS_BOUNCED,       0,
                                           "outside",         "unclassified"};
    struct court *court = court_open();

    expect_verdict(court, &row);
    court_close(court);
}

/* Without an enhanced code in the reply the logged one decides; it is no part of the
   template. */
Test(judge, logged_codes_are_told_apart)
{
    static const struct {
        uint16_t dsn[3];
        const char *rule;
    } cases[] = {{{5, 1, 1}, "no-such-user"}, {{5, 0, 0}, "unclassified"},
                 {{5, 1, 2}, "no-mailbox"},   {{5, 1, 1}, "no-such-user"},
                 {{5, 0, 0}, "unclassified"}, {{0, 0, 0}, "unclassified"}};
    struct court *court = court_open();

    for (size_t i = 0; i < SLS_COUNT(cases); i++) {
        sls_attempt attempt = {.outcome = SLS_BOUNCED, .relay = VIEW("good.example")};
        reply_read(&court->room, VIEW("550 gone"), &attempt);
        memcpy(attempt.dsn, cases[i].dsn, sizeof(attempt.dsn));
        struct verdict verdict = judge_attempt(
            &court->judge, judge_provider(&court->judge, attempt.relay), &attempt);
        cr_expect_str_eq(court->shelf.book.rules[verdict.rule].data.id, cases[i].rule,
                         "dsn %u.%u.%u", cases[i].dsn[0], cases[i].dsn[1],
                         cases[i].dsn[2]);
    }
    court_close(court);
}

Test(judge, kinds_of_replies)
{
    static const struct {
        const char *name, *relay, *reply;
        bool same; /* as the first */
    } cases[] = {
        {"the first", "a.good.example", "550 5.1.1 <a@example.com> gone", true},
        {"another address", "a.good.example", "550 5.1.1 <b@example.org> gone", true},
        {"another host of it", "b.good.example", "550 5.1.1 <a@example.com> gone", true},
        {"another text", "a.good.example", "550 5.1.1 <a@example.com> left", false},
        {"another code", "a.good.example", "551 5.1.1 <a@example.com> gone", false},
        {"another provider", "mx.example", "550 5.1.1 <a@example.com> gone", false},
    };
    struct court *court = court_open();
    uint64_t first = 0;

    for (size_t i = 0; i < SLS_COUNT(cases); i++) {
        struct verdict_row row = {
            cases[i].relay, cases[i].reply, SLS_BOUNCED, 0, NULL, NULL};
        struct verdict verdict = judge_row(court, &row);
        first = i == 0 ? verdict.reply : first;
        cr_expect_eq(verdict.reply == first, cases[i].same, "%s", cases[i].name);
        if (i == 0)
            cr_expect(view_equal(verdict.template, VIEW("550 5.1.1 <addr> gone")));
    }
    court_close(court);
}

/* It counts as no match, its rule is named, and the next rule is tried. */
Test(judge, a_pattern_that_is_stopped)
{
    static const struct verdict_row row = {
        "mx.elsewhere.example",
        "550 5.9.9 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
        SLS_BOUNCED,
        0,
        "generic",
        "any-refusal"};
    struct court *court = court_open();

    cr_expect_eq(court->judge.limit_hits, 0);
    expect_verdict(court, &row);
    cr_expect_eq(court->judge.limit_hits, 1);
    cr_expect_str_eq(court->shelf.book.rules[court->judge.limit_rule].data.id, "slow");
    expect_verdict(court, &row);
    cr_expect_eq(court->judge.limit_hits, 1, "remembered, not tried again");
    court_close(court);
}

static const struct {
    const char *reply, *provider, *rule;
} texts[] = {
    {"451 4.7.1 You are out of credits", "good", "credits"},
    {"550 5.0.0 second", "longer", "second"},
    {"550 5.1.1 no such user", "generic", "no-mailbox"},
    {"Connection timed out", "generic", "timeout"},
    {"550 5.0.0 out of credits for the first time", "good", "credits"},
    {"554 5.6.0 weighed", "generic", "unclassified"},
    {"no idea", "generic", "unclassified"},
    {"", "generic", "unclassified"},
};

/* Without a relay only what has a pattern says whose reply it is. */
Test(judge, text_alone)
{
    struct court *court = court_open();
    const struct book *book = &court->shelf.book;

    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        sls_attempt attempt = {.outcome = SLS_BOUNCED};
        reply_read(&court->room, view_of(texts[i].reply), &attempt);
        struct verdict verdict = judge_text(&court->judge, &attempt);
        cr_expect_str_eq(book->plugins[verdict.provider].info.name, texts[i].provider,
                         "%s: provider %s", texts[i].reply,
                         book->plugins[verdict.provider].info.name);
        cr_expect_str_eq(book->rules[verdict.rule].data.id, texts[i].rule, "%s: rule %s",
                         texts[i].reply, book->rules[verdict.rule].data.id);
    }
    court_close(court);
}

/* More relays than are remembered at once. */
Test(judge, providers_of_many_relays)
{
    struct court *court = court_open();
    size_t good = book_plugin(&court->shelf.book, "good");
    char relay[32];

    for (int round = 0; round < 2; round++)
        for (unsigned i = 0; i < 70000; i++) {
            bool claimed = i % 2 == 0;
            snprintf(relay, sizeof(relay), "h%u.%s.example", i, claimed ? "good" : "bad");
            uint16_t plugin = judge_provider(&court->judge, view_of(relay));
            cr_assert_eq(plugin, claimed ? good : court->shelf.book.generic, "%s", relay);
        }
    court_close(court);
}
