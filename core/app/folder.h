/*
 * folder.h - where what the program brings along lies: plugins, rule files, catalogs.
 */
#ifndef APP_FOLDER_H
#define APP_FOLDER_H

#include <limits.h>

enum { FOLDER_BYTES = PATH_MAX + 64 };

/* Where one kind of file lies: in the build tree, beside the program, in the prefix. */
struct folder {
    const char *building, *relative, *prefix;
};

/* The first that there is, else that of the prefix; may stand in `path`. */
const char *folder_find(const struct folder *folder, char path[FOLDER_BYTES]);

#endif
