/*
 * paths.c - a folder stands for the files in it and below it.
 *
 * Hidden names, links to folders, and what is no regular file (sockets, FIFOs that syslog
 * writes to a console) are passed over: nobody has named them.  A folder of the systemd
 * journal is one input.
 */
#include "app/paths.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/view.h"

enum { DEEPEST = 8 };

static struct path *add(struct paths *paths, const char *name)
{
    paths->list = memory_resize(paths->list, paths->count + 1, sizeof(*paths->list));
    paths->list[paths->count] =
        (struct path){.name = arena_keep(&paths->arena, view_of(name)).ptr};
    return &paths->list[paths->count++];
}

static bool is_folder(const char *name)
{
    struct stat status;
    return stat(name, &status) == 0 && S_ISDIR(status.st_mode);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void add_folder(struct paths *paths, const char *folder, int depth);

static void add_entry(struct paths *paths, const char *folder, const char *entry,
                      int depth)
{
    char name[PATH_MAX];
    struct stat status;
    int length = snprintf(name, sizeof(name), "%s/%s", folder, entry);

    if (length >= (int)sizeof(name) || lstat(name, &status) != 0)
        return;
    if (S_ISDIR(status.st_mode) && depth < DEEPEST)
        add_folder(paths, name, depth + 1);
    else if (S_ISREG(status.st_mode) ||
             (S_ISLNK(status.st_mode) && stat(name, &status) == 0 &&
              S_ISREG(status.st_mode)))
        add(paths, name);
}

static void add_folder(struct paths *paths, const char *folder, int depth)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_visible, by_bytes);

    if (count < 0) {
        fail_because(&add(paths, folder)->refused, strerror(errno),
                     "%s: cannot be looked through", folder);
        return;
    }
    for (int i = 0; i < count; i++) {
        add_entry(paths, folder, entries[i]->d_name, depth);
        free(entries[i]);
    }
    free(entries);
}

static void add_argument(struct paths *paths, const char *name)
{
    char folder[PATH_MAX];
    size_t before = paths->count, length = strlen(name);

    if (!is_folder(name)) {
        add(paths, name);
        return;
    }
    while (length > 1 && name[length - 1] == '/')
        length--;
    snprintf(folder, sizeof(folder), "%.*s", (int)length, name);
    add_folder(paths, folder, 0);
    if (paths->count == before)
        fail(&add(paths, name)->refused, "%s: the folder holds no file to read", name);
}

/* All of a list; NUL between the names (find -print0) if it holds one, else line ends. */
static void add_list(struct paths *paths, sls_view text)
{
    char separator = view_find_byte(text, '\0') != NULL ? '\0' : '\n';

    while (text.len > 0) {
        sls_view name = view_take(&text, separator);
        if (separator == '\n' && view_ends(name, VIEW("\r")))
            name.len--;
        if (name.len > 0)
            add_argument(paths, arena_keep(&paths->arena, name).ptr);
    }
}

static bool read_list(struct paths *paths, const char *name, struct why *why)
{
    FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "re");
    char *text = NULL;
    size_t length = 0, room = 0;

    if (file == NULL)
        return fail_because(why, strerror(errno), "--files-from: %s", name);
    do {
        room = room > 0 ? room * 2 : 4096;
        text = memory_resize(text, room, 1);
        length += fread(text + length, 1, room - length, file);
    } while (length == room);
    bool read = !ferror(file);
    if (file != stdin)
        fclose(file);
    if (read)
        add_list(paths, (sls_view){text, length});
    memory_free(text);
    return read || fail(why, "--files-from: %s: cannot be read", name);
}

bool paths_open(struct paths *paths, const struct options *options, struct why *why)
{
    *paths = (struct paths){.count = 0};
    arena_open(&paths->arena);
    for (size_t i = 0; i < options->inputs.count; i++)
        add_argument(paths, options->inputs.list[i]);
    for (size_t i = 0; i < options->lists.count; i++)
        if (!read_list(paths, options->lists.list[i], why))
            return false;
    return paths->count > 0 ||
           fail(why, "--files-from: %s: names no file",
                options->lists.count > 0 ? options->lists.list[0] : "");
}

void paths_close(struct paths *paths)
{
    memory_free(paths->list);
    arena_close(&paths->arena);
}
