/*
 * html_page.h - what stands around a page: its head, its style, its end.
 */
#ifndef WRITE_HTML_PAGE_H
#define WRITE_HTML_PAGE_H

#include "write/markup.h"
#include "write/report.h"

/* Up to the beginning of what the page says. */
void html_page_begin(struct markup *markup, const struct report *report);
void html_page_end(struct markup *markup, const struct report *report);

/* "en" */
const char *html_language(const struct report *report);
/* "mx1: 1,350 of 12,000 not accepted" */
void html_title(struct markup *markup, const struct report *report);

/* A part with a heading, an anchor and what follows up to its markup_close(). */
void html_section(struct markup *markup, const char *anchor, const char *heading);

#endif
