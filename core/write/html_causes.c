/*
 * html_causes.c - the causes in their order, parted as in the text report.
 */
#include "write/html_causes.h"

#include "base/number.h"
#include "base/say.h"
#include "write/html_card.h"
#include "write/html_page.h"
#include "write/html_tables.h"
#include "write/listing.h"

enum { UNKNOWN_SHOWN = 10 };

static void cards(struct markup *markup, const struct report *report, const char *anchor,
                  const char *heading, bool waiting)
{
    bool begun = false;

    for (size_t i = 0; i < report->summary->cause_count; i++) {
        const struct summary_cause *cause = &report->summary->causes[i];
        if (!listing_shows(report, cause) || listing_waits(cause) != waiting)
            continue;
        if (!begun)
            html_section(markup, anchor, heading);
        begun = true;
        html_card(markup, report, cause);
    }
    if (begun)
        markup_close(markup);
}

static void cut(struct markup *markup, const struct report *report)
{
    char sentence[LISTING_CUT_BYTES];

    listing_cut_sentence(sentence, report);
    if (*sentence != '\0')
        markup_element(markup, "p", "cut", sentence);
}

static void unknown_row(struct markup *markup, const struct summary *summary,
                        const struct summary_cause *cause, const struct sample *reply)
{
    markup_open(markup, "tr");
    markup_open(markup, "th");
    markup_attribute(markup, "scope", "row");
    markup_string(markup, wording_provider(summary->tally->book, cause->provider));
    markup_close(markup);
    markup_class(markup, "td", "wide");
    markup_open(markup, "q");
    markup_cut(markup, reply->example, CARD_REPLY_BYTES);
    markup_close(markup);
    markup_close(markup);
    markup_class(markup, "td", "n");
    markup_number(markup, reply->count);
    markup_close(markup);
    markup_close(markup);
}

/* The recipients whose reply has a row. */
static uint64_t unknown_rows(struct markup *markup, const struct summary *summary)
{
    uint64_t told = 0;
    size_t shown = 0;

    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        for (size_t r = 0; listing_is_unknown(cause) && r < cause->reply_count; r++) {
            if (cause->replies[r]->count == 0 || shown == UNKNOWN_SHOWN)
                continue;
            shown++;
            told += cause->replies[r]->count;
            unknown_row(markup, summary, cause, cause->replies[r]);
        }
    }
    return told;
}

static void unknown(struct markup *markup, const struct report *report)
{
    const struct summary *summary = report->summary;
    char number[GROUPED_BYTES];
    uint64_t all = 0;

    for (size_t i = 0; i < summary->cause_count; i++)
        if (listing_is_unknown(&summary->causes[i]))
            all += cause_weight(&summary->causes[i]);
    if (all == 0)
        return;
    html_section(markup, "not-classified", say("Not classified"));
    markup_element(markup, "p", NULL,
                   say("No rule knows these replies; they are the other side's own."));
    html_table_begin(markup, NULL);
    html_table_heading(markup, say("provider"), false);
    html_table_heading(markup, say("reply"), false);
    html_table_heading(markup, say("recipients"), true);
    html_table_body(markup);
    uint64_t told = unknown_rows(markup, summary);
    html_table_end(markup);
    if (told < all) {
        markup_class(markup, "p", "cut");
        markup_format(markup, say("%s more recipients got other such replies."),
                      number_grouped(number, all - told));
        markup_close(markup);
    }
    markup_close(markup);
}

void html_causes(struct markup *markup, const struct report *report)
{
    cards(markup, report, "fix", say("Fix first"), false);
    cards(markup, report, "wait", say("Will retry by itself"), true);
    cut(markup, report);
    unknown(markup, report);
}
