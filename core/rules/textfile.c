/*
 * textfile.c - what decides about a report, and whose it is, is asked before it is read.
 */
#include "rules/textfile.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "rules/trust.h"

enum { LONGEST_FILE = 1 << 20 };

static bool read_file(sls_view *text, struct arena *arena, FILE *file, struct why *why)
{
    char *room = memory_get(LONGEST_FILE + 1, 1);
    size_t length = fread(room, 1, LONGEST_FILE + 1, file);
    bool read = ferror(file) ? fail_because(why, strerror(errno), "cannot be read")
                : length > LONGEST_FILE ? fail(why, "is longer than 1 MiB")
                                        : true;

    if (read)
        *text = arena_keep(arena, (sls_view){room, length});
    memory_free(room);
    return read;
}

bool textfile_read(sls_view *text, struct arena *arena, const char *path, bool *whole,
                   struct why *why)
{
    char real[PATH_MAX];

    *whole = true;
    if (realpath(path, real) == NULL)
        return fail_because(why, strerror(errno), "%s", path);
    if (!trust_file(real, why))
        return false;
    *whole = false;
    FILE *file = fopen(real, "re");
    if (file == NULL)
        return fail_because(why, strerror(errno), "cannot be read");
    bool read = read_file(text, arena, file, why);
    fclose(file);
    if (read && view_starts(*text, VIEW("\xEF\xBB\xBF")))
        *text = view_skip(*text, 3);
    return read;
}
