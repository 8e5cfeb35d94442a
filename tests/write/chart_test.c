/*
 * chart_test.c - which bars a period gets: hours, several hours, days; no chart for a log
 * of one hour; the worst bar named, and whether anything still goes on.
 */
#include "write/chart.h"

#include <locale.h>
#include <stdio.h>

#include <criterion/criterion.h>

#include "../plugins/paper_report.h"

static const struct {
    const char *name;
    int64_t last; /* from PAPER_START, where three refusals are; two are here */
    bool over;
    size_t columns;
    const char *chart, *bars, *worst;
} rows[] = {
    {"one hour", 60, false, 0, "per hour", NULL, NULL},
    {"two hours", 3600, false, 2, "per hour", "#+", "worst hour 00:00 (3); not over yet"},
    {"a day", 82800, true, 24, "per hour", "#......................+",
     "worst hour 00:00 (3); over"},
    {"25 hours", 86400, false, 13, "by time", "#...........+",
     "worst hour 22 Nov 00:00 (3); not over yet"},
    {"14 days", 14 * DAY_SECONDS - 1, false, 24, "by time", "#......................+",
     "worst hour 22 Nov 00:00 (3); not over yet"},
    {"15 days", 14 * DAY_SECONDS, false, 15, "per day", "#.............+",
     "worst day Sun 22 Nov 2026 (3); not over yet"},
    {"30 days", 29 * DAY_SECONDS, true, 15, "by time", "#.............+",
     "worst day Sun 22 Nov 2026 (3); over"},
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

static void fill(struct paper *paper, size_t row)
{
    struct paper_mail accepted = {.provider = PAPER_ACME,
                                  .fate = FATE_ACCEPTED,
                                  .time = PAPER_START + rows[row].last + 1,
                                  .sender = "a",
                                  .domain = "x.example"};

    refuse(paper, PAPER_START, 3);
    refuse(paper, PAPER_START + rows[row].last, 2);
    if (rows[row].over)
        paper_mail(paper, &accepted);
}

static void expect_drawn(const struct summary *summary, const char *want,
                         void (*draw)(struct page *, const struct summary *),
                         const char *name)
{
    char *bytes = NULL;
    size_t length = 0;
    struct page page = {
        .file = open_memstream(&bytes, &length), .width = 96, .ascii = true};

    draw(&page, summary);
    fclose(page.file);
    cr_expect_str_eq(bytes, want, "%s: \"%s\"", name, bytes);
    free(bytes);
}

static void draw_first_cause(struct page *page, const struct summary *summary)
{
    chart_of_cause(page, summary, &summary->causes[0]);
}

Test(chart, bars_of_a_period)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct paper paper;
        struct summary summary;
        paper_open(&paper);
        fill(&paper, i);
        summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
        cr_expect_eq(chart_columns(&summary), rows[i].columns, "%s: %zu", rows[i].name,
                     chart_columns(&summary));
        cr_expect_str_eq(chart_name(&summary), rows[i].chart, "%s: %s", rows[i].name,
                         chart_name(&summary));
        if (rows[i].bars != NULL) {
            expect_drawn(&summary, rows[i].bars, chart_of_all, rows[i].name);
            expect_drawn(&summary, rows[i].bars, draw_first_cause, rows[i].name);
            expect_drawn(&summary, rows[i].worst, chart_worst, rows[i].name);
        }
        summary_close(&summary);
        paper_close(&paper);
    }
}

static void draw_scale(struct page *page, const struct summary *summary)
{
    chart_scale(page, summary, 4);
}

static const struct {
    const char *name;
    int64_t first, last;
    int32_t offset;
    const char *want;
} scales[] = {
    {"from midnight", 0, 86399, 0, "    00    06    12    18    24"},
    {"from seven", 25200, 86399, 0, "         12    18    24"},
    {"over midnight", 64800, 108000, 0, "    18    24    06"},
    {"in the zone", 0, 43200, 32400, "       12    18"},
    {"many hours", 0, 90000, 0, ""},
};

Test(chart, scale_of_a_day)
{
    for (size_t i = 0; i < SLS_COUNT(scales); i++) {
        struct paper paper;
        struct summary summary;
        paper_open(&paper);
        paper.tally.hour_offset = scales[i].offset;
        refuse(&paper, PAPER_START + scales[i].first, 1);
        refuse(&paper, PAPER_START + scales[i].last, 1);
        summary_open(&summary, &paper.tally,
                     (struct zone){.fixed = true, .offset_seconds = scales[i].offset});
        expect_drawn(&summary, scales[i].want, draw_scale, scales[i].name);
        summary_close(&summary);
        paper_close(&paper);
    }
}

/* All causes together. */
Test(chart, sums_of_causes)
{
    struct paper paper;
    struct summary summary;
    struct paper_mail late = {.provider = PAPER_GENERIC,
                              .rule = PAPER_TIMEOUT,
                              .fate = FATE_DELAYED,
                              .time = PAPER_START + 3600,
                              .sender = "a",
                              .domain = "x.example"};

    paper_open(&paper);
    refuse(&paper, PAPER_START, 2);
    for (int i = 0; i < 7; i++)
        paper_mail(&paper, &late);
    summary_open(&summary, &paper.tally, (struct zone){.fixed = true});
    expect_drawn(&summary, "-#", chart_of_all, "all");
    expect_drawn(&summary, ".#", draw_first_cause, "the timeout");
    expect_drawn(&summary, "worst hour 01:00 (7); not over yet", chart_worst, "worst");
    summary_close(&summary);
    paper_close(&paper);
}
