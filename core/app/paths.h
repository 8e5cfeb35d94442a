/*
 * paths.h - from the arguments to the files they mean: folders are looked through, lists
 * are read.
 */
#ifndef APP_PATHS_H
#define APP_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"
#include "base/arena.h"
#include "base/why.h"
#include "input/source.h"

struct path {
    const char *name;
    struct why refused; /* why nothing can be read there; empty: try to open it */
    struct source source;
    bool is_held; /* `source` is open */
};

struct paths {
    struct arena arena; /* of the names */
    struct path *list;
    size_t count;
};

/* In the order of the arguments; files of a folder in that of their names.  False when a
   list (--files-from) cannot be read. */
bool paths_open(struct paths *paths, const struct options *options, struct why *why);
void paths_close(struct paths *paths);

#endif
