/*
 * email_cause.c - a table of two columns: the question, and its answer.
 */
#include "write/email_cause.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/email_marks.h"
#include "write/email_style.h"
#include "write/listing.h"
#include "write/telling.h"
#include "write/telling_marks.h"

enum { NAMES_SHOWN = 3, REPLY_BYTES = 480 };

/* Attributes that every cell would have to repeat stand in the table, or around it. */
static void begin_row(struct markup *markup, const char *label)
{
    markup_open(markup, "tr");
    markup_attribute(markup, "valign", "top");
    email_open(markup, "th", "width:64px;font-weight:normal;" EMAIL_SOFT);
    markup_attribute(markup, "align", "left");
    markup_attribute(markup, "scope", "row");
    markup_string(markup, label);
    markup_close(markup);
    markup_open(markup, "td");
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
    char number[GROUPED_BYTES];

    if (list->count == 0)
        return;
    begin_row(markup, label);
    for (size_t i = 0; i < shown; i++) {
        markup_string(markup, i > 0 ? ", " : "");
        markup_text(markup, list->items[i].name);
        markup_format(markup, " %s", number_grouped(number, list->items[i].count));
    }
    if (list->distinct > shown) {
        markup_string(markup, " ");
        markup_format(markup, say("(+%zu more)"), list->distinct - shown);
    }
    end_row(markup);
}

static void reply_row(struct markup *markup, const struct summary_cause *cause)
{
    if (cause->reply == NULL)
        return;
    begin_row(markup, say("reply"));
    email_open(markup, "span", "font-family:Consolas,Menlo,monospace;font-size:13px");
    markup_cut(markup, cause->reply->example, REPLY_BYTES);
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
    for (bool first = true; rest.len > 0; first = false) {
        if (!first) {
            markup_open(markup, "br");
            markup_close(markup);
        }
        write(markup, view_take(&rest, '\n'));
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
    email_open(markup, "h3", "margin:20px 0 2px;font-size:16px;line-height:1.35");
    markup_format(markup, "%zu. ", listing_place(report, cause));
    email_mark(markup, cause->news);
    markup_string(markup, words);
    markup_close(markup);
    email_open(markup, "p", "margin:0 0 4px");
    email_element(markup, "b", cause->failed > 0 ? EMAIL_BAD : EMAIL_LATE, counts);
    markup_string(markup, " ");
    email_element(markup, "span", EMAIL_SOFT, share);
    markup_close(markup);
}

void email_cause(struct markup *markup, const struct report *report,
                 const struct summary_cause *cause)
{
    struct rule_words words = wording_of(cause->rule, report->language);
    char when[TELLING_BYTES], note[TELLING_BYTES], details[TELLING_BYTES],
        news[TELLING_BYTES];

    telling_news(news, report->summary, cause);
    telling_when(when, report->summary, cause);
    telling_note(note, report->summary, cause);
    telling_details(details, cause);
    title(markup, report, cause);
    email_table(markup, "2", false);
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
}
