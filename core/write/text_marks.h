/*
 * text_marks.h - the lines of the text report that tell what is marked in it.
 */
#ifndef WRITE_TEXT_MARKS_H
#define WRITE_TEXT_MARKS_H

#include "write/page.h"
#include "write/report.h"

/* Below the verdict: what is over a limit, and what is new; nothing when nothing was
   compared. */
void text_marks(struct page *page, const struct report *report);
/* What the last report had and this one has not. */
void text_recovered(struct page *page, const struct report *report);

#endif
