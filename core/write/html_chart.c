/*
 * html_chart.c - the part of a page that shows when it happened: bars, legend, table.
 */
#include "write/html_chart.h"

#include "base/number.h"
#include "base/say.h"
#include "write/html_bars.h"
#include "write/html_chart_table.h"
#include "write/html_page.h"
#include "write/listing.h"
#include "write/telling.h"

void html_cause_link(struct markup *markup, const struct report *report,
                     const struct summary_cause *cause)
{
    char title[TELLING_BYTES], anchor[LISTING_ANCHOR_BYTES],
        link[LISTING_ANCHOR_BYTES + 1];
    bool told = listing_shows(report, cause) || listing_is_unknown(cause);

    telling_title(title, report, cause);
    if (!told) {
        markup_element(markup, "span", NULL, title);
        return;
    }
    listing_anchor(anchor, cause);
    snprintf(link, sizeof(link), "#%s",
             listing_is_unknown(cause) ? "not-classified" : anchor);
    markup_open(markup, "a");
    markup_attribute(markup, "href", link);
    markup_string(markup, title);
    markup_close(markup);
}

/* "Worst hour: 10:00 (111)." */
static void worst_sentence(char text[TELLING_BYTES], const struct series *series,
                           const struct summary_cause *cause)
{
    char from[MOMENT_BYTES], to[MOMENT_BYTES], room[GROUPED_BYTES];
    size_t worst = series_worst(series, cause);
    uint64_t count =
        cause != NULL ? series_count(series, cause, worst) : series_total(series, worst);

    series_label(from, series, worst);
    series_label(to, series, worst + 1);
    const char *number = number_grouped(room, count);
    if (series->group > 1)
        snprintf(text, TELLING_BYTES, say("Worst from %s to %s (%s)."), from, to, number);
    else if (series->by_day)
        snprintf(text, TELLING_BYTES, say("Worst day: %s (%s)."), from, number);
    else
        snprintf(text, TELLING_BYTES, say("Worst hour: %s (%s)."), from, number);
}

static bool some_cause_goes_on(const struct summary *summary)
{
    for (size_t c = 0; c < summary->cause_count; c++)
        if (summary->causes[c].ongoing && cause_weight(&summary->causes[c]) > 0)
            return true;
    return false;
}

static void legend_row(struct markup *markup, const struct report *report,
                       const struct summary_cause *cause, size_t color, uint64_t count)
{
    markup_open(markup, "li");
    markup_element(markup, "i", html_colors[color], "");
    markup_open(markup, "b");
    markup_number(markup, count);
    markup_close(markup);
    markup_string(markup, " ");
    if (cause != NULL)
        html_cause_link(markup, report, cause);
    else
        markup_element(markup, "span", NULL, say("other causes"));
    markup_close(markup);
}

static void legend(struct markup *markup, const struct report *report)
{
    const struct summary *summary = report->summary;
    uint64_t others = 0;

    markup_class(markup, "ul", "legend");
    for (size_t c = 0; c < summary->cause_count; c++) {
        const struct summary_cause *cause = &summary->causes[c];
        size_t color = html_color_number(cause);
        if (color > 0)
            legend_row(markup, report, cause, color, cause_weight(cause));
        else
            others += cause_weight(cause);
    }
    if (others > 0)
        legend_row(markup, report, NULL, 0, others);
    markup_close(markup);
}

static const char *heading_of(const struct series *series)
{
    if (series->group > 1)
        return say("Not accepted over time");
    return series->by_day ? say("Not accepted per day") : say("Not accepted per hour");
}

void html_chart(struct markup *markup, const struct report *report)
{
    struct series series = series_of(report->summary);
    char worst[TELLING_BYTES];

    if (series.steps == 0 || series_total(&series, series_worst(&series, NULL)) == 0)
        return;
    worst_sentence(worst, &series, NULL);
    html_section(markup, "time", heading_of(&series));
    markup_open(markup, "p");
    markup_format(markup, "%s %s", worst,
                  some_cause_goes_on(report->summary) ? say("Not over yet.")
                                                      : say("Over."));
    markup_close(markup);
    html_bars(markup, &series, worst);
    legend(markup, report);
    html_chart_table(markup, report, &series);
    markup_close(markup);
}

void html_chart_of(struct markup *markup, const struct report *report,
                   const struct summary_cause *cause)
{
    struct series series = series_of(report->summary);
    char worst[TELLING_BYTES];

    if (series.steps == 0)
        return;
    worst_sentence(worst, &series, cause);
    html_bars_of(markup, &series, cause, worst);
}
