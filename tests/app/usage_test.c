/*
 * usage_test.c - which log of a machine is named, in a folder that stands for the
 * machine.
 */
#include "app/usage.h"

#include "../plugins/folder.h"
#include "base/arena.h"
#include "base/view.h"

/* Files that are there, by name and size; what must and what must not be said. */
static const struct {
    const char *name;
    struct {
        const char *path;
        size_t bytes;
    } files[3];
    const char *said, *unsaid;
} rows[] = {
    {"nothing",
     {{0}},
     "No mail log was found in the usual places: name the file.\n",
     "Found"},
    {"a log",
     {{"var/log/mail.log", 4100000}},
     "Found /var/log/mail.log, 4.1 MB, readable.  Try: smtplogscan /var/log/mail.log\n",
     "journal,"},
    {"a small one",
     {{"var/log/maillog", 1234}},
     "Found /var/log/maillog, 1.2 kB, readable.",
     "No mail log"},
    {"the journal alone",
     {{"var/log/journal/0a/system.journal", 8}},
     "Found the systemd journal, readable.  Try: smtplogscan --journal\n",
     "No mail log"},
    {"a journal that is lost with the power",
     {{"run/log/journal/0a/system.journal", 8}},
     "Try: smtplogscan --journal\n",
     "No mail log"},
    {"an empty log, and the journal",
     {{"var/log/mail.log", 0}, {"var/log/journal/0a/system.journal", 8}},
     "Found the systemd journal",
     "mail.log, "},
    {"both",
     {{"var/log/exim4/mainlog", 2000}, {"var/log/journal/0a/system.journal", 8}},
     "Try: smtplogscan /var/log/exim4/mainlog\nFound the systemd journal",
     "No mail log"},
    {"what may hold no mail",
     {{"var/log/syslog", 3000}},
     "Found /var/log/syslog, 3.0 kB",
     "No mail log"},
    {"the mail's before the system's",
     {{"var/log/syslog", 3000}, {"var/log/mail.log", 100}},
     "Found /var/log/mail.log, 0.1 kB",
     "syslog"},
    {"a folder of that name",
     {{"var/log/mail/mail.log", 1000}},
     "Found /var/log/mail/mail.log, 1.0 kB",
     "No mail log"},
};

static void make_parents(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0755);
        *slash = '/';
    }
}

static void make_file(const struct folder *folder, const char *name, size_t bytes)
{
    char path[FOLDER_PATH_BYTES], *text = memory_get(bytes + 1, 1);

    folder_place(folder, path, name);
    make_parents(path);
    folder_write(path, text, bytes);
    memory_free(text);
}

static char *printed(const char *root)
{
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);

    usage_print(file, root);
    fclose(file);
    return text;
}

Test(usage, found)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct folder folder;
        char remove[FOLDER_PATH_BYTES + 16];
        folder_open(&folder);
        for (size_t f = 0; f < SLS_COUNT(rows[i].files); f++)
            if (rows[i].files[f].path != NULL)
                make_file(&folder, rows[i].files[f].path, rows[i].files[f].bytes);
        char *text = printed(folder.path);
        cr_expect_not_null(strstr(text, rows[i].said), "%s: %s", rows[i].name, text);
        cr_expect_null(strstr(text, rows[i].unsaid), "%s: %s", rows[i].name, text);
        cr_expect_not_null(strstr(text, "Usage: smtplogscan"), "%s", rows[i].name);
        free(text);
        snprintf(remove, sizeof(remove), "rm -r '%s'", folder.path);
        cr_expect_eq(system(remove), 0);
    }
}
