/*
 * text_read.h - the part of the text report that says what was read, and what was not.
 */
#ifndef WRITE_TEXT_READ_H
#define WRITE_TEXT_READ_H

#include "write/page.h"
#include "write/report.h"

/* Since when what is counted is new, when there is a state. */
void text_news(struct page *page, const struct report *report);
/* What alone is counted, when something is asked for. */
void text_filter(struct page *page, const struct report *report);
/* What the inputs were taken for; nothing when all are Postfix's. */
void text_formats(struct page *page, const struct report *report);
/* Inputs and plugins that could not be used. */
void text_problems(struct page *page, const struct report *report);
/* Lines that were neither read nor another program's. */
void text_unread(struct page *page, const struct report *report);

#endif
