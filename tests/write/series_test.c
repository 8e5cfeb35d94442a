/*
 * series_test.c - the steps of every chart: hours, several hours, days; their times,
 * their labels, and that they add up.
 */
#include "write/series.h"

#include <criterion/criterion.h>

#include "../plugins/paper.h"

static const struct {
    const char *name;
    int64_t last; /* from PAPER_START, where three refusals are; two are here */
    size_t steps, group;
    bool by_day;
    const char *first_label, *last_label;
    int64_t second; /* where the second step begins, from PAPER_START */
} rows[] = {
    {"one hour", 60, 0, 1, false, NULL, NULL, 0},
    {"two hours", 3600, 2, 1, false, "00:00", "01:00", 3600},
    {"a day", 82800, 24, 1, false, "00:00", "23:00", 3600},
    {"25 hours", 86400, 13, 2, false, "22 Nov 00:00", "00:00", 7200},
    {"14 days", 14 * DAY_SECONDS - 1, 24, 14, false, "22 Nov 00:00", "10:00",
     14 * HOUR_SECONDS},
    {"15 days", 14 * DAY_SECONDS, 15, 1, true, "Sun 22 Nov 2026", "Sun 6 Dec 2026",
     DAY_SECONDS},
    {"into the next year", 49 * DAY_SECONDS, 17, 3, true, "Sun 22 Nov 2026",
     "Sat 9 Jan 2027", 3 * DAY_SECONDS},
};

static void refuse(struct paper *paper, int64_t time, int count)
{
    struct paper_mail mail = {.provider = PAPER_ACME,
                              .rule = PAPER_UNKNOWN,
                              .fate = FATE_FAILED,
                              .time = time,
                              .sender = "a",
                              .domain = "x.example"};

    for (int i = 0; i < count; i++)
        paper_mail(paper, &mail);
}

static void expect_steps(const struct series *series, size_t row)
{
    char label[MOMENT_BYTES];
    uint64_t all = 0;

    for (size_t step = 0; step < series->steps; step++) {
        cr_expect_eq(series_total(series, step),
                     series_count(series, &series->summary->causes[0], step));
        all += series_total(series, step);
    }
    cr_expect_eq(all, 5, "%s", rows[row].name);
    cr_expect_eq(series_worst(series, NULL), 0, "%s", rows[row].name);
    cr_expect_eq(series_total(series, 0), 3, "%s", rows[row].name);
    cr_expect_eq(series_time(series, 1), PAPER_START + rows[row].second, "%s",
                 rows[row].name);
    series_label(label, series, 0);
    cr_expect_str_eq(label, rows[row].first_label, "%s", rows[row].name);
    series_label(label, series, series->steps - 1);
    cr_expect_str_eq(label, rows[row].last_label, "%s", rows[row].name);
}

Test(series, steps_of_a_period)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct paper paper;
        struct summary summary;
        paper_open(&paper);
        refuse(&paper, PAPER_START, 3);
        refuse(&paper, PAPER_START + rows[i].last, 2);
        summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
        struct series series = series_of(&summary);
        cr_expect_eq(series.steps, rows[i].steps, "%s: %zu", rows[i].name, series.steps);
        cr_expect_eq(series.group, rows[i].group, "%s: %zu", rows[i].name, series.group);
        cr_expect_eq(series.by_day, rows[i].by_day, "%s", rows[i].name);
        if (series.steps > 0)
            expect_steps(&series, i);
        summary_close(&summary);
        paper_close(&paper);
    }
}
