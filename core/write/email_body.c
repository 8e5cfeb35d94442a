/*
 * email_body.c - how bad, what to do, which path, and what was not read.
 */
#include "write/email_body.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/email_cause.h"
#include "write/email_marks.h"
#include "write/email_style.h"
#include "write/headline.h"
#include "write/html_page.h"
#include "write/listing.h"

enum { UNKNOWN_SHOWN = 5, UNKNOWN_BYTES = 240 };

#define NUMBER "padding:5px 0 5px 12px;text-align:right;" EMAIL_LINE
#define NAME   "padding:5px 0;text-align:left;font-weight:normal;" EMAIL_LINE

static void heading(struct markup *markup, const char *words)
{
    email_element(markup, "h2", "margin:28px 0 6px;font-size:19px;line-height:1.3",
                  words);
}

static void where(struct markup *markup, const struct report *report)
{
    char period[HEADLINE_BYTES], coverage[HEADLINE_BYTES], news[HEADLINE_BYTES];

    headline_period(period, report);
    headline_coverage(coverage, report);
    email_open(markup, "p", "margin:0;" EMAIL_SOFT);
    if (report->summary->host_count > 0) {
        email_open(markup, "b", EMAIL_INK);
        markup_text(markup, report->summary->hosts[0]);
        markup_close(markup);
        markup_string(markup, " \u00b7 ");
    }
    markup_format(markup, "%s \u00b7 %s", period, coverage);
    markup_close(markup);
    if (headline_news(news, report)) {
        email_open(markup, "p", "margin:0;" EMAIL_SOFT);
        markup_string(markup, say("counted: "));
        markup_string(markup, news);
        markup_close(markup);
    }
    if (report->filter != NULL) {
        email_open(markup, "p", "margin:0;" EMAIL_SOFT);
        markup_string(markup, say("counted: "));
        markup_string(markup, report->told_filter);
        markup_close(markup);
    }
}

static void figure(struct markup *markup, const char *color, uint64_t count,
                   const char *word)
{
    char style[64];

    snprintf(style, sizeof(style), "font-size:22px;%s", color);
    email_open(markup, "td", "padding:10px 16px 10px 0");
    email_open(markup, "b", style);
    markup_number(markup, count);
    markup_close(markup);
    markup_string(markup, " ");
    markup_string(markup, word);
    markup_close(markup);
}

static void verdict(struct markup *markup, const struct report *report)
{
    const struct totals *totals = &report->summary->totals;
    char sentence[HEADLINE_BYTES], share[HEADLINE_BYTES];

    headline_sentence(sentence, report);
    headline_share(share, headline_refused(report->summary), totals->recipients);
    email_open(markup, "h1", "margin:4px 0 8px;font-size:26px;line-height:1.25");
    markup_string(markup, sentence);
    if (headline_refused(report->summary) > 0) {
        markup_string(markup, " ");
        email_element(markup, "span", "font-weight:normal;font-size:18px;" EMAIL_SOFT,
                      share);
    }
    markup_close(markup);
    if (headline_refused(report->summary) == 0)
        return;
    email_table(markup, "0", true);
    markup_open(markup, "tr");
    figure(markup, EMAIL_BAD, totals->failed, say("failed"));
    figure(markup, EMAIL_LATE, totals->delayed, say("delayed"));
    figure(markup, EMAIL_GOOD, totals->accepted, say("accepted"));
    markup_close(markup);
    markup_close(markup);
}

static void problems(struct markup *markup, const struct report *report)
{
    char sentence[HEADLINE_PROBLEM_BYTES];

    if (!report_is_incomplete(report))
        return;
    email_element(markup, "p", "margin:12px 0 0;font-weight:bold;" EMAIL_BAD,
                  say("This report is incomplete:"));
    for (size_t i = 0; headline_problem(sentence, report, i); i++)
        email_element(markup, "p", "margin:0 0 4px;" EMAIL_BAD, sentence);
}

static void section(struct markup *markup, const struct report *report, const char *words,
                    bool waiting)
{
    bool begun = false;

    for (size_t i = 0; i < report->summary->cause_count; i++) {
        const struct summary_cause *cause = &report->summary->causes[i];
        if (!listing_shows(report, cause) || listing_waits(cause) != waiting)
            continue;
        if (!begun)
            heading(markup, words);
        begun = true;
        email_cause(markup, report, cause);
    }
}

static void cut(struct markup *markup, const struct report *report)
{
    char sentence[LISTING_CUT_BYTES];

    listing_cut_sentence(sentence, report);
    if (*sentence != '\0')
        email_element(markup, "p", "margin:12px 0 0;" EMAIL_SOFT, sentence);
}

static void unknown(struct markup *markup, const struct summary *summary)
{
    size_t shown = 0;

    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        if (!listing_is_unknown(cause) || cause_weight(cause) == 0)
            continue;
        if (shown == 0)
            heading(markup, say("Not classified"));
        for (size_t r = 0; r < cause->reply_count && shown < UNKNOWN_SHOWN;
             r++, shown++) {
            email_open(markup, "p", "margin:0 0 4px");
            markup_open(markup, "b");
            markup_number(markup, cause->replies[r]->count);
            markup_close(markup);
            markup_format(
                markup, " %s: ", wording_provider(summary->tally->book, cause->provider));
            markup_cut(markup, cause->replies[r]->example, UNKNOWN_BYTES);
            markup_close(markup);
        }
    }
}

static void column(struct markup *markup, const char *style, const char *words)
{
    email_open(markup, "th", style);
    markup_attribute(markup, "scope", "col");
    markup_string(markup, words);
    markup_close(markup);
}

static void number(struct markup *markup, uint64_t count)
{
    email_open(markup, "td", NUMBER);
    markup_number(markup, count);
    markup_close(markup);
}

static void providers(struct markup *markup, const struct summary *summary)
{
    static const char small[] = NUMBER "font-weight:normal;" EMAIL_SOFT;

    if (summary->provider_count == 0)
        return;
    heading(markup, say("Providers"));
    email_table(markup, "0", false);
    markup_open(markup, "tr");
    column(markup, NAME EMAIL_SOFT, say("provider"));
    column(markup, small, say("accepted"));
    column(markup, small, say("delayed"));
    column(markup, small, say("failed"));
    markup_close(markup);
    for (size_t i = 0; i < summary->provider_count; i++) {
        const struct provider_sums *sums = summary->providers[i].sums;
        markup_open(markup, "tr");
        email_open(markup, "th", NAME);
        markup_attribute(markup, "scope", "row");
        email_mark(markup, summary->providers[i].is_over ? NEWS_OVER : 0);
        markup_string(markup,
                      wording_provider(summary->tally->book, summary->providers[i].id));
        markup_close(markup);
        number(markup, sums->accepted);
        number(markup, sums->delayed);
        number(markup, sums->failed);
        markup_close(markup);
    }
    markup_close(markup);
}

static void end(struct markup *markup, const struct report *report)
{
    char sentence[HEADLINE_BYTES];

    if (report->summary->totals.accepted > 0) {
        headline_after_acceptance(sentence, report->summary);
        email_element(markup, "p", "margin:20px 0 0;" EMAIL_SOFT, sentence);
    }
    for (size_t i = 0; i < report->warning_count; i++)
        email_element(markup, "p", "margin:8px 0 0;" EMAIL_SOFT,
                      report->told_warnings[i]);
    email_open(markup, "p", "margin:20px 0 0;font-size:13px;" EMAIL_SOFT);
    markup_format(markup, "smtplogscan %s", report->program_version);
    markup_close(markup);
}

static void begin(struct markup *markup, const struct report *report)
{
    fputs("<!DOCTYPE html>", markup->file);
    markup_open(markup, "html");
    markup_attribute(markup, "lang", html_language(report));
    markup_attribute(markup, "xmlns", "http://www.w3.org/1999/xhtml");
    markup_open(markup, "head");
    markup_open(markup, "meta");
    markup_attribute(markup, "charset", "utf-8");
    markup_close(markup);
    html_title(markup, report);
    markup_close(markup);
    email_open(markup, "body", "margin:0;padding:0;background:#ffffff");
    email_table(markup, "0", true);
    markup_open(markup, "tr");
    email_open(markup, "td",
               "padding:16px;background:#ffffff;font-size:15px;line-height:1.5;" EMAIL_INK
                   EMAIL_FONT);
    email_open(
        markup, "div",
        "max-width:640px;margin:0 auto;overflow-wrap:anywhere;word-break:break-word");
}

void email_body(const struct report *report, FILE *file)
{
    struct markup markup = {.file = file};

    begin(&markup, report);
    where(&markup, report);
    verdict(&markup, report);
    email_marks(&markup, report);
    problems(&markup, report);
    section(&markup, report, say("Fix first"), false);
    section(&markup, report, say("Will retry by itself"), true);
    cut(&markup, report);
    unknown(&markup, report->summary);
    if (report->summary->compared.recovered_count > 0)
        heading(&markup, say("Recovered"));
    email_recovered(&markup, report);
    providers(&markup, report->summary);
    end(&markup, report);
    while (markup.depth > 0)
        markup_close(&markup);
    fputc('\n', file);
}
