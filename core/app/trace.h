/*
 * trace.h - answers --trace: the story of every message that names an address, a queue id
 * or a Message-ID.
 */
#ifndef APP_TRACE_H
#define APP_TRACE_H

#include <stddef.h>
#include <stdint.h>

#include "app/guard.h"
#include "app/options.h"
#include "rules/book.h"

/* `refused` plugins were left out.  Returns the exit status: EXIT_NOT_FOUND when there is
   no such message. */
int trace(const struct options *options, const struct book *book, size_t refused,
          struct guard *guard, int64_t now);

#endif
