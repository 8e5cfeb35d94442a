/*
 * html_chart_table.h - the numbers of a page's charts: a row for each cause, a column for
 * each step of time.
 */
#ifndef WRITE_HTML_CHART_TABLE_H
#define WRITE_HTML_CHART_TABLE_H

#include "write/markup.h"
#include "write/report.h"
#include "write/series.h"

void html_chart_table(struct markup *markup, const struct report *report,
                      const struct series *series);

#endif
