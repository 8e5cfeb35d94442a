/*
 * email_marks.c - the sentences of telling_marks.h as paragraphs.
 */
#include "write/email_marks.h"

#include "base/say.h"
#include "write/email_style.h"
#include "write/telling_marks.h"

enum { SHOWN = 5 };

#define LINE "margin:4px 0 0"

void email_mark(struct markup *markup, unsigned news)
{
    char words[TELLING_BYTES];

    telling_marks(words, news);
    if (news == 0)
        return;
    email_element(markup, "b", EMAIL_BAD, words);
    markup_string(markup, " ");
}

static void rest(struct markup *markup, size_t count)
{
    char words[TELLING_BYTES];

    snprintf(words, sizeof(words), say("(+%zu more)"), count - SHOWN);
    if (count > SHOWN)
        email_element(markup, "p", LINE, words);
}

void email_marks(struct markup *markup, const struct report *report)
{
    const struct summary *summary = report->summary;
    char words[TELLING_BYTES];

    for (size_t i = 0; i < summary->excess_count && i < SHOWN; i++) {
        telling_excess(words, report, &summary->excess[i]);
        email_open(markup, "p", LINE);
        email_mark(markup, NEWS_OVER);
        markup_string(markup, words);
        markup_close(markup);
    }
    if (summary->excess_count > 0)
        rest(markup, summary->excess_count);
    telling_compared(words, summary);
    if (*words != '\0')
        email_element(markup, "p", LINE, words);
    telling_own(words, summary);
    if (*words != '\0')
        email_element(markup, "p", LINE, words);
}

void email_recovered(struct markup *markup, const struct report *report)
{
    const struct compared *compared = &report->summary->compared;
    char words[TELLING_BYTES];

    for (size_t i = 0; i < compared->recovered_count && i < SHOWN; i++) {
        telling_recovered(words, report, &compared->recovered[i]);
        email_element(markup, "p", LINE, words);
    }
    if (compared->recovered_count > 0)
        rest(markup, compared->recovered_count);
}
