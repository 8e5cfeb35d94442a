/*
 * telling_test.c - the sentences on one cause.
 */
#include "write/telling.h"

#include <criterion/criterion.h>

#include "../plugins/paper_report.h"

static const struct {
    uint64_t failed, delayed;
    const char *counts, *share; /* of 2,000 */
} counts[] = {
    {1999, 0, "1,999 failed", "100%"},
    {0, 1, "1 delayed", "0%"},
    {10, 1000, "10 failed, 1,000 delayed", "51%"},
};

Test(telling, counts)
{
    struct summary summary = {.totals = {.failed = 1500, .delayed = 500}};

    for (size_t i = 0; i < SLS_COUNT(counts); i++) {
        struct summary_cause cause = {.failed = counts[i].failed,
                                      .delayed = counts[i].delayed};
        char text[TELLING_BYTES];
        telling_counts(text, &cause);
        cr_expect_str_eq(text, counts[i].counts);
        telling_share(text, &summary, &cause);
        cr_expect_str_eq(text, counts[i].share, "%s", text);
    }
}

static const struct {
    int64_t first, last;
    bool ongoing;
    const char *want;
} whens[] = {
    {0, 0, true, ""},
    {PAPER_START, PAPER_START, true, "at 00:00:00, still happening"},
    {PAPER_START, PAPER_START, false, "at 00:00:00, over: mail was accepted after it"},
    {PAPER_START - 1, PAPER_START, true,
     "since 21 Nov 23:59:59, last 00:00:00, still happening"},
    {PAPER_START, PAPER_START + 9, false,
     "since 00:00:00, last 00:00:09, over: mail was accepted after it"},
};

Test(telling, when)
{
    struct summary summary = {.zone = {.fixed = true}, .last = PAPER_START + 60};

    for (size_t i = 0; i < SLS_COUNT(whens); i++) {
        struct summary_cause cause = {
            .first = whens[i].first, .last = whens[i].last, .ongoing = whens[i].ongoing};
        char text[TELLING_BYTES];
        telling_when(text, &summary, &cause);
        cr_expect_str_eq(text, whens[i].want);
    }
}

static const struct {
    uint16_t rule;
    uint64_t delayed;
    int64_t oldest;
    const char *want;
} notes[] = {
    {PAPER_RATE, 0, PAPER_START, ""},
    {PAPER_RATE, 1, PAPER_START - 3600, "The oldest has waited 1 h 1 min."},
    {PAPER_RATE, 1, PAPER_START + 59, "These are still in the queue and are retried."},
    {PAPER_RATE, 1, 0, "These are still in the queue and are retried."},
    {PAPER_UNVERIFIED, 1, PAPER_START,
     "These are retried, but cannot succeed until this is put right."},
};

Test(telling, note_and_title)
{
    struct paper paper;
    struct summary summary = {.tally = &paper.tally, .last = PAPER_START + 60};
    struct report report = {.summary = &summary};
    char text[TELLING_BYTES];

    paper_open(&paper);
    for (size_t i = 0; i < SLS_COUNT(notes); i++) {
        struct summary_cause cause = {.provider = "acme",
                                      .rule = &paper.rules[notes[i].rule],
                                      .delayed = notes[i].delayed,
                                      .oldest_delayed = notes[i].oldest};
        telling_note(text, &summary, &cause);
        cr_expect_str_eq(text, notes[i].want, "%zu: %s", i, text);
        telling_title(text, &report, &cause);
        cr_expect_eq(strncmp(text, "Acme Mail: ", 11), 0, "%s", text);
    }
    paper_close(&paper);
}
