/*
 * text_verdict.h - how bad it is, and over what time.
 */
#ifndef WRITE_TEXT_VERDICT_H
#define WRITE_TEXT_VERDICT_H

#include "tally/summary.h"
#include "write/page.h"

/* Of a summary in which something was not accepted. */
void text_verdict(struct page *page, const struct summary *summary);

#endif
