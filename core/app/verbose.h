/*
 * verbose.h - what --verbose tells on standard error.
 */
#ifndef APP_VERBOSE_H
#define APP_VERBOSE_H

#include "app/options.h"
#include "app/sandbox.h"
#include "rules/book.h"
#include "tally/ledger.h"

/* The configuration files that were read, the plugins and rule files that are asked. Each
   says nothing without --verbose. */
void verbose_loaded(const struct options *options, const struct book *book);
/* An input that was read, in so many seconds. */
/* Which layers the sandbox has, and which it lacks. */
void verbose_sandbox(const struct options *options, const struct sandbox *sandbox);
void verbose_input(const struct options *options, const struct ledger *ledger,
                   double seconds);

#endif
