/*
 * headline_test.c - the sentences that a page and a mail begin with.
 */
#include "write/headline.h"

#include <criterion/criterion.h>

#include "../plugins/paper_report.h"

static const struct {
    const char *name;
    int accepted, failed;
    const char *sentence, *share;
} sentences[] = {
    {"nothing sent", 0, 0, "no mail was sent to other hosts", "0.0%"},
    {"one", 1, 0, "the only recipient accepted", "0.0%"},
    {"many", 1234, 0, "all 1,234 recipients accepted", "0.0%"},
    {"some failed", 1999, 1, "1 of 2,000 not accepted", "0.1%"},
    {"all failed", 0, 3, "3 of 3 not accepted", "100.0%"},
};

Test(headline, sentence_and_share)
{
    for (size_t i = 0; i < SLS_COUNT(sentences); i++) {
        struct summary summary = {
            .totals = {.recipients =
                           (uint64_t)(sentences[i].accepted + sentences[i].failed),
                       .accepted = (uint64_t)sentences[i].accepted,
                       .failed = (uint64_t)sentences[i].failed}};
        char text[HEADLINE_BYTES];
        struct report report = {.summary = &summary};
        headline_sentence(text, &report);
        cr_expect_str_eq(text, sentences[i].sentence, "%s", sentences[i].name);
        headline_share(text, headline_refused(&summary), summary.totals.recipients);
        cr_expect_str_eq(text, sentences[i].share, "%s: %s", sentences[i].name, text);
    }
}

static const struct {
    const char *name;
    int64_t first, last;
    const char *want;
} periods[] = {
    {"no times", 0, 0, "no times"},
    {"a day", PAPER_START, PAPER_START + 61,
     "Sun 22 Nov 2026, 00:00:00 \u2013 00:01:01 +0000"},
    {"two days", PAPER_START - 1, PAPER_START,
     "Sat 21 Nov 2026, 23:59:59 \u2013 Sun 22 Nov 2026, 00:00:00 +0000"},
};

Test(headline, period)
{
    for (size_t i = 0; i < SLS_COUNT(periods); i++) {
        struct summary summary = {
            .zone = {.fixed = true}, .first = periods[i].first, .last = periods[i].last};
        char text[HEADLINE_BYTES];
        headline_period(text, &(struct report){.summary = &summary});
        cr_expect_str_eq(text, periods[i].want, "%s: %s", periods[i].name, text);
    }
}

static const struct {
    const char *name;
    struct ledger ledger;
    size_t refused, failed;
    const char *coverage, *problems[3];
} coverages[] = {
    {"whole", {.lines = 1234, .recognised = 1234}, 0, 0, "1,234 lines, all read", {NULL}},
    {"one line", {.lines = 1}, 0, 0, "1 line, all read", {NULL}},
    {"strange lines",
     {.lines = 9, .malformed = 2, .overlong = 1},
     0,
     0,
     "9 lines, 3 not understood",
     {NULL}},
    {"cut",
     {.lines = 9, .problem = {.sentence = "x: cut", .told = "x: cut"}},
     0,
     0,
     "9 lines, INCOMPLETE",
     {"x: cut"}},
    {"plugins",
     {.lines = 9, .problem = {.sentence = "x: cut", .told = "x: cut"}},
     1,
     2,
     "9 lines, INCOMPLETE",
     {"1 plugin, rule file or rule could not be loaded",
      "2 plugins failed and were left unasked", "x: cut"}},
};

Test(headline, coverage_and_problems)
{
    for (size_t i = 0; i < SLS_COUNT(coverages); i++) {
        struct report report = {.ledgers = &coverages[i].ledger,
                                .ledger_count = 1,
                                .refused_plugins = coverages[i].refused,
                                .failed_plugins = coverages[i].failed};
        char text[HEADLINE_PROBLEM_BYTES];
        headline_coverage(text, &report);
        cr_expect_str_eq(text, coverages[i].coverage, "%s: %s", coverages[i].name, text);
        size_t count = 0;
        for (; headline_problem(text, &report, count); count++)
            cr_expect_str_eq(text, coverages[i].problems[count], "%s", text);
        cr_expect(count == 3 || coverages[i].problems[count] == NULL, "%s",
                  coverages[i].name);
    }
}

Test(headline, after_acceptance)
{
    struct tally tally = {.events = 0};
    struct summary summary = {
        .tally = &tally,
        .totals = {.accepted = 1500, .confirmed = 1200, .failed_after_acceptance = 7}};
    char text[HEADLINE_BYTES];

    headline_after_acceptance(text, &summary);
    cr_expect_str_eq(text,
                     "Accepted is not delivered: what became of the 1,500 after the "
                     "250 is not in this log.");
    tally.events = 1;
    headline_after_acceptance(text, &summary);
    cr_expect_str_eq(text,
                     "Accepted is not delivered: the provider's export confirms "
                     "1,200 of the 1,500 as delivered, 300 are unconfirmed; 7 failed "
                     "after the 250.");
}
