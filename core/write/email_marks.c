/*
 * email_marks.c - the sentences of telling_marks.h as paragraphs.
 */
#include "write/email_marks.h"

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

static void paragraph(void *markup, unsigned news, const char *words)
{
    email_open(markup, "p", LINE);
    email_mark(markup, news);
    markup_string(markup, words);
    markup_close(markup);
}

void email_marks(struct markup *markup, const struct report *report)
{
    telling_each_mark(report, SHOWN, paragraph, markup);
}

void email_recovered(struct markup *markup, const struct report *report)
{
    telling_each_recovered(report, SHOWN, paragraph, markup);
}
