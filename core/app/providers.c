/*
 * providers.c - the build tree, then a place relative to the program, then the prefix the
 * program was built for; never the working directory.  Of the environment only where the
 * user's own data are (XDG Base Directory Specification 0.8), and not with more rights
 * than the user's.
 */
#include "app/providers.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/message.h"
#include "rules/files.h"

enum { PLACE_BYTES = PATH_MAX + 64 };

/* Where one kind of file lies: in the build tree, beside the program, in the prefix. */
struct place {
    const char *building, *relative, *prefix;
};

static const struct place plugins = {"plugins", PROGRAM_TO_PREFIX "/" PLUGIN_FOLDER,
                                     INSTALL_PREFIX "/" PLUGIN_FOLDER};
static const struct place rule_files = {"plugins/rules",
                                        PROGRAM_TO_PREFIX "/share/smtplogscan/rules",
                                        INSTALL_PREFIX "/share/smtplogscan/rules"};

struct refusals {
    struct watch *watch;
    size_t count;
};

/* The work may be done again (app/guard.h): what an earlier child told is told. */
static void tell_refused(void *receiver, const struct why *why)
{
    struct refusals *refusals = receiver;

    if (refusals->watch == NULL || refusals->count == refusals->watch->told) {
        message_print(why);
        if (refusals->watch != NULL)
            refusals->watch->told++;
    }
    refusals->count++;
}

static void tell_nobody(void *receiver, const struct why *why)
{
    (void)receiver;
    (void)why;
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

/* The folder that there is, else that of the prefix. */
static const char *find(const struct place *place, char path[PLACE_BYTES])
{
    char folder[PATH_MAX];

    if (!own_folder(folder))
        return place->prefix;
    snprintf(path, PLACE_BYTES, "%s/%s", folder,
             is_build_tree(folder) ? place->building : place->relative);
    return access(path, F_OK) == 0 ? path : place->prefix;
}

static void load_users_rules(struct book *book)
{
    const char *data = secure_getenv("XDG_DATA_HOME"), *home = secure_getenv("HOME");
    char path[PLACE_BYTES];

    if (data != NULL && *data == '/')
        snprintf(path, sizeof(path), "%s/smtplogscan/rules", data);
    else if (home != NULL && *home == '/')
        snprintf(path, sizeof(path), "%s/.local/share/smtplogscan/rules", home);
    else
        return;
    files_add_folder(book, path);
}

static void load_rule_files(struct book *book, const struct options *options)
{
    char path[PLACE_BYTES];

    for (size_t i = 0; i < options->rule_files.count; i++)
        files_add(book, options->rule_files.list[i], true);
    load_users_rules(book);
    files_add_folder(book, "/etc/smtplogscan/rules.d");
    files_add_folder(book, find(&rule_files, path));
}

/* The first fault of a file that was named, and how to see the others. */
static bool check_named(const struct book *book, struct why *why)
{
    for (size_t i = 0; i < book->file_count; i++) {
        const struct rulefile *file = &book->files[i];
        if (!file->named || file->fault_count == 0)
            continue;
        *why = file->fault;
        if (file->fault_count > 1)
            fail_remedy(why, "smtplogscan --check-plugin %s", file->path);
        return false;
    }
    return true;
}

/* Of a file that was named the fault is told as what ends the run. */
static void tell_faulty(const struct book *book, struct refusals *refusals)
{
    for (size_t i = 0; i < book->file_count; i++)
        if (book->files[i].fault_count > 0)
            tell_refused(refusals, &book->files[i].fault);
}

static bool load_all(struct book *book, const struct options *options,
                     struct refusals *refusals, struct why *why)
{
    char path[PLACE_BYTES];

    book_add_folder(book, find(&plugins, path), tell_refused, refusals);
    for (size_t i = 0; i < options->plugin_folders.count; i++)
        if (!book_add_folder(book, options->plugin_folders.list[i], tell_refused,
                             refusals))
            return fail(why, "%s: no such folder of plugins",
                        options->plugin_folders.list[i]);
    for (size_t i = 0; i < options->plugins.count; i++)
        if (!book_add(book, options->plugins.list[i], why))
            return false;
    load_rule_files(book, options);
    files_settle(book);
    if (!check_named(book, why))
        return false;
    tell_faulty(book, refusals);
    return book_bind(book, tell_refused, refusals, why);
}

bool providers_load(struct book *book, const struct options *options, size_t *refused,
                    struct why *why)
{
    struct refusals refusals = {.watch = book->watch};
    bool loaded = load_all(book, options, &refusals, why);

    *refused = refusals.count;
    return loaded;
}

void providers_load_built_in(struct book *book)
{
    char path[PLACE_BYTES];

    book_add_folder(book, find(&plugins, path), tell_nobody, NULL);
    files_add_folder(book, find(&rule_files, path));
}
