/*
 * listing_test.c - which causes people are shown, their numbers, and what is said of the
 * others.
 */
#include "write/listing.h"

#include <criterion/criterion.h>

#include "../plugins/paper_report.h"

/* By rank: 4 unverified, 3 strange, 2 slowed (delayed), 1 out of credits (delayed). */
static const struct {
    uint16_t rule;
    enum fate fate;
    int count;
    bool unknown, waits, hopeless, names_domains;
    size_t place;
} rows[] = {
    {PAPER_UNVERIFIED, FATE_FAILED, 4, false, false, true, false, 1},
    {RULE_UNCLASSIFIED, FATE_FAILED, 3, true, false, false, true, 0},
    {PAPER_RATE, FATE_DELAYED, 2, false, true, false, true, 2},
    {PAPER_UNKNOWN, FATE_DELAYED, 1, false, false, false, true, 3},
};

static void fill(struct paper_report *it)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct paper_mail mail = {.provider = PAPER_ACME,
                                  .rule = rows[i].rule,
                                  .fate = rows[i].fate,
                                  .time = PAPER_START,
                                  .sender = "a@example.com",
                                  .domain = "x.example"};
        paper_report_mail(it, &mail, rows[i].count);
    }
}

static void expect_cause(const struct report *report, size_t row)
{
    const struct summary_cause *cause = &report->summary->causes[row];

    cr_expect_eq(cause_weight(cause), (uint64_t)rows[row].count, "%zu", row);
    cr_expect_eq(listing_is_unknown(cause), rows[row].unknown, "%zu", row);
    cr_expect_eq(listing_waits(cause), rows[row].waits, "%zu", row);
    cr_expect_eq(listing_is_hopeless(cause), rows[row].hopeless, "%zu", row);
    cr_expect_eq(listing_names_domains(cause), rows[row].names_domains, "%zu", row);
    if (!rows[row].unknown)
        cr_expect_eq(listing_place(report, cause), rows[row].place, "%zu", row);
    for (size_t top = 0; top < 5; top++) {
        struct report cut = *report;
        cut.top = top;
        bool want = !rows[row].unknown && (top == 0 || rows[row].place <= top);
        cr_expect_eq(listing_shows(&cut, cause), want, "%zu of %zu", row, top);
    }
}

static const struct {
    size_t top, causes;
    uint64_t recipients;
    const char *sentence;
} cuts[] = {
    {0, 0, 0, ""},
    {1, 2, 3, "2 more causes, with 3 recipients, are left out: --top=0 shows all."},
    {2, 1, 1, "1 more cause, with 1 recipients, is left out: --top=0 shows all."},
    {3, 0, 0, ""},
    {9, 0, 0, ""},
};

static void expect_cuts(struct report report)
{
    for (size_t i = 0; i < SLS_COUNT(cuts); i++) {
        char sentence[LISTING_CUT_BYTES];
        report.top = cuts[i].top;
        struct listing_cut cut = listing_cut(&report);
        cr_expect_eq(cut.causes, cuts[i].causes, "%zu", cuts[i].top);
        cr_expect_eq(cut.recipients, cuts[i].recipients, "%zu", cuts[i].top);
        listing_cut_sentence(sentence, &report);
        cr_expect_str_eq(sentence, cuts[i].sentence);
    }
}

Test(listing, causes_in_their_places)
{
    struct paper_report it;
    struct summary summary;
    char anchor[LISTING_ANCHOR_BYTES];

    paper_report_open(&it);
    fill(&it);
    summary_open(&summary, &it.paper.tally, it.zone);
    struct report report = it.report;
    report.summary = &summary;
    cr_assert_eq(summary.cause_count, SLS_COUNT(rows));
    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        expect_cause(&report, i);
    expect_cuts(report);
    listing_anchor(anchor, &summary.causes[0]);
    cr_expect_str_eq(anchor, "acme-sender-not-verified");
    summary_close(&summary);
    paper_report_close(&it);
}
