/*
 * text_marks.c - one line each, above the causes, since an alarm is read first.
 */
#include "write/text_marks.h"

#include "base/say.h"
#include "base/view.h"
#include "write/telling_marks.h"

enum { SHOWN = 5, INDENT = 2 };

static void over_line(struct page *page, const char *words)
{
    page_to(page, INDENT);
    page_style(page, STYLE_BAD);
    page_string(page, say("OVER"));
    page_style(page, STYLE_PLAIN);
    page_string(page, "  ");
    page_wrap(page, page->column, view_of(words), 0);
}

static void sentence(struct page *page, const char *words)
{
    if (*words == '\0')
        return;
    page_to(page, INDENT);
    page_wrap(page, INDENT, view_of(words), 0);
}

void text_marks(struct page *page, const struct report *report)
{
    const struct summary *summary = report->summary;
    char words[TELLING_BYTES];

    for (size_t i = 0; i < summary->excess_count && i < SHOWN; i++) {
        telling_excess(words, report, &summary->excess[i]);
        over_line(page, words);
    }
    if (summary->excess_count > SHOWN) {
        snprintf(words, sizeof(words), say("(+%zu more)"), summary->excess_count - SHOWN);
        over_line(page, words);
    }
    telling_compared(words, summary);
    sentence(page, words);
    telling_own(words, summary);
    sentence(page, words);
}

void text_recovered(struct page *page, const struct report *report)
{
    const struct compared *compared = &report->summary->compared;
    char words[TELLING_BYTES];

    if (compared->recovered_count == 0)
        return;
    page_end(page);
    page_style(page, STYLE_HEADING);
    page_string(page, say("RECOVERED"));
    page_style(page, STYLE_PLAIN);
    page_end(page);
    for (size_t i = 0; i < compared->recovered_count && i < SHOWN; i++) {
        telling_recovered(words, report, &compared->recovered[i]);
        sentence(page, words);
    }
    if (compared->recovered_count > SHOWN) {
        page_to(page, INDENT);
        page_format(page, say("(+%zu more)"), compared->recovered_count - SHOWN);
        page_end(page);
    }
}
