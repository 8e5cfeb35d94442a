/*
 * html_causes.h - the parts of a page that tell of causes: what to fix, what waits, what
 * no rule knows.
 */
#ifndef WRITE_HTML_CAUSES_H
#define WRITE_HTML_CAUSES_H

#include "write/markup.h"
#include "write/report.h"

void html_causes(struct markup *markup, const struct report *report);

#endif
