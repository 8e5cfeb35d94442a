/*
 * evidence.h - answers --evidence: what to paste into a provider's ticket about a cause.
 */
#ifndef APP_EVIDENCE_H
#define APP_EVIDENCE_H

#include <stddef.h>
#include <stdint.h>

#include "app/guard.h"
#include "app/options.h"
#include "rules/book.h"

/* `refused` plugins were left out.  Returns the exit status: EXIT_NOT_FOUND when nobody
   was refused for that cause. */
int evidence(const struct options *options, const struct book *book, size_t refused,
             struct guard *guard, int64_t now);

#endif
