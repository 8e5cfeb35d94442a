/*
 * html_verdict.h - the head of a page: which log, how bad, and whether all of it was
 * read.
 */
#ifndef WRITE_HTML_VERDICT_H
#define WRITE_HTML_VERDICT_H

#include "write/markup.h"
#include "write/report.h"

void html_verdict(struct markup *markup, const struct report *report);
/* What makes the report incomplete, a sentence each; nothing when it is whole. */
void html_problems(struct markup *markup, const struct report *report);

#endif
