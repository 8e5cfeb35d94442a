/*
 * html_bars.h - what was not accepted over time as bars of SVG, stacked by cause.
 *
 * The first causes have a colour each, the others share one.
 */
#ifndef WRITE_HTML_BARS_H
#define WRITE_HTML_BARS_H

#include "write/markup.h"
#include "write/series.h"

enum { HTML_COLORS = 5 };

/* Classes of the style; the first is shared. */
extern const char *const html_colors[HTML_COLORS + 1];
/* From 1; 0: the shared one. */
size_t html_color_number(const struct summary_cause *cause);

/* The whole drawing, with its axes; the series has steps, and something in them. */
void html_bars(struct markup *markup, const struct series *series, const char *title);
/* The bars of one cause, small, without axes; nothing when it has none. */
void html_bars_of(struct markup *markup, const struct series *series,
                  const struct summary_cause *cause, const char *title);

#endif
