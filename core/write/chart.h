/*
 * chart.h - the refusals of a cause, or of all, over the time of the log as bars.
 *
 * One bar an hour, for longer logs one for several hours, and over 14 days for days.
 */
#ifndef WRITE_CHART_H
#define WRITE_CHART_H

#include "tally/summary.h"
#include "write/page.h"

/* Columns that a chart takes; 0 when the log is too short for one. */
size_t chart_columns(const struct summary *summary);

void chart_of_cause(struct page *page, const struct summary *summary,
                    const struct summary_cause *cause);
void chart_of_all(struct page *page, const struct summary *summary);

/* "per hour", "by time", "per day" */
const char *chart_name(const struct summary *summary);
/* "00    06    12" under bars that begin at column `start`, when each bar is an hour. */
void chart_scale(struct page *page, const struct summary *summary, size_t start);
/* "worst hour 10:00 (111); not over yet"; nothing when there is no room for it. */
void chart_worst(struct page *page, const struct summary *summary);

#endif
