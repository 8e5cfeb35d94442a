/*
 * text_verdict.c - three lines, with a chart at their right where there is room for it.
 */
#include "write/text_verdict.h"

#include "base/number.h"
#include "base/say.h"
#include "write/chart.h"

enum { MEANING_COLUMN = 20, CHART_COLUMN = 50, CHART_NAME = 10, CHART_WIDTH = 84 };

/* A count, its word, and what the word means; and a part of the chart. */
static void count_line(struct page *page, const struct summary *summary, uint64_t count,
                       const char *word, const char *meaning,
                       void (*at_right)(struct page *, const struct summary *))
{
    char number[GROUPED_BYTES];

    page_format(page, "  %7s %s ", number_grouped(number, count), word);
    page_to(page, MEANING_COLUMN);
    page_string(page, meaning);
    if (page->width >= CHART_WIDTH && chart_columns(summary) > 0)
        at_right(page, summary);
    page_end(page);
}

static void scale_at_right(struct page *page, const struct summary *summary)
{
    chart_scale(page, summary, CHART_COLUMN + CHART_NAME);
}

static void worst_at_right(struct page *page, const struct summary *summary)
{
    page_to(page, CHART_COLUMN);
    chart_worst(page, summary);
}

static void bars_at_right(struct page *page, const struct summary *summary)
{
    if (page->width < CHART_WIDTH || chart_columns(summary) == 0)
        return;
    page_to(page, CHART_COLUMN);
    page_string(page, chart_name(summary));
    page_to(page, CHART_COLUMN + CHART_NAME);
    chart_of_all(page, summary);
}

void text_verdict(struct page *page, const struct summary *summary)
{
    const struct totals *totals = &summary->totals;
    uint64_t refused = totals->failed + totals->delayed;
    uint64_t permille = (refused * 1000 + totals->recipients / 2) / totals->recipients;
    char number[GROUPED_BYTES], all[GROUPED_BYTES];

    page_end(page);
    page_style(page, STYLE_HEADING);
    page_to(page, 2);
    page_format(page, say("%s of %s not accepted"), number_grouped(number, refused),
                number_grouped(all, totals->recipients));
    page_style(page, STYLE_PLAIN);
    page_format(page, "  (%llu.%llu%%)", (unsigned long long)(permille / 10),
                (unsigned long long)(permille % 10));
    bars_at_right(page, summary);
    page_end(page);
    count_line(page, summary, totals->failed, say("failed"),
               say("given up, the sender was told"), scale_at_right);
    count_line(page, summary, totals->delayed, say("delayed"),
               say("still queued, being retried"), worst_at_right);
}
