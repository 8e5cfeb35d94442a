/*
 * html_verdict.c - one sentence in large type, and three numbers below it.
 */
#include "write/html_verdict.h"

#include "base/number.h"
#include "base/say.h"
#include "write/headline.h"
#include "write/html_marks.h"

enum { HOSTS_SHOWN = 3 };

static void hosts(struct markup *markup, const struct summary *summary)
{
    if (summary->host_count == 0)
        return;
    markup_open(markup, "b");
    for (size_t i = 0; i < summary->host_count && i < HOSTS_SHOWN; i++) {
        markup_string(markup, i > 0 ? ", " : "");
        markup_text(markup, summary->hosts[i]);
    }
    if (summary->host_count > HOSTS_SHOWN)
        markup_format(markup, say(" (+%zu hosts)"), summary->host_count - HOSTS_SHOWN);
    markup_close(markup);
    markup_string(markup, " ");
}

static void where(struct markup *markup, const struct report *report)
{
    char period[HEADLINE_BYTES], coverage[HEADLINE_BYTES], news[HEADLINE_BYTES];

    headline_period(period, report);
    headline_coverage(coverage, report);
    markup_class(markup, "p", "where");
    hosts(markup, report->summary);
    markup_element(markup, "span", NULL, period);
    markup_string(markup, " ");
    markup_element(markup, "span", report_is_incomplete(report) ? "bad" : NULL, coverage);
    markup_close(markup);
    if (headline_news(news, report)) {
        markup_class(markup, "p", "where");
        markup_string(markup, say("counted: "));
        markup_string(markup, news);
        markup_close(markup);
    }
    if (report->filter != NULL) {
        markup_class(markup, "p", "where");
        markup_string(markup, say("counted: "));
        markup_string(markup, report->told_filter);
        markup_close(markup);
    }
}

static void figure(struct markup *markup, const char *color, uint64_t count,
                   const char *word, const char *means)
{
    markup_open(markup, "li");
    markup_class(markup, "b", count > 0 ? color : NULL);
    markup_number(markup, count);
    markup_close(markup);
    markup_string(markup, " ");
    markup_element(markup, "span", NULL, word);
    markup_string(markup, " ");
    markup_element(markup, "small", NULL, means);
    markup_close(markup);
}

static void figures(struct markup *markup, const struct totals *totals)
{
    char retried[HEADLINE_BYTES], number[GROUPED_BYTES];

    snprintf(retried, sizeof(retried), say("%s of them after a retry"),
             number_grouped(number, totals->accepted_after_retry));
    markup_class(markup, "ul", "figures");
    if (totals->failed + totals->delayed > 0) {
        figure(markup, "bad", totals->failed, say("failed"),
               say("given up, the sender was told"));
        figure(markup, "late", totals->delayed, say("delayed"),
               say("still queued, being retried"));
    }
    figure(markup, "good", totals->accepted, say("accepted"),
           totals->accepted_after_retry > 0 ? retried : say("by the next host"));
    markup_close(markup);
}

void html_problems(struct markup *markup, const struct report *report)
{
    char sentence[HEADLINE_PROBLEM_BYTES];

    if (!report_is_incomplete(report))
        return;
    markup_class(markup, "div", "alert");
    markup_element(markup, "p", NULL, say("This report is incomplete:"));
    markup_open(markup, "ul");
    for (size_t i = 0; headline_problem(sentence, report, i); i++)
        markup_element(markup, "li", NULL, sentence);
    markup_close(markup);
    markup_close(markup);
}

void html_verdict(struct markup *markup, const struct report *report)
{
    const struct totals *totals = &report->summary->totals;
    char sentence[HEADLINE_BYTES], share[HEADLINE_BYTES];
    uint64_t refused = headline_refused(report->summary);

    headline_sentence(sentence, report);
    headline_share(share, refused, totals->recipients);
    markup_open(markup, "header");
    where(markup, report);
    markup_open(markup, "h1");
    markup_element(markup, "span", NULL, sentence);
    if (refused > 0) {
        markup_string(markup, " ");
        markup_element(markup, "small", NULL, share);
    }
    markup_close(markup);
    if (refused > 0 || totals->accepted_after_retry > 0)
        figures(markup, totals);
    html_marks(markup, report);
    html_problems(markup, report);
    markup_close(markup);
}
