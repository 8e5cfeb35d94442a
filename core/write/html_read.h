/*
 * html_read.h - the end of a page: what was read, what was odd about it, how to go on.
 */
#ifndef WRITE_HTML_READ_H
#define WRITE_HTML_READ_H

#include "write/markup.h"
#include "write/report.h"

void html_read(struct markup *markup, const struct report *report);
void html_next(struct markup *markup, const struct report *report);

#endif
