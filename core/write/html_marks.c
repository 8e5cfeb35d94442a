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

static void rest(struct markup *markup, size_t count)
{
    char words[TELLING_BYTES];

    snprintf(words, sizeof(words), say("(+%zu more)"), count - SHOWN);
    if (count > SHOWN)
        markup_element(markup, "li", NULL, words);
}

void html_marks(struct markup *markup, const struct report *report)
{
    const struct summary *summary = report->summary;
    char words[TELLING_BYTES];

    if (summary->excess_count + summary->compared.reports + summary->totals.own_reports ==
        0)
        return;
    markup_class(markup, "ul", "marks");
    for (size_t i = 0; i < summary->excess_count && i < SHOWN; i++) {
        telling_excess(words, report, &summary->excess[i]);
        markup_open(markup, "li");
        html_mark(markup, NEWS_OVER);
        markup_string(markup, words);
        markup_close(markup);
    }
    if (summary->excess_count > 0)
        rest(markup, summary->excess_count);
    telling_compared(words, summary);
    if (*words != '\0')
        markup_element(markup, "li", NULL, words);
    telling_own(words, summary);
    if (*words != '\0')
        markup_element(markup, "li", NULL, words);
    markup_close(markup);
}

void html_recovered(struct markup *markup, const struct report *report)
{
    const struct compared *compared = &report->summary->compared;
    char words[TELLING_BYTES];

    if (compared->recovered_count == 0)
        return;
    html_section(markup, "recovered", say("Recovered"));
    markup_open(markup, "ul");
    for (size_t i = 0; i < compared->recovered_count && i < SHOWN; i++) {
        telling_recovered(words, report, &compared->recovered[i]);
        markup_element(markup, "li", NULL, words);
    }
    rest(markup, compared->recovered_count);
    markup_close(markup);
    markup_close(markup);
}
