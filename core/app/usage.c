/*
 * usage.c - looks where mail servers' logs are kept by default, so that the next command
 * can be copied from the screen.
 */
#include "app/usage.h"

#include <glob.h>
#include <limits.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/say.h"
#include "base/view.h"

/* Debian, Fedora, SUSE, Exim of both, msmtp's example, qmail with daemontools; last what
   may hold no mail at all. */
static const char *const places[] = {
    "/var/log/mail.log",           "/var/log/maillog",       "/var/log/mail",
    "/var/log/exim4/mainlog",      "/var/log/exim/main.log", "/var/log/msmtp.log",
    "/var/log/qmail/current",      "/var/log/mail/mail.log", "/var/log/mail/current",
    "/var/log/nullmailer/current",
};
static const char *const doubtful[] = {"/var/log/syslog", "/var/log/messages"};

/* The second when nothing is kept over a reboot. */
static const char *const journals[] = {"/var/log/journal/*/*.journal",
                                       "/run/log/journal/*/*.journal"};

struct search {
    FILE *file;
    const char *root;
};

static const char *size_words(char words[32], off_t bytes)
{
    if (bytes >= 1000000000)
        snprintf(words, 32, "%.1f GB", (double)bytes / 1e9);
    else if (bytes >= 1000000)
        snprintf(words, 32, "%.1f MB", (double)bytes / 1e6);
    else
        snprintf(words, 32, "%.1f kB", (double)bytes / 1e3);
    return words;
}

static void tell(const struct search *search, const char *place, off_t bytes)
{
    char path[PATH_MAX], size[32];

    snprintf(path, sizeof(path), "%s%s", search->root, place);
    size_words(size, bytes);
    if (access(path, R_OK) == 0)
        fprintf(search->file, say("Found %s, %s, readable.  Try: smtplogscan %s\n"),
                place, size, place);
    else
        fprintf(search->file,
                say("Found %s, %s, which you may not read.  Try: sudo smtplogscan %s\n"),
                place, size, place);
}

/* The first that is a file with something in it. */
static bool find_log(const struct search *search, const char *const *list, size_t count)
{
    char path[PATH_MAX];
    struct stat status;

    for (size_t i = 0; i < count; i++) {
        snprintf(path, sizeof(path), "%s%s", search->root, list[i]);
        if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0)
            continue;
        tell(search, list[i], status.st_size);
        return true;
    }
    return false;
}

/* A folder of the journal is anybody's to look into, its files are not. */
static bool find_journal(const struct search *search)
{
    char pattern[PATH_MAX];

    for (size_t i = 0; i < SLS_COUNT(journals); i++) {
        glob_t found;
        snprintf(pattern, sizeof(pattern), "%s%s", search->root, journals[i]);
        if (glob(pattern, GLOB_NOSORT, NULL, &found) != 0)
            continue;
        bool readable = access(found.gl_pathv[0], R_OK) == 0;
        globfree(&found);
        fputs(readable ? say("Found the systemd journal, readable.  Try: smtplogscan "
                             "--journal\n")
                       : say("Found the systemd journal, which you may not read.  Try: "
                             "sudo smtplogscan --journal\n"),
              search->file);
        return true;
    }
    return false;
}

void usage_print(FILE *file, const char *root)
{
    struct search search = {file, root};

    fputs(say("Usage: smtplogscan [OPTION...] FILE...\n"), file);
    fputs("  smtplogscan /var/log/mail.log.gz\n"
          "  smtplogscan /var/log/mail.log* -o report.json\n"
          "  journalctl -u 'postfix*' -o short-iso --since yesterday | smtplogscan -\n",
          file);
    bool found = find_log(&search, places, SLS_COUNT(places));
    found |= find_journal(&search);
    if (!found && !find_log(&search, doubtful, SLS_COUNT(doubtful)))
        fputs(say("No mail log was found in the usual places: name the file.\n"), file);
    fputs(say("All options: smtplogscan --help\n"), file);
}
