/*
 * html_chart.h - the part of a page that shows when it happened.
 */
#ifndef WRITE_HTML_CHART_H
#define WRITE_HTML_CHART_H

#include "write/markup.h"
#include "write/report.h"

/* The whole part; nothing when the log is too short. */
void html_chart(struct markup *markup, const struct report *report);
/* The bars of one cause, for beside its title. */
void html_chart_of(struct markup *markup, const struct report *report,
                   const struct summary_cause *cause);
/* A cause's title, as a link to where the page tells of it. */
void html_cause_link(struct markup *markup, const struct report *report,
                     const struct summary_cause *cause);

#endif
