/*
 * new_plugin.c - writes the files of starter.h under another name.
 *
 * It refuses a name that could not be loaded later: one that is no plugin's, and one that
 * a loaded provider has.  Nothing is written outside the folder that it has just made,
 * and only its user may write there, since a plugin that others can change is not loaded.
 */
#include "app/new_plugin.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/message.h"
#include "app/run.h"
#include "app/starter.h"
#include "base/view.h"

enum { LONGEST_NAME = 64 };

struct place {
    char path[LONGEST_NAME * 2 + 16]; /* "acme/acme.c" */
};

static bool check_name(const struct book *book, const char *name, struct why *why)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

    if (length == 0 || length > LONGEST_NAME || name[length] != '\0' || name[0] == '-') {
        fail(why, "--new-plugin: a plugin's name is made of a-z, 0-9 and '-', not \"%s\"",
             name);
        return fail_remedy(why, "smtplogscan --new-plugin my-provider");
    }
    size_t same = book_plugin(book, name);
    if (same < book->plugin_count)
        return fail(why, "--new-plugin: a plugin \"%s\" is loaded already from %s", name,
                    book->plugins[same].path);
    return true;
}

/* The sample's text, the new plugin's name in place of its own. */
static void write_renamed(FILE *file, sls_view text, const char *name)
{
    while (text.len > 0) {
        bool capital = view_starts(text, VIEW("Acme"));
        if (!capital && !view_starts(text, VIEW("acme"))) {
            fputc(*text.ptr, file);
            text = view_skip(text, 1);
            continue;
        }
        char first = *name;
        fputc(capital && is_letter(first) ? first - 'a' + 'A' : first, file);
        fputs(name + 1, file);
        text = view_skip(text, strlen("acme"));
    }
}

static struct place place_of(const struct starter *starter, const char *name)
{
    struct place place;
    const char *ending = strchr(starter->name, '.');

    if (view_starts(view_of(starter->name), VIEW("acme")))
        snprintf(place.path, sizeof(place.path), "%s/%s%s", name, name, ending);
    else
        snprintf(place.path, sizeof(place.path), "%s/%s", name, starter->name);
    return place;
}

static bool write_file(const struct starter *starter, const char *name, struct why *why)
{
    struct place place = place_of(starter, name);
    FILE *file = fopen(place.path, "wx");

    if (file == NULL)
        return fail_because(why, strerror(errno), "%s", place.path);
    write_renamed(file, (sls_view){(const char *)starter->text, starter->length}, name);
    bool whole = !ferror(file);
    if (fclose(file) == 0 && whole)
        return true;
    return fail(why, "%s: could not be written whole", place.path);
}

static void remove_all(const struct starter *starter, const char *name)
{
    for (; starter->name != NULL; starter++)
        unlink(place_of(starter, name).path);
    rmdir(name);
}

static bool make_folder(const char *name, struct why *why)
{
    if (mkdir(name, 0777) == 0)
        return true;
    if (errno == EEXIST)
        return fail(why, "%s: exists already; nothing was written", name);
    return fail_because(why, strerror(errno), "%s", name);
}

static bool write_folder(const struct starter *starter, const char *name, struct why *why)
{
    if (!make_folder(name, why))
        return false;
    for (const struct starter *next = starter; next->name != NULL; next++)
        if (!write_file(next, name, why)) {
            remove_all(starter, name);
            return false;
        }
    return true;
}

static void print_made(const struct starter *starter, const char *name, bool in_c)
{
    for (; starter->name != NULL; starter++)
        printf("made  %s\n", place_of(starter, name).path);
    if (in_c)
        printf("next  cd %s && cmake -B build && cmake --build build && ctest --test-dir "
               "build\n",
               name);
    else
        printf("next  smtplogscan --check-plugin %s/%s.conf\n", name, name);
}

int new_plugin(const struct book *book, const struct options *options)
{
    const struct starter *starter = options->in_c ? starter_c : starter_rules;
    const char *name = options->subject;
    struct why why;

    umask(umask(S_IRWXO) | S_IWGRP | S_IWOTH);
    if (!check_name(book, name, &why) || !write_folder(starter, name, &why)) {
        message_print(&why);
        return EXIT_NO_REPORT;
    }
    print_made(starter, name, options->in_c);
    return EXIT_OK;
}
