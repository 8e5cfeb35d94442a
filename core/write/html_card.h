/*
 * html_card.h - a page's card of one cause: who, since when, the reply, what to do.
 */
#ifndef WRITE_HTML_CARD_H
#define WRITE_HTML_CARD_H

#include "write/markup.h"
#include "write/report.h"

enum { CARD_REPLY_BYTES = 480 };

void html_card(struct markup *markup, const struct report *report,
               const struct summary_cause *cause);

#endif
