/*
 * text_marks.c - one line each, above the causes, since an alarm is read first.
 */
#include "write/text_marks.h"

#include "base/say.h"
#include "base/view.h"
#include "write/telling_marks.h"

enum { SHOWN = 5, INDENT = 2 };

static void text_line(void *receiver, unsigned news, const char *words)
{
    struct page *page = receiver;
    char marks[TELLING_BYTES];

    page_to(page, INDENT);
    if (news != 0) {
        telling_marks(marks, news);
        page_style(page, STYLE_BAD);
        page_string(page, marks);
        page_style(page, STYLE_PLAIN);
        page_string(page, "  ");
    }
    page_wrap(page, page->column, view_of(words), 0);
}

void text_marks(struct page *page, const struct report *report)
{
    telling_each_mark(report, SHOWN, text_line, page);
}

void text_recovered(struct page *page, const struct report *report)
{
    if (report->summary->compared.recovered_count == 0)
        return;
    page_end(page);
    page_style(page, STYLE_HEADING);
    page_string(page, say("RECOVERED"));
    page_style(page, STYLE_PLAIN);
    page_end(page);
    telling_each_recovered(report, SHOWN, text_line, page);
}
