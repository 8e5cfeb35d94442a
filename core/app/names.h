/*
 * names.h - whether a word of the user names a provider or a cause that there is; if not,
 * which one may have been meant.
 */
#ifndef APP_NAMES_H
#define APP_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "rules/book.h"

bool names_is_provider(const struct book *book, sls_view name);
bool names_is_cause(const struct book *book, sls_view slug);

/* False: there is none of that name, and *why says so. */
bool names_check_provider(const struct book *book, sls_view word, struct why *why);
/* "rate-limited", or "gmail/rate-limited". */
bool names_check_cause(const struct book *book, sls_view word, struct why *why);

/* Fails with `sentence`, which has room for the word, and for the one of `names` that may
   have been meant. */
bool names_refuse(const char *sentence, sls_view word, const char *const *names,
                  size_t count, struct why *why);

#endif
