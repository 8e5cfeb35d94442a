/*
 * usage.c - looks where mail servers' logs are kept by default, so that the next command
 * can be copied from the screen.
 */
#include "app/usage.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/view.h"

/* Debian, Fedora, Exim of both, msmtp's example, qmail with daemontools, the journal. */
static const char *const places[] = {
    "/var/log/mail.log",      "/var/log/maillog",   "/var/log/exim4/mainlog",
    "/var/log/exim/main.log", "/var/log/msmtp.log", "/var/log/qmail/current",
    "/var/log/mail/mail.log", "/var/log/syslog",    "/var/log/messages",
    "/var/log/journal",
};

static void print_size(FILE *file, const struct stat *status)
{
    if (!S_ISDIR(status->st_mode))
        fprintf(file, ", %.1f MB", (double)status->st_size / 1e6);
}

static void print_place(FILE *file, const char *place, const struct stat *status)
{
    bool readable = access(place, R_OK) == 0;

    fprintf(file, "Found %s", place);
    print_size(file, status);
    fprintf(file, "%s.  Try: %ssmtplogscan %s\n",
            readable ? ", readable" : ", which only its owner and group may read",
            readable ? "" : "sudo ", place);
}

void usage_print(FILE *file)
{
    fputs("Usage: smtplogscan [OPTION...] FILE...\n"
          "  smtplogscan /var/log/mail.log.gz\n"
          "  smtplogscan /var/log/mail.log* -o report.json\n"
          "  journalctl -u 'postfix*' -o short-iso --since yesterday | smtplogscan -\n",
          file);
    for (size_t i = 0; i < SLS_COUNT(places); i++) {
        struct stat status;
        if (stat(places[i], &status) != 0)
            continue;
        print_place(file, places[i], &status);
        return;
    }
}
