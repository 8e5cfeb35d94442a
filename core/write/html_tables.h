/*
 * html_tables.h - the tables of a page: providers, senders; and how any of them begins.
 */
#ifndef WRITE_HTML_TABLES_H
#define WRITE_HTML_TABLES_H

#include "write/markup.h"
#include "write/report.h"

void html_providers(struct markup *markup, const struct report *report);
void html_senders(struct markup *markup, const struct report *report);

/* A table that scrolls within itself when the screen is narrow; then its headings, then
   html_table_body(), then rows. */
void html_table_begin(struct markup *markup, const char *class_name);
void html_table_heading(struct markup *markup, const char *words, bool number);
void html_table_body(struct markup *markup);
void html_table_end(struct markup *markup);

#endif
