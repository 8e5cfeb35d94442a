/*
 * telling_marks_test.c - the words of marks, alone and together, and what each means.
 */
#include "write/telling_marks.h"

#include <criterion/criterion.h>

#include "../plugins/paper_report.h"

static const struct {
    unsigned news;
    uint64_t before;
    int64_t seen_before;
    const char *marks, *meaning;
} rows[] = {
    {0, 5, 0, "", ""},
    {NEWS_NEW, 0, 0, "NEW", ""},
    {NEWS_BACK, 0, 0, "BACK", "back after a pause"},
    {NEWS_BACK, 0, PAPER_START, "BACK",
     "back: last seen in the report of Sun 22 Nov 2026"},
    {NEWS_UP, 0, 0, "UP", "up: hardly any before"},
    {NEWS_UP, 1234, 0, "UP", "up: at the rate before it would have been about 1,234"},
    {NEWS_NEW | NEWS_OVER, 0, 0, "NEW OVER", "over the limit of 0.5%"},
    {NEWS_UP | NEWS_OVER, 3, 0, "UP OVER",
     "up: at the rate before it would have been about 3; over the limit of 0.5%"},
};

Test(telling_marks, of_causes)
{
    const struct limit limit = {.words = {"0.5%", 4}};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct summary_cause cause = {.news = rows[i].news,
                                      .before = rows[i].before,
                                      .seen_before = rows[i].seen_before};
        struct excess excess = {.limit = &limit, .cause = &cause};
        struct summary summary = {.zone = {.fixed = true},
                                  .excess = &excess,
                                  .excess_count = (rows[i].news & NEWS_OVER) != 0};
        char text[TELLING_BYTES];
        telling_marks(text, rows[i].news);
        cr_expect_str_eq(text, rows[i].marks);
        telling_news(text, &summary, &cause);
        cr_expect_str_eq(text, rows[i].meaning, "%s: %s", rows[i].marks, text);
    }
}

static const struct {
    size_t reports;
    int64_t first, last;
    unsigned news[3];
    size_t recovered;
    const char *sentence;
} compared[] = {
    {0, 0, 0, {NEWS_OVER}, 0, ""},
    {1, 0, 0, {0}, 0, "compared with an earlier report: nothing new"},
    {1,
     PAPER_START,
     PAPER_START,
     {NEWS_NEW, NEWS_NEW | NEWS_OVER, NEWS_UP},
     1234,
     "compared with the report of Sun 22 Nov 2026: 2 new, 1 up, 1,234 recovered"},
    {28,
     PAPER_START,
     PAPER_START + 90000,
     {NEWS_BACK},
     0,
     "compared with 28 reports since Sun 22 Nov 2026: 1 back"},
};

Test(telling_marks, of_the_comparison)
{
    for (size_t i = 0; i < SLS_COUNT(compared); i++) {
        struct summary_cause marked[3] = {{.news = compared[i].news[0]},
                                          {.news = compared[i].news[1]},
                                          {.news = compared[i].news[2]}};
        struct summary summary = {.zone = {.fixed = true},
                                  .causes = marked,
                                  .cause_count = 3,
                                  .compared = {.reports = compared[i].reports,
                                               .first = compared[i].first,
                                               .last = compared[i].last,
                                               .recovered_count = compared[i].recovered}};
        char text[TELLING_BYTES];
        telling_compared(text, &summary);
        cr_expect_str_eq(text, compared[i].sentence, "%s", text);
    }
}

Test(telling_marks, own_reports)
{
    struct summary summary = {.totals = {.own_reports = 0}};
    char text[TELLING_BYTES];

    telling_own(text, &summary);
    cr_expect_str_eq(text, "");
    summary.totals.own_reports = 2;
    telling_own(text, &summary);
    cr_expect_str_eq(text, "not counted: 2 reports that this program mailed itself");
}
