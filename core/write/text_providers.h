/*
 * text_providers.h - a line for each provider that mail went through.
 */
#ifndef WRITE_TEXT_PROVIDERS_H
#define WRITE_TEXT_PROVIDERS_H

#include "tally/summary.h"
#include "write/page.h"

void text_providers(struct page *page, const struct summary *summary);

#endif
