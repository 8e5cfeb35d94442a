/*
 * text_groups.h - the table of --group-by as text.
 */
#ifndef WRITE_TEXT_GROUPS_H
#define WRITE_TEXT_GROUPS_H

#include "write/page.h"
#include "write/report.h"

/* At most report->top rows; one more holds what they do not.  False when no table is
   asked for, or nothing is in it. */
bool text_groups(struct page *page, const struct report *report);

#endif
