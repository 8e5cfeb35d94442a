/*
 * html_chart_table.c - folded away, for who cannot see the bars or wants the numbers.
 *
 * Causes that the page leaves out are one row, so that the columns add up.
 */
#include "write/html_chart_table.h"

#include "base/say.h"
#include "write/html_chart.h"
#include "write/listing.h"

static bool has_row(const struct report *report, const struct summary_cause *cause)
{
    return cause_weight(cause) > 0 &&
           (listing_shows(report, cause) || listing_is_unknown(cause));
}

static void number_cell(struct markup *markup, uint64_t number)
{
    markup_open(markup, "td");
    markup_number(markup, number);
    markup_close(markup);
}

static void heading_row(struct markup *markup, const struct series *series)
{
    markup_open(markup, "thead");
    markup_open(markup, "tr");
    markup_open(markup, "th");
    markup_attribute(markup, "scope", "col");
    markup_string(markup, say("cause"));
    markup_close(markup);
    for (size_t step = 0; step < series->steps; step++) {
        char label[MOMENT_BYTES];
        series_label(label, series, step);
        markup_open(markup, "th");
        markup_attribute(markup, "scope", "col");
        markup_string(markup, label);
        markup_close(markup);
    }
    markup_close(markup);
    markup_close(markup);
}

static void row_heading(struct markup *markup, const char *words)
{
    markup_open(markup, "tr");
    markup_open(markup, "th");
    markup_attribute(markup, "scope", "row");
    if (words == NULL)
        return;
    markup_string(markup, words);
    markup_close(markup);
}

static void cause_row(struct markup *markup, const struct report *report,
                      const struct series *series, const struct summary_cause *cause)
{
    row_heading(markup, NULL);
    html_cause_link(markup, report, cause);
    markup_close(markup);
    for (size_t step = 0; step < series->steps; step++)
        number_cell(markup, series_count(series, cause, step));
    markup_close(markup);
}

static uint64_t cut_count(const struct report *report, const struct series *series,
                          size_t step)
{
    const struct summary *summary = report->summary;
    uint64_t sum = 0;

    for (size_t c = 0; c < summary->cause_count; c++)
        if (!has_row(report, &summary->causes[c]))
            sum += series_count(series, &summary->causes[c], step);
    return sum;
}

static void sum_rows(struct markup *markup, const struct report *report,
                     const struct series *series)
{
    if (listing_cut(report).causes > 0) {
        row_heading(markup, say("other causes"));
        for (size_t step = 0; step < series->steps; step++)
            number_cell(markup, cut_count(report, series, step));
        markup_close(markup);
    }
    row_heading(markup, say("all"));
    for (size_t step = 0; step < series->steps; step++)
        number_cell(markup, series_total(series, step));
    markup_close(markup);
}

void html_chart_table(struct markup *markup, const struct report *report,
                      const struct series *series)
{
    const struct summary *summary = report->summary;

    markup_open(markup, "details");
    markup_element(markup, "summary", NULL, say("The same numbers as a table"));
    markup_class(markup, "div", "scroll");
    markup_attribute(markup, "tabindex", "0");
    markup_class(markup, "table", "time");
    heading_row(markup, series);
    markup_open(markup, "tbody");
    for (size_t c = 0; c < summary->cause_count; c++)
        if (has_row(report, &summary->causes[c]))
            cause_row(markup, report, series, &summary->causes[c]);
    sum_rows(markup, report, series);
    markup_close(markup);
    markup_close(markup);
    markup_close(markup);
    markup_close(markup);
}
