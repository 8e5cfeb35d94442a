/*
 * report_text.c - the report for a person: how bad, since when, which path, what to do.
 *
 * With nothing wrong it is two lines.  What could not be read stands at the top and again
 * at the end, because the eye lands at the prompt.
 */
#include "write/report.h"

#include "base/number.h"
#include "base/view.h"
#include "write/chart.h"
#include "write/moment.h"
#include "write/page.h"
#include "write/text_cause.h"
#include "write/text_read.h"
#include "write/text_senders.h"

enum { UNKNOWN_SHOWN = 5, HOSTS_SHOWN = 3 };

static void hosts_words(struct page *page, const struct summary *summary)
{
    for (size_t i = 0; i < summary->host_count && i < HOSTS_SHOWN; i++) {
        page_string(page, i > 0 ? ", " : "");
        page_text(page, summary->hosts[i]);
    }
    if (summary->host_count > HOSTS_SHOWN)
        page_format(page, " (+%zu hosts)", summary->host_count - HOSTS_SHOWN);
    page_string(page, summary->host_count > 0 ? "  " : "");
}

static void period_words(struct page *page, const struct summary *summary)
{
    char day[MOMENT_BYTES], last_day[MOMENT_BYTES], first[MOMENT_BYTES],
        last[MOMENT_BYTES], zone[MOMENT_BYTES];

    if (summary->first == 0) {
        page_string(page, "no times");
        return;
    }
    moment_day(day, summary->first, summary->zone);
    moment_day(last_day, summary->last, summary->zone);
    moment_clock(first, summary->first, summary->first, summary->zone);
    moment_clock(last, summary->last, summary->last, summary->zone);
    moment_zone(zone, summary->last, summary->zone);
    if (view_equal(view_of(day), view_of(last_day)))
        page_format(page, "%s  %s - %s %s", day, first, last, zone);
    else
        page_format(page, "%s %s - %s %s %s", day, first, last_day, last, zone);
}

/* "all read", or what of it was not. */
static void understood_words(const struct report *report, char *words, size_t room)
{
    uint64_t strange = 0;
    char number[GROUPED_BYTES];

    for (size_t i = 0; i < report->ledger_count; i++)
        strange += report->ledgers[i].malformed + report->ledgers[i].overlong;
    if (report_is_incomplete(report))
        snprintf(words, room, "INCOMPLETE");
    else if (strange > 0)
        snprintf(words, room, "%s not understood", number_grouped(number, strange));
    else
        snprintf(words, room, "all read");
}

static void coverage_words(struct page *page, const struct report *report)
{
    char lines[GROUPED_BYTES], recipients[GROUPED_BYTES], words[160], understood[64];
    uint64_t all = 0;

    for (size_t i = 0; i < report->ledger_count; i++)
        all += report->ledgers[i].lines;
    uint64_t sent_to = report->summary->totals.recipients;
    understood_words(report, understood, sizeof(understood));
    snprintf(words, sizeof(words), "%s line%s, %s recipient%s, %s",
             number_grouped(lines, all), all == 1 ? "" : "s",
             number_grouped(recipients, sent_to), sent_to == 1 ? "" : "s", understood);
    page_to_right(page, page_columns(page, view_of(words)));
    page_string(page, words);
}

static void header(struct page *page, const struct report *report)
{
    page_style(page, STYLE_HEADING);
    hosts_words(page, report->summary);
    page_style(page, STYLE_PLAIN);
    period_words(page, report->summary);
    coverage_words(page, report);
    page_end(page);
}

enum { CHART_COLUMN = 50, CHART_NAME = 10, CHART_WIDTH = 84 };

/* One of the three lines of the verdict, with a part of the chart at its right. */
static void verdict_line(struct page *page, const struct summary *summary, uint64_t count,
                         const char *words,
                         void (*at_right)(struct page *, const struct summary *))
{
    char number[GROUPED_BYTES];

    page_format(page, "  %7s %s", number_grouped(number, count), words);
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

static void verdict(struct page *page, const struct summary *summary)
{
    const struct totals *totals = &summary->totals;
    uint64_t refused = totals->failed + totals->delayed;
    uint64_t permille = (refused * 1000 + totals->recipients / 2) / totals->recipients;
    char number[GROUPED_BYTES], all[GROUPED_BYTES];

    page_end(page);
    page_style(page, STYLE_HEADING);
    page_format(page, "  %s of %s not accepted", number_grouped(number, refused),
                number_grouped(all, totals->recipients));
    page_style(page, STYLE_PLAIN);
    page_format(page, "  (%llu.%llu%%)", (unsigned long long)(permille / 10),
                (unsigned long long)(permille % 10));
    if (page->width >= CHART_WIDTH && chart_columns(summary) > 0) {
        page_to(page, CHART_COLUMN);
        page_format(page, "%s  ", chart_name(summary));
        chart_of_all(page, summary);
    }
    page_end(page);
    verdict_line(page, summary, totals->failed, "failed    bounced back to the sender",
                 scale_at_right);
    verdict_line(page, summary, totals->delayed, "delayed   still queued, being retried",
                 worst_at_right);
}

static void clock_cell(struct page *page, const struct summary *summary, int64_t time)
{
    char clock[MOMENT_BYTES];

    if (time == 0)
        page_format(page, " %15s", "-");
    else {
        moment_clock(clock, time, summary->last, summary->zone);
        page_format(page, " %15s", clock);
    }
}

static void provider_line(struct page *page, const struct summary *summary,
                          const struct summary_provider *provider)
{
    const struct provider_sums *sums = provider->sums;
    uint64_t refused = sums->failed + sums->delayed;
    uint64_t base = sums->recipients > 0 ? sums->recipients : 1;
    uint64_t permille = (refused * 1000 + base / 2) / base;
    char number[GROUPED_BYTES];

    page_string(page, "  ");
    page_string(page, provider->title);
    page_to(page, 21);
    page_format(page, "%10s", number_grouped(number, sums->accepted));
    page_format(page, "%9s", number_grouped(number, sums->delayed));
    page_format(page, "%8s", number_grouped(number, sums->failed));
    page_format(page, "%8llu.%llu%%", (unsigned long long)(permille / 10),
                (unsigned long long)(permille % 10));
    if (page->width >= CHART_WIDTH + 10) {
        clock_cell(page, summary, sums->last_accepted);
        clock_cell(page, summary, sums->last_refused);
    }
    page_end(page);
}

static void provider_table(struct page *page, const struct summary *summary)
{
    page_end(page);
    page_string(page, "  provider             accepted  delayed  failed  not acc.");
    if (page->width >= CHART_WIDTH + 10)
        page_format(page, "  %15s %15s", "last accepted", "last refused");
    page_end(page);
    for (size_t i = 0; i < summary->provider_count; i++)
        provider_line(page, summary, &summary->providers[i]);
}

static bool is_unclassified(const struct summary_cause *cause)
{
    return cause->cause == &causes[RULE_UNCLASSIFIED];
}

/* What is failed is never left to itself. */
static bool waits(const struct summary_cause *cause)
{
    return cause->failed == 0 && cause->rule->action->waits;
}

/* Among the causes that rules know, from 1; the others have a section of their own. */
static size_t place_of(const struct report *report, const struct summary_cause *cause)
{
    size_t place = cause->rank;

    for (size_t i = 0; i + 1 < cause->rank; i++)
        place -= is_unclassified(&report->summary->causes[i]) ? 1 : 0;
    return place;
}

static bool is_shown(const struct report *report, const struct summary_cause *cause)
{
    return cause_weight(cause) > 0 && !is_unclassified(cause) &&
           (report->top == 0 || place_of(report, cause) <= report->top);
}

static void section(struct page *page, const struct report *report, const char *heading,
                    bool waiting)
{
    bool begun = false;

    for (size_t i = 0; i < report->summary->cause_count; i++) {
        const struct summary_cause *cause = &report->summary->causes[i];
        if (!is_shown(report, cause) || waits(cause) != waiting)
            continue;
        if (!begun) {
            page_end(page);
            page_style(page, STYLE_HEADING);
            page_string(page, heading);
            page_style(page, STYLE_PLAIN);
            page_end(page);
        }
        begun = true;
        text_cause(page, report, cause, place_of(report, cause));
    }
}

static void unclassified(struct page *page, const struct summary *summary)
{
    size_t shown = 0;

    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        if (!is_unclassified(cause) || cause_weight(cause) == 0)
            continue;
        if (shown == 0) {
            page_end(page);
            page_style(page, STYLE_HEADING);
            page_string(page, "NOT CLASSIFIED");
            page_style(page, STYLE_PLAIN);
            page_string(page,
                        "  no rule knows these replies; they are the other side's own");
            page_end(page);
        }
        for (size_t r = 0; r < cause->reply_count && shown < UNKNOWN_SHOWN; r++) {
            if (cause->replies[r]->count == 0)
                continue;
            shown++;
            char number[GROUPED_BYTES];
            page_format(page, "%7s  ", number_grouped(number, cause->replies[r]->count));
            page_format(page, "%s: ", cause->provider_title);
            page_wrap(page, TEXT_COLUMN, cause->replies[r]->example, 2);
        }
    }
}

static void hidden_causes(struct page *page, const struct report *report)
{
    size_t hidden = 0;

    for (size_t i = 0; i < report->summary->cause_count; i++) {
        const struct summary_cause *cause = &report->summary->causes[i];
        hidden += cause_weight(cause) > 0 && !is_unclassified(cause) &&
                  !is_shown(report, cause);
    }
    if (hidden == 0)
        return;
    page_end(page);
    page_format(page, "(+%zu more, --top=0 for all)", hidden);
    page_end(page);
}

static void warnings(struct page *page, const struct report *report)
{
    for (size_t i = 0; i < report->warning_count; i++) {
        page_string(page, "  warning: ");
        page_wrap(page, 11, view_of(report->warnings[i]), 0);
    }
}

/* What became of mail after the 250, as far as an export tells. */
static void after_acceptance(struct page *page, const struct summary *summary)
{
    const struct totals *totals = &summary->totals;
    char accepted[GROUPED_BYTES], confirmed[GROUPED_BYTES], open[GROUPED_BYTES],
        failed[GROUPED_BYTES], text[320];

    if (summary->tally->events == 0)
        snprintf(text, sizeof(text),
                 "Accepted is not delivered: what became of the %s after the 250 is not "
                 "in this log.",
                 number_grouped(accepted, totals->accepted));
    else
        snprintf(text, sizeof(text),
                 "Accepted is not delivered: the provider's export confirms %s of the %s "
                 "as delivered, %s are unconfirmed; %s failed after the 250.",
                 number_grouped(confirmed, totals->confirmed),
                 number_grouped(accepted, totals->accepted),
                 number_grouped(open, totals->accepted - totals->confirmed),
                 number_grouped(failed, totals->failed_after_acceptance));
    page_wrap(page, 0, view_of(text), 0);
}

static void next_steps(struct page *page, const struct summary *summary)
{
    const struct summary_cause *first = &summary->causes[0];

    page_end(page);
    if (summary->totals.accepted > 0 || summary->tally->events > 0)
        after_acceptance(page, summary);
    char next[256];
    if (is_unclassified(first))
        snprintf(next, sizeof(next),
                 "Next: --classify 'REPLY' shows how a reply is read; "
                 "docs/plugins.md how to teach it");
    else
        snprintf(
            next, sizeof(next),
            "Next: --evidence 1   --explain %s/%s   --trace ADDRESS   -o report.json",
            first->provider, first->cause->slug);
    page_wrap(page, 0, view_of(next), 0);
}

/* One line for a log in which all is well. */
static void all_well(struct page *page, const struct totals *totals, bool told)
{
    char number[GROUPED_BYTES], retried[GROUPED_BYTES];

    page_style(page, STYLE_ACT);
    if (totals->recipients == 0)
        page_string(page, "  no mail was sent to other hosts");
    else
        page_format(page,
                    totals->recipients == 1 ? "  the only recipient accepted"
                                            : "  all %s recipients accepted",
                    number_grouped(number, totals->recipients));
    page_style(page, STYLE_PLAIN);
    if (totals->accepted_after_retry > 0)
        page_format(page, ", %s of them after a retry",
                    number_grouped(retried, totals->accepted_after_retry));
    if (told && totals->recipients > 0)
        page_format(page, ", %s confirmed as delivered by the provider's export",
                    number_grouped(number, totals->confirmed));
    page_end(page);
}

static void write_report(const struct report *report, FILE *file)
{
    const struct summary *summary = report->summary;
    const struct totals *totals = &summary->totals;
    struct page page = {.file = file,
                        .width = report->width,
                        .color = report->color,
                        .ascii = report->ascii};

    header(&page, report);
    text_formats(&page, report);
    text_problems(&page, report);
    text_unread(&page, report);
    if (totals->failed + totals->delayed == 0) {
        all_well(&page, totals, summary->tally->events > 0);
        warnings(&page, report);
        text_problems(&page, report);
        return;
    }
    verdict(&page, summary);
    provider_table(&page, summary);
    section(&page, report, "FIX FIRST", false);
    section(&page, report, "WILL RETRY BY ITSELF", true);
    hidden_causes(&page, report);
    text_senders(&page, summary);
    unclassified(&page, summary);
    next_steps(&page, summary);
    warnings(&page, report);
    text_problems(&page, report);
}

static const char *const endings[] = {".txt", NULL};

const struct report_format report_text = {
    .name = "text", .endings = endings, .write = write_report};
