/*
 * html_marks.c - the sentences of telling_marks.h as lists.
 */
#include "write/html_marks.h"

#include "base/say.h"
#include "write/html_page.h"
#include "write/telling_marks.h"

enum { SHOWN = 10 };

void html_mark(struct markup *markup, unsigned news)
{
    char words[TELLING_BYTES];

    telling_marks(words, news);
    if (news == 0)
        return;
    markup_element(markup, "b", "mark", words);
    markup_string(markup, " ");
}

static void item(void *markup, unsigned news, const char *words)
{
    markup_open(markup, "li");
    html_mark(markup, news);
    markup_string(markup, words);
    markup_close(markup);
}

void html_marks(struct markup *markup, const struct report *report)
{
    const struct summary *summary = report->summary;

    if (summary->excess_count + summary->compared.reports + summary->totals.own_reports ==
        0)
        return;
    markup_class(markup, "ul", "marks");
    telling_each_mark(report, SHOWN, item, markup);
    markup_close(markup);
}

void html_recovered(struct markup *markup, const struct report *report)
{
    if (report->summary->compared.recovered_count == 0)
        return;
    html_section(markup, "recovered", say("Recovered"));
    markup_open(markup, "ul");
    telling_each_recovered(report, SHOWN, item, markup);
    markup_close(markup);
    markup_close(markup);
}
