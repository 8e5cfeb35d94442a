/*
 * providers.h - where plugins and rule files are found, and loading them.
 */
#ifndef APP_PROVIDERS_H
#define APP_PROVIDERS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"
#include "base/why.h"
#include "rules/book.h"

/* Loads the plugins of the folder beside the program, those of --plugin-dir and --plugin;
   and the rule files of --rules, of the user, of /etc and those beside the program, which
   are asked in this order, and before the plugins.  What is refused of a folder is told
   on standard error and counted in *refused; what was named makes this fail. */
bool providers_load(struct book *book, const struct options *options, size_t *refused,
                    struct why *why);

/* The folders' own alone, without --plugin and the like and without a word: what a rule
   file is checked against. */
void providers_load_built_in(struct book *book);

#endif
