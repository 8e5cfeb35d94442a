/*
 * html_card.c - the same questions in the same order as in the text report.
 */
#include "write/html_card.h"

#include "base/say.h"
#include "base/view.h"
#include "write/html_chart.h"
#include "write/html_marks.h"
#include "write/listing.h"
#include "write/telling.h"
#include "write/telling_marks.h"

enum { NAMES_SHOWN = 5 };

static void begin_row(struct markup *markup, const char *label)
{
    markup_open(markup, "div");
    markup_element(markup, "dt", NULL, label);
    markup_open(markup, "dd");
}

static void end_row(struct markup *markup)
{
    markup_close(markup);
    markup_close(markup);
}

static void sentence_row(struct markup *markup, const char *label, const char *sentence)
{
    if (*sentence == '\0')
        return;
    begin_row(markup, label);
    markup_string(markup, sentence);
    end_row(markup);
}

static void names_row(struct markup *markup, const char *label,
                      const struct named_list *list)
{
    size_t shown = list->count < NAMES_SHOWN ? list->count : NAMES_SHOWN;

    if (list->count == 0)
        return;
    begin_row(markup, label);
    markup_class(markup, "ul", "names");
    for (size_t i = 0; i < shown; i++) {
        markup_open(markup, "li");
        markup_text(markup, list->items[i].name);
        markup_string(markup, " ");
        markup_open(markup, "b");
        markup_number(markup, list->items[i].count);
        markup_close(markup);
        markup_close(markup);
    }
    if (list->distinct > shown) {
        markup_open(markup, "li");
        markup_format(markup, say("(+%zu more)"), list->distinct - shown);
        markup_close(markup);
    }
    markup_close(markup);
    end_row(markup);
}

static void reply_row(struct markup *markup, const struct summary_cause *cause)
{
    if (cause->reply == NULL)
        return;
    begin_row(markup, say("reply"));
    markup_open(markup, "q");
    markup_cut(markup, cause->reply->example, CARD_REPLY_BYTES);
    markup_close(markup);
    end_row(markup);
}

/* Advice, and links, are kept one a line. */
static void lines_row(struct markup *markup, const char *label, const char *lines,
                      void (*write)(struct markup *, sls_view))
{
    sls_view rest = view_of(lines);

    if (rest.len == 0)
        return;
    begin_row(markup, label);
    while (rest.len > 0) {
        markup_open(markup, "p");
        write(markup, view_take(&rest, '\n'));
        markup_close(markup);
    }
    end_row(markup);
}

static void title(struct markup *markup, const struct report *report,
                  const struct summary_cause *cause)
{
    char words[TELLING_BYTES], counts[TELLING_BYTES], share[TELLING_BYTES];

    telling_title(words, report, cause);
    telling_counts(counts, cause);
    telling_share(share, report->summary, cause);
    markup_open(markup, "header");
    markup_open(markup, "h3");
    markup_class(markup, "span", "place");
    markup_number(markup, listing_place(report, cause));
    markup_close(markup);
    markup_string(markup, " ");
    html_mark(markup, cause->news);
    markup_element(markup, "span", NULL, words);
    markup_close(markup);
    markup_open(markup, "p");
    markup_element(markup, "b", cause->failed > 0 ? "bad" : "late", counts);
    markup_string(markup, " ");
    markup_element(markup, "span", NULL, share);
    markup_close(markup);
    html_chart_of(markup, report, cause);
    markup_close(markup);
}

void html_card(struct markup *markup, const struct report *report,
               const struct summary_cause *cause)
{
    struct rule_words words = wording_of(cause->rule, report->language);
    char anchor[LISTING_ANCHOR_BYTES], when[TELLING_BYTES], note[TELLING_BYTES],
        details[TELLING_BYTES], news[TELLING_BYTES];

    listing_anchor(anchor, cause);
    telling_news(news, report->summary, cause);
    telling_when(when, report->summary, cause);
    telling_note(note, report->summary, cause);
    telling_details(details, cause);
    markup_open(markup, "article");
    markup_attribute(markup, "id", anchor);
    title(markup, report, cause);
    markup_open(markup, "dl");
    sentence_row(markup, say("news"), news);
    names_row(markup, say("who"), &cause->senders);
    if (listing_names_domains(cause))
        names_row(markup, say("to"), &cause->domains);
    sentence_row(markup, say("when"), when);
    reply_row(markup, cause);
    sentence_row(markup, say("what"), details);
    lines_row(markup, say("do"), words.advice, markup_text);
    sentence_row(markup, say("note"), note);
    lines_row(markup, say("link"), words.url, markup_link);
    markup_close(markup);
    markup_close(markup);
}
