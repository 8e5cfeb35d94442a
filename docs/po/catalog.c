/*
 * catalog.c - prints what stands in tables, as entries of a gettext template.
 *
 * xgettext reads calls, and a rule's advice is no call: it is put together by macros and
 * lies in a plugin.  So the tables are asked as the program asks them, and what is shown
 * is what is translated.  "catalog rules FOLDER" opens a folder of plugins, "catalog
 * options" prints those of the program and of the system; docs/po/update makes one
 * template of both and of xgettext's.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "app/option_rows.h"
#include "base/say.h"
#include "base/view.h"
#include "rules/book.h"

/* One line of a PO string; what gettext.info (PO Files) escapes. */
static void print_quoted(sls_view line, bool more)
{
    putchar('"');
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '"' || line.ptr[i] == '\\')
            putchar('\\');
        putchar(line.ptr[i]);
    }
    puts(more ? "\\n\"" : "\"");
}

static void print_entry(const char *owner, const char *part, const char *sentence)
{
    sls_view rest = view_of(sentence);

    if (rest.len == 0)
        return;
    printf("\n#. %s: %s\nmsgid \"\"\n", owner, part);
    while (rest.len > 0) {
        sls_view line = view_take(&rest, '\n');
        print_quoted(line, view_end(line) < sentence + strlen(sentence));
    }
    puts("msgstr \"\"");
}

static void print_causes(const char *owner, const struct cause *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char part[128];
        snprintf(part, sizeof(part), "title of cause %s", list[i].slug);
        print_entry(owner, part, list[i].title);
    }
}

static void print_rule(const char *owner, const sls_rule *rule)
{
    char part[128];

    snprintf(part, sizeof(part), "advice of rule %s", rule->id);
    print_entry(owner, part, rule->advice);
    snprintf(part, sizeof(part), "pages of rule %s, Korean where there are any",
             rule->id);
    print_entry(owner, part, rule->url);
}

static void print_plugin(const struct plugin *plugin)
{
    const char *name = plugin->info.name;

    print_entry(name, "title", plugin->info.title);
    print_entry(name, "how to send through it", plugin->info.setup);
    print_causes(name, plugin->causes, plugin->info.cause_count);
    for (size_t i = 0; i < plugin->info.rule_count; i++)
        print_rule(name, &plugin->rules[i]);
}

static void tell_refused(void *receiver, const struct why *why)
{
    fprintf(stderr, "catalog: %s\n", why->sentence);
    *(bool *)receiver = true;
}

static int print_rules(const char *folder)
{
    struct book book;
    bool failed = false;

    book_open(&book, NULL);
    if (!book_add_folder(&book, folder, tell_refused, &failed) ||
        book.plugin_count == 0) {
        fprintf(stderr, "catalog: %s: no plugins\n", folder);
        failed = true;
    }
    print_causes("causes", causes, cause_count);
    for (size_t i = 0; i < book.plugin_count; i++)
        if (book.plugins[i].info.text_domain != NULL)
            print_plugin(&book.plugins[i]);
    book_close(&book);
    return failed;
}

static void print_options(void)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        if (row->group != NULL)
            print_entry("options", "heading", row->group);
        print_entry(row->name, "option", row->help);
    }
}

/* What the system says when a file cannot be used, and of what ended a plugin. */
static void print_system(void)
{
    static const int errors[] = {
        EPERM,        ENOENT,  EIO,       ENXIO,   EBADF,     EAGAIN, ENOMEM, EACCES,
        EBUSY,        EEXIST,  EXDEV,     ENODEV,  ENOTDIR,   EISDIR, EINVAL, ENFILE,
        EMFILE,       ETXTBSY, EFBIG,     ENOSPC,  ESPIPE,    EROFS,  EMLINK, EPIPE,
        ENAMETOOLONG, ELOOP,   EOVERFLOW, ENOTSUP, ETIMEDOUT, ESTALE, EDQUOT};
    static const int signals[] = {SIGILL,  SIGTRAP, SIGABRT, SIGBUS,  SIGFPE,  SIGKILL,
                                  SIGSEGV, SIGPIPE, SIGALRM, SIGXCPU, SIGXFSZ, SIGSYS};

    for (size_t i = 0; i < SLS_COUNT(errors); i++)
        print_entry("system", "error", strerror(errors[i]));
    for (size_t i = 0; i < SLS_COUNT(signals); i++)
        print_entry("system", "signal", strsignal(signals[i]));
}

int main(int argc, char **argv)
{
    puts("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"");
    if (argc == 3 && strcmp(argv[1], "rules") == 0)
        return print_rules(argv[2]);
    if (argc != 2 || strcmp(argv[1], "options") != 0)
        return 2;
    print_options();
    print_system();
    return 0;
}
