/*
 * providers.c - the build tree, then a place relative to the program, then the prefix the
 * program was built for; never the working directory, never an environment variable.
 */
#include "app/providers.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/message.h"

static void tell_refused(void *receiver, const struct why *why)
{
    size_t *refused = receiver;

    (*refused)++;
    message_print(why);
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
    return access(cache, F_OK) == 0;
}

static void load_built_in(struct book *book, size_t *refused)
{
    char folder[PATH_MAX], place[PATH_MAX + 64];

    if (own_folder(folder)) {
        bool building = is_build_tree(folder);
        snprintf(place, sizeof(place),
                 building ? "%s/plugins" : "%s/" PROGRAM_TO_PREFIX "/" PLUGIN_FOLDER,
                 folder);
        if (book_add_folder(book, place, tell_refused, refused))
            return;
    }
    book_add_folder(book, INSTALL_PREFIX "/" PLUGIN_FOLDER, tell_refused, refused);
}

bool providers_load(struct book *book, const struct options *options, size_t *refused,
                    struct why *why)
{
    *refused = 0;
    load_built_in(book, refused);
    for (size_t i = 0; i < options->plugin_folders.count; i++)
        if (!book_add_folder(book, options->plugin_folders.list[i], tell_refused,
                             refused))
            return fail(why, "%s: no such folder of plugins",
                        options->plugin_folders.list[i]);
    for (size_t i = 0; i < options->plugins.count; i++)
        if (!book_add(book, options->plugins.list[i], why))
            return false;
    return book_bind(book, tell_refused, refused, why);
}
