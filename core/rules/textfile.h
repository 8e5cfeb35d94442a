/*
 * textfile.h - a rule or configuration file as text, if it may be trusted.
 */
#ifndef RULES_TEXTFILE_H
#define RULES_TEXTFILE_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

#include "base/arena.h"
#include "base/why.h"

/* The text without a byte order mark, kept in the arena; at most 1 MiB.  On false the
   sentence is whole when *whole, else it wants the file's name and line in front. */
bool textfile_read(sls_view *text, struct arena *arena, const char *path, bool *whole,
                   struct why *why);

#endif
