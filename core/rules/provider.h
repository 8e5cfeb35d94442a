/*
 * provider.h - from the name of a relay host to the provider it belongs to.
 */
#ifndef RULES_PROVIDER_H
#define RULES_PROVIDER_H

#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "rules/book.h"

/* Plugin index: that of the longest suffix of the host, else the generic one. */
size_t provider_of(const struct book *book, sls_view host);

#endif
