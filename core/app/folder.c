/*
 * folder.c - the build tree, then a place relative to the program, then the prefix the
 * program was built for; never the working directory.
 */
#include "app/folder.h"

#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* access() would ask for the real user, who has less rights than this process for a
   while (app/privilege.h). */
static bool is_there(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

/* The folder of the running program, links followed. */
static bool own_folder(char folder[PATH_MAX])
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);

    if (length <= 0)
        return false;
    path[length] = '\0';
    snprintf(folder, PATH_MAX, "%s", dirname(path));
    return true;
}

static bool is_build_tree(const char *folder)
{
    char cache[PATH_MAX + 32];

    snprintf(cache, sizeof(cache), "%s/CMakeCache.txt", folder);
    return is_there(cache);
}

const char *folder_find(const struct folder *folder, char path[FOLDER_BYTES])
{
    char own[PATH_MAX];

    if (!own_folder(own))
        return folder->prefix;
    snprintf(path, FOLDER_BYTES, "%s/%s", own,
             is_build_tree(own) ? folder->building : folder->relative);
    return is_there(path) ? path : folder->prefix;
}
