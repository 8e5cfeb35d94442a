/*
 * text_cause.h - one cause of the text report: title, who, since when, reply, what to do.
 */
#ifndef WRITE_TEXT_CAUSE_H
#define WRITE_TEXT_CAUSE_H

#include "write/page.h"
#include "write/report.h"

/* `place` is the number in front of the title. */
void text_cause(struct page *page, const struct report *report,
                const struct summary_cause *cause, size_t place);

enum { TEXT_INDENT = 4, TEXT_COLUMN = 11 };

#endif
