/*
 * providers.c - what the program brings along, and what the machine and the user add.
 */
#include "app/providers.h"

#include "app/folder.h"
#include "app/home.h"
#include "app/message.h"
#include "rules/files.h"

static const struct folder plugins = {"plugins", PROGRAM_TO_PREFIX "/" PLUGIN_FOLDER,
                                      INSTALL_PREFIX "/" PLUGIN_FOLDER};
static const struct folder rule_files = {"plugins/rules",
                                         PROGRAM_TO_PREFIX "/share/smtplogscan/rules",
                                         INSTALL_PREFIX "/share/smtplogscan/rules"};

struct refusals {
    bool quiet;
    struct watch *watch;
    size_t count;
};

/* The work may be done again (app/guard.h): what an earlier child told is told. */
static void tell_refused(void *receiver, const struct why *why)
{
    struct refusals *refusals = receiver;

    if (refusals->watch == NULL || refusals->count == refusals->watch->told) {
        if (!refusals->quiet)
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

static void load_users_rules(struct book *book)
{
    char path[FOLDER_BYTES];

    if (home_path(path, "XDG_DATA_HOME", ".local/share", "smtplogscan/rules"))
        files_add_folder(book, path);
}

static void load_rule_files(struct book *book, const struct options *options,
                            struct refusals *refusals)
{
    char path[FOLDER_BYTES];
    struct why why;

    for (size_t i = 0; i < options->rule_files.count; i++)
        files_add(book, options->rule_files.list[i], true);
    load_users_rules(book);
    files_add_folder(book, "/etc/smtplogscan/rules.d");
    const char *own = folder_find(&rule_files, path);
    if (!files_add_folder(book, own)) {
        fail(&why, "%s: no such folder of rule files", own);
        tell_refused(refusals, &why);
    }
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
    char path[FOLDER_BYTES];

    book_add_folder(book, folder_find(&plugins, path), tell_refused, refusals);
    for (size_t i = 0; i < options->plugin_folders.count; i++)
        if (!book_add_folder(book, options->plugin_folders.list[i], tell_refused,
                             refusals))
            return fail(why, "%s: no such folder of plugins",
                        options->plugin_folders.list[i]);
    for (size_t i = 0; i < options->plugins.count; i++)
        if (!book_add(book, options->plugins.list[i], why))
            return false;
    load_rule_files(book, options, refusals);
    files_settle(book);
    if (!check_named(book, why))
        return false;
    tell_faulty(book, refusals);
    return book_bind(book, tell_refused, refusals, why);
}

bool providers_load(struct book *book, const struct options *options, size_t *refused,
                    struct why *why)
{
    struct refusals refusals = {.quiet = options->quiet, .watch = book->watch};
    bool loaded = load_all(book, options, &refusals, why);

    *refused = refusals.count;
    return loaded;
}

void providers_load_built_in(struct book *book)
{
    char path[FOLDER_BYTES];

    book_add_folder(book, folder_find(&plugins, path), tell_nobody, NULL);
    files_add_folder(book, folder_find(&rule_files, path));
}
