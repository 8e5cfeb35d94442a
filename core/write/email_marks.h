/*
 * email_marks.h - what is marked in the mail's HTML.
 */
#ifndef WRITE_EMAIL_MARKS_H
#define WRITE_EMAIL_MARKS_H

#include "write/markup.h"
#include "write/report.h"

/* The marks before a title, and a blank; nothing when there are none. */
void email_mark(struct markup *markup, unsigned news);
/* Below the verdict: what is over a limit, and what is new. */
void email_marks(struct markup *markup, const struct report *report);
/* What the last report had and this one has not, without its heading. */
void email_recovered(struct markup *markup, const struct report *report);

#endif
