/*
 * report_text.c - the report for a person: how bad, since when, which path, what to do.
 *
 * With nothing wrong it is two lines.  What could not be read stands at the top and again
 * at the end, because the eye lands at the prompt.
 */
#include "write/report.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/headline.h"
#include "write/listing.h"
#include "write/moment.h"
#include "write/page.h"
#include "write/text_cause.h"
#include "write/text_groups.h"
#include "write/text_marks.h"
#include "write/text_providers.h"
#include "write/text_read.h"
#include "write/text_senders.h"
#include "write/text_verdict.h"

enum { UNKNOWN_SHOWN = 5, HOSTS_SHOWN = 3 };

static void hosts_words(struct page *page, const struct summary *summary)
{
    for (size_t i = 0; i < summary->host_count && i < HOSTS_SHOWN; i++) {
        page_string(page, i > 0 ? ", " : "");
        page_text(page, summary->hosts[i]);
    }
    if (summary->host_count > HOSTS_SHOWN)
        page_format(page, say(" (+%zu hosts)"), summary->host_count - HOSTS_SHOWN);
    page_string(page, summary->host_count > 0 ? "  " : "");
}

enum { PERIOD_BYTES = 6 * MOMENT_BYTES };

static void period_text(char text[PERIOD_BYTES], const struct summary *summary)
{
    char day[MOMENT_BYTES], last_day[MOMENT_BYTES], first[MOMENT_BYTES],
        last[MOMENT_BYTES], zone[MOMENT_BYTES];

    moment_day(day, summary->first, summary->zone);
    moment_day(last_day, summary->last, summary->zone);
    moment_clock(first, summary->first, summary->first, summary->zone);
    moment_clock(last, summary->last, summary->last, summary->zone);
    moment_zone(zone, summary->last, summary->zone);
    if (view_equal(view_of(day), view_of(last_day)))
        snprintf(text, PERIOD_BYTES, "%s  %s - %s %s", day, first, last, zone);
    else
        snprintf(text, PERIOD_BYTES, "%s %s - %s %s %s", day, first, last_day, last,
                 zone);
}

static void period_words(struct page *page, const struct report *report)
{
    const struct summary *summary = report->summary;
    char text[PERIOD_BYTES];

    if (summary->first == 0) {
        page_string(page, headline_no_times(report));
        return;
    }
    period_text(text, summary);
    if (page->column + page_columns(page, view_of(text)) > page->width)
        page_wrap(page, 2, view_of(text), 0);
    else
        page_string(page, text);
}

/* "all read", or what of it was not. */
static void understood_words(const struct report *report, char *words, size_t room)
{
    uint64_t strange = 0;
    char number[GROUPED_BYTES];

    for (size_t i = 0; i < report->ledger_count; i++)
        strange += report->ledgers[i].malformed + report->ledgers[i].overlong;
    if (report_is_incomplete(report))
        snprintf(words, room, "%s", say("INCOMPLETE"));
    else if (strange > 0)
        snprintf(words, room, say("%s not understood"), number_grouped(number, strange));
    else
        snprintf(words, room, "%s", say("all read"));
}

static void coverage_words(struct page *page, const struct report *report)
{
    char lines[GROUPED_BYTES], recipients[GROUPED_BYTES], words[320], understood[96],
        read[96], sent[96];
    uint64_t all = 0, sent_to = report->summary->totals.recipients;

    for (size_t i = 0; i < report->ledger_count; i++)
        all += report->ledgers[i].lines;
    understood_words(report, understood, sizeof(understood));
    snprintf(read, sizeof(read), say_many("%s line", "%s lines", all),
             number_grouped(lines, all));
    snprintf(sent, sizeof(sent), say_many("%s recipient", "%s recipients", sent_to),
             number_grouped(recipients, sent_to));
    snprintf(words, sizeof(words), "%s, %s, %s", read, sent, understood);
    page_to_right(page, page_columns(page, view_of(words)));
    page_string(page, words);
}

static void header(struct page *page, const struct report *report)
{
    page_style(page, STYLE_HEADING);
    hosts_words(page, report->summary);
    page_style(page, STYLE_PLAIN);
    period_words(page, report);
    coverage_words(page, report);
    page_end(page);
}

static void section(struct page *page, const struct report *report, const char *heading,
                    bool waiting)
{
    bool begun = false;

    for (size_t i = 0; i < report->summary->cause_count; i++) {
        const struct summary_cause *cause = &report->summary->causes[i];
        if (!listing_shows(report, cause) || listing_waits(cause) != waiting)
            continue;
        if (!begun) {
            page_end(page);
            page_style(page, STYLE_HEADING);
            page_string(page, heading);
            page_style(page, STYLE_PLAIN);
            page_end(page);
        }
        begun = true;
        text_cause(page, report, cause, listing_place(report, cause));
    }
}

static void unclassified(struct page *page, const struct summary *summary)
{
    size_t shown = 0;

    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        if (!listing_is_unknown(cause) || cause_weight(cause) == 0)
            continue;
        if (shown == 0) {
            page_end(page);
            page_style(page, STYLE_HEADING);
            page_string(page, say("NOT CLASSIFIED"));
            page_style(page, STYLE_PLAIN);
            page_string(page, "  ");
            page_wrap(
                page, 2,
                view_of(say("no rule knows these replies; they are the other side's "
                            "own")),
                0);
        }
        for (size_t r = 0; r < cause->reply_count && shown < UNKNOWN_SHOWN; r++) {
            if (cause->replies[r]->count == 0)
                continue;
            shown++;
            char number[GROUPED_BYTES];
            page_format(page, "%7s  ", number_grouped(number, cause->replies[r]->count));
            page_format(page,
                        "%s: ", wording_provider(summary->tally->book, cause->provider));
            page_wrap(page, TEXT_COLUMN, cause->replies[r]->example, 2);
        }
    }
    if (shown == 0)
        return;
    page_string(page, "  ");
    page_wrap(
        page, 2,
        view_of(say("--classify 'REPLY' writes a rule for one of them, to be put into "
                    "a file (--rules).")),
        0);
}

static void hidden_causes(struct page *page, const struct report *report)
{
    size_t hidden = listing_cut(report).causes;

    if (hidden == 0)
        return;
    page_end(page);
    page_format(page, say("(+%zu more, --top=0 for all)"), hidden);
    page_end(page);
}

static void warnings(struct page *page, const struct report *report)
{
    for (size_t i = 0; i < report->warning_count; i++) {
        page_to(page, 2);
        page_string(page, say("warning: "));
        size_t indent = page->column;
        page_wrap(page, indent, view_of(report->told_warnings[i]), 0);
    }
}

static void next_steps(struct page *page, const struct summary *summary)
{
    const struct summary_cause *first = &summary->causes[0];

    page_end(page);
    if (summary->totals.accepted > 0 || summary->tally->events > 0) {
        char sentence[HEADLINE_BYTES];
        headline_after_acceptance(sentence, summary);
        page_wrap(page, 0, view_of(sentence), 0);
    }
    char next[256];
    if (listing_is_unknown(first))
        snprintf(next, sizeof(next), "%s",
                 say("Next: --classify 'REPLY' shows how a reply is read; "
                     "docs/plugins.md how to teach it"));
    else
        snprintf(next, sizeof(next),
                 say("Next: --evidence 1   --explain %s/%s   --trace ADDRESS   -o "
                     "report.json"),
                 first->provider, first->cause->slug);
    page_wrap(page, 0, view_of(next), 0);
}

/* One line for a log in which all is well. */
static void all_well(struct page *page, const struct report *report)
{
    const struct totals *totals = &report->summary->totals;
    bool told = report->summary->tally->events > 0;
    char number[GROUPED_BYTES], sentence[HEADLINE_BYTES];

    page_style(page, STYLE_ACT);
    page_to(page, 2);
    headline_sentence(sentence, report);
    page_string(page, sentence);
    page_style(page, STYLE_PLAIN);
    if (totals->accepted_after_retry > 0)
        page_format(page, say(", %s of them after a retry"),
                    number_grouped(number, totals->accepted_after_retry));
    if (told && totals->recipients > 0)
        page_format(page, say(", %s confirmed as delivered by the provider's export"),
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
                        .ascii = report->ascii,
                        .korean = report->language == LANGUAGE_KOREAN,
                        .links = report->links};

    header(&page, report);
    text_news(&page, report);
    text_filter(&page, report);
    text_formats(&page, report);
    text_problems(&page, report);
    text_unread(&page, report);
    if (totals->failed + totals->delayed == 0) {
        all_well(&page, report);
        text_marks(&page, report);
        text_recovered(&page, report);
        if (!text_groups(&page, report))
            text_senders(&page, summary);
        warnings(&page, report);
        text_problems(&page, report);
        return;
    }
    text_verdict(&page, summary);
    text_marks(&page, report);
    if (!text_groups(&page, report)) {
        text_providers(&page, summary);
        section(&page, report, say("FIX FIRST"), false);
        section(&page, report, say("WILL RETRY BY ITSELF"), true);
        hidden_causes(&page, report);
        text_recovered(&page, report);
        text_senders(&page, summary);
        unclassified(&page, summary);
    }
    next_steps(&page, summary);
    warnings(&page, report);
    text_problems(&page, report);
}

static const char *const endings[] = {".txt", NULL};

const struct report_format report_text = {
    .name = "text", .endings = endings, .write = write_report};
