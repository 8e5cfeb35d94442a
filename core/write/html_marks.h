/*
 * html_marks.h - what is marked in the page: words in bold, and a list at its head.
 */
#ifndef WRITE_HTML_MARKS_H
#define WRITE_HTML_MARKS_H

#include "write/markup.h"
#include "write/report.h"

/* The marks before a title, and a blank; nothing when there are none. */
void html_mark(struct markup *markup, unsigned news);
/* Below the verdict: what is over a limit, and what is new. */
void html_marks(struct markup *markup, const struct report *report);
/* What the last report had and this one has not. */
void html_recovered(struct markup *markup, const struct report *report);

#endif
