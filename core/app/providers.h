/*
 * providers.h - where plugins are found, and loading them.
 */
#ifndef APP_PROVIDERS_H
#define APP_PROVIDERS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"
#include "base/why.h"
#include "rules/book.h"

/* Loads the folder beside the program, those of --plugin-dir and the files of --plugin. A
   plugin of a folder that is refused is told on standard error and counted in *refused;
   one that was named makes this fail. */
bool providers_load(struct book *book, const struct options *options, size_t *refused,
                    struct why *why);

#endif
