/*
 * trust.h - whether a file of code may be loaded: nobody else could have changed it.
 */
#ifndef RULES_TRUST_H
#define RULES_TRUST_H

#include <stdbool.h>

#include "base/why.h"

/* True when the file, and every folder above it up to /, belongs to root or the running
   user and nobody else may write to it.  `path` must be absolute and without links
   (realpath(3)).  A sticky folder that all may write to, such as /tmp, is accepted above
   the file: nobody else can replace our entry in it. */
bool trust_file(const char *path, struct why *why);

#endif
