/*
 * thresholds_test.c - arguments that are limits, and those that are none.
 */
#include "app/thresholds.h"

#include <criterion/criterion.h>

#include "../plugins/paper.h"

static const struct {
    const char *argument, *provider, *cause;
    bool is_share;
    uint64_t amount;
} rows[] = {
    {"5%", "", "", true, 5000},
    {"0%", "", "", true, 0},
    {"100%", "", "", true, 100000},
    {"0.5%", "", "", true, 500},
    {"12.345%", "", "", true, 12345},
    {"10", "", "", false, 10},
    {"acme=1%", "acme", "", true, 1000},
    {"acme-eu=0", "acme-eu", "", false, 0},
    {"acme/rate-limited=0.001%", "acme", "rate-limited", true, 1},
    {"rate-limited=10", "", "rate-limited", false, 10},
};

Test(thresholds, understood)
{
    struct paper paper;

    paper_open(&paper);
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        const char *argument = rows[i].argument;
        struct words words = {&argument, 1};
        struct thresholds thresholds;
        struct why why;
        cr_assert(thresholds_read(&thresholds, "fail-over", &words, &paper.book, &why),
                  "%s: %s", argument, why.sentence);
        const struct limit *limit = &thresholds.list[0];
        cr_expect(view_equal(limit->provider, view_of(rows[i].provider)), "%s", argument);
        cr_expect(view_equal(limit->cause, view_of(rows[i].cause)), "%s", argument);
        cr_expect_eq(limit->is_share, rows[i].is_share, "%s", argument);
        cr_expect_eq(limit->amount, rows[i].amount, "%s", argument);
        thresholds_close(&thresholds);
    }
    paper_close(&paper);
}

static const struct {
    const char *argument, *part; /* of the sentence */
} refused[] = {
    {"", "neither a percentage"},
    {"%", "neither a percentage"},
    {".5%", "neither a percentage"},
    {"5.%", "neither a percentage"},
    {"5,5%", "neither a percentage"},
    {"0.1234%", "neither a percentage"},
    {"101%", "neither a percentage"},
    {"100.001%", "neither a percentage"},
    {"-1", "neither a percentage"},
    {"1e3", "neither a percentage"},
    {"5 %", "neither a percentage"},
    {"9999999999", "neither a percentage"},
    {"acme=", "neither a percentage"},
    {"acme", "neither a percentage"},
    {"=5%", "no provider and no cause \"\""},
    {"amce=5%", "similar: \"acme\""},
    {"rate-limted=5%", "similar: \"rate-limited\""},
    {"amce/rate-limited=5%", "no provider \"amce\"; similar: \"acme\""},
    {"acme/rate-limted=5%", "similar: \"rate-limited\""},
};

Test(thresholds, refused)
{
    struct paper paper;

    paper_open(&paper);
    for (size_t i = 0; i < SLS_COUNT(refused); i++) {
        const char *argument = refused[i].argument;
        struct words words = {&argument, 1};
        struct thresholds thresholds;
        struct why why;
        cr_expect_not(
            thresholds_read(&thresholds, "fail-over", &words, &paper.book, &why), "%s",
            argument);
        cr_expect_not_null(view_find(view_of(why.sentence), view_of(refused[i].part)),
                           "%s: %s", argument, why.sentence);
        cr_expect(view_starts(view_of(why.sentence), VIEW("--fail-over: ")));
        thresholds_close(&thresholds);
    }
    paper_close(&paper);
}
