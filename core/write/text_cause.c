/*
 * text_cause.c - the lines of a cause, in the order a person asks the questions.
 */
#include "write/text_cause.h"

#include <string.h>

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/chart.h"
#include "write/listing.h"
#include "write/telling.h"
#include "write/telling_marks.h"

enum { NAMES_SHOWN = 3, REPLY_LINES = 3, COUNT_COLUMNS = 20 };

/* A label in the left column, as said. */
static void text_label(struct page *page, const char *label)
{
    page_to(page, TEXT_INDENT);
    page_string(page, label);
    page_to(page, TEXT_COLUMN);
}

/* " 1. NEW SendGrid: From address is not a verified sender" */
static void title_words(struct page *page, const struct report *report,
                        const struct summary_cause *cause, size_t place)
{
    char name[2 * TELLING_BYTES], title[2 * TELLING_BYTES + 8], marks[TELLING_BYTES];

    telling_marked_title(name, report, cause);
    telling_marks(marks, cause->news);
    snprintf(title, sizeof(title), "%2zu. %s", place, name);
    page_style(page, STYLE_HEADING);
    if (page_columns(page, view_of(title)) > page->width) {
        page_wrap(page, TEXT_INDENT, view_of(title), 0);
        return;
    }
    page_format(page, "%2zu. ", place);
    if (cause->news != 0)
        page_style(page, STYLE_BAD);
    page_string(page, marks);
    if (cause->news != 0)
        page_style(page, STYLE_HEADING);
    page_string(page, name + strlen(marks));
}

/* " 1. SendGrid: From address is not a verified sender   799 failed  59%  ▂▂▁▂"
   The bars go when the line is too short for them. */
static void title_line(struct page *page, const struct report *report,
                       const struct summary_cause *cause, size_t place)
{
    const struct summary *summary = report->summary;
    size_t bars = chart_columns(summary) == 0 ? 0 : chart_columns(summary) + 2;
    char words[TELLING_BYTES], share[TELLING_BYTES], counts[2 * TELLING_BYTES + 8];

    telling_counts(words, cause);
    telling_share(share, summary, cause);
    snprintf(counts, sizeof(counts), "%s  %4s", words, share);
    title_words(page, report, cause, place);
    page_style(page, STYLE_PLAIN);
    size_t columns = page_columns(page, view_of(counts));
    if (page->column + 2 + columns + bars > page->width)
        bars = 0;
    page_to_right(page, columns + bars);
    page_style(page, cause->failed > 0 ? STYLE_BAD : STYLE_LATE);
    page_string(page, counts);
    page_style(page, STYLE_PLAIN);
    if (bars > 0) {
        page_string(page, "  ");
        chart_of_cause(page, summary, cause);
    }
    page_end(page);
}

/* "sales@client1.example (all 799)", or "a@x 60, b@x 61 (+3 more)" */
static void names_line(struct page *page, const char *label,
                       const struct named_list *list)
{
    char line[2048];
    size_t used = 0;
    size_t shown = list->count < NAMES_SHOWN ? list->count : NAMES_SHOWN;

    if (list->count == 0)
        return;
    for (size_t i = 0; i < shown && used < sizeof(line); i++) {
        const struct named_count *item = &list->items[i];
        bool all = list->distinct == 1 && list->other == 0;
        char room[GROUPED_BYTES];
        const char *count = number_grouped(room, item->count);
        used += (size_t)snprintf(line + used, sizeof(line) - used,
                                 all ? say("%.*s (all %s)") : "%.*s %s",
                                 (int)item->name.len, item->name.ptr, count);
        if (i + 1 < shown && used < sizeof(line))
            used += (size_t)snprintf(line + used, sizeof(line) - used, ", ");
    }
    if (list->distinct > shown && used < sizeof(line))
        used += (size_t)snprintf(line + used, sizeof(line) - used, say(" (+%zu more)"),
                                 list->distinct - shown);
    text_label(page, label);
    page_wrap(page, TEXT_COLUMN,
              (sls_view){line, used < sizeof(line) ? used : sizeof(line) - 1}, 2);
}

static void sentence_line(struct page *page, const char *label, const char *sentence)
{
    if (*sentence == '\0')
        return;
    text_label(page, label);
    page_wrap(page, TEXT_COLUMN, view_of(sentence), 0);
}

static void advice_under(struct page *page, const char *lines)
{
    sls_view rest = view_of(lines);

    if (rest.len == 0)
        return;
    text_label(page, say("do"));
    page_style(page, STYLE_ACT);
    while (rest.len > 0)
        page_wrap(page, TEXT_COLUMN, view_take(&rest, '\n'), 0);
    page_style(page, STYLE_PLAIN);
}

/* A link is never broken: it is copied as a whole. */
static void links_under(struct page *page, const char *links)
{
    sls_view rest = view_of(links);

    for (const char *label = say("link"); rest.len > 0; label = "") {
        text_label(page, label);
        page_link(page, view_take(&rest, '\n'));
        page_end(page);
    }
}

void text_cause(struct page *page, const struct report *report,
                const struct summary_cause *cause, size_t place)
{
    const struct summary *summary = report->summary;
    struct rule_words words = wording_of(cause->rule, report->language);
    char when[TELLING_BYTES], note[TELLING_BYTES], details[TELLING_BYTES],
        news[TELLING_BYTES];

    telling_news(news, summary, cause);
    telling_when(when, summary, cause);
    telling_note(note, summary, cause);
    telling_details(details, cause);
    title_line(page, report, cause, place);
    sentence_line(page, say("news"), news);
    names_line(page, say("who"), &cause->senders);
    if (listing_names_domains(cause))
        names_line(page, say("to"), &cause->domains);
    sentence_line(page, say("when"), when);
    if (cause->reply != NULL) {
        text_label(page, say("reply"));
        page_wrap(page, TEXT_COLUMN, cause->reply->example, REPLY_LINES);
    }
    sentence_line(page, say("what"), details);
    advice_under(page, words.advice);
    sentence_line(page, say("note"), note);
    links_under(page, words.url);
}
