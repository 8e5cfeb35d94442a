/*
 * source.c - opens an input, and says why one cannot be read and what to do.
 *
 * Opened with O_NONBLOCK, so that a FIFO nobody writes does not hang the run; the flag is
 * taken off again before the first read.
 */
#include "input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/journal.h"

static bool refuse_permission(const char *path, struct why *why)
{
    struct stat status;
    const struct group *group = NULL;

    if (stat(path, &status) == 0)
        group = getgrgid(status.st_gid);
    if (group != NULL)
        fail(why, "%s: permission denied (the file belongs to group %s)", path,
             group->gr_name);
    else
        fail(why, "%s: permission denied", path);
    return fail_remedy(why, "sudo smtplogscan %s", path);
}

/* Debian 12 and later install no syslog daemon: Postfix then logs to the journal alone.
 */
static bool refuse_missing(const char *path, struct why *why)
{
    if (strncmp(path, "/var/log/", 9) == 0 && access("/run/systemd/journal", F_OK) == 0) {
        fail(why, "%s: no such file. Postfix logs to the journal here.", path);
        return fail_remedy(why, "journalctl -u 'postfix*' -o short-iso --since yesterday "
                                "| smtplogscan -");
    }
    fail(why, "%s: no such file", path);
    return fail_remedy(why, "ls -l /var/log/mail*");
}

static bool refuse_kind(const char *path, mode_t mode, struct why *why)
{
    if (S_ISDIR(mode)) {
        fail(why, "%s: is a directory, not a log", path);
        return fail_remedy(why, "smtplogscan %s/mail.log*", path);
    }
    if (S_ISFIFO(mode))
        fail(why, "%s: is a FIFO that nobody writes; it is not read", path);
    else
        fail(why, "%s: is no regular file; it is not read", path);
    return fail_remedy(why, "smtplogscan - < FILE");
}

/* Without a writer a FIFO reads as ended at once.  A shell's <(command) may have ended
   already, so nothing under /dev/fd is taken for silent.  What was read is kept. */
static bool fifo_is_silent(struct source *source)
{
    ssize_t got = read(source->file, &source->early, 1);
    source->early_bytes = got == 1 ? 1 : 0;
    return got == 0 && strncmp(source->path, "/dev/fd/", 8) != 0;
}

/* What cron and systemd give as standard input: it ends at once. */
static bool is_null_device(const struct stat *status)
{
    struct stat null;

    return S_ISCHR(status->st_mode) && stat("/dev/null", &null) == 0 &&
           null.st_rdev == status->st_rdev;
}

static bool describe(struct source *source, struct why *why)
{
    struct stat status;

    if (fstat(source->file, &status) != 0)
        return fail_because(why, strerror(errno), "%s", source->path);
    mode_t mode = status.st_mode;
    bool stream = source->standard_input &&
                  (S_ISSOCK(mode) || isatty(source->file) || is_null_device(&status));
    source->journal_folder =
        S_ISDIR(mode) && !source->standard_input && journal_is_folder(source->path);
    if (!S_ISREG(mode) && !S_ISFIFO(mode) && !stream && !source->journal_folder)
        return refuse_kind(source->path, mode, why);
    if (S_ISFIFO(mode) && !source->standard_input && fifo_is_silent(source))
        return refuse_kind(source->path, mode, why);
    int flags = fcntl(source->file, F_GETFL);
    if (!source->standard_input && flags >= 0)
        fcntl(source->file, F_SETFL, flags & ~O_NONBLOCK);
    source->seekable =
        (S_ISREG(mode) || source->journal_folder) && !source->standard_input;
    source->bytes = S_ISREG(mode) ? (uint64_t)status.st_size : 0;
    source->modified = S_ISREG(mode) ? (int64_t)status.st_mtime : 0;
    source->device = (uint64_t)status.st_dev;
    source->inode = (uint64_t)status.st_ino;
    return true;
}

bool source_open(struct source *source, const char *path, struct why *why)
{
    *source = (struct source){.path = path, .file = STDIN_FILENO};
    source->standard_input = strcmp(path, "-") == 0;
    if (!source->standard_input) {
        source->file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (source->file < 0 && errno == EACCES)
            return refuse_permission(path, why);
        if (source->file < 0 && errno == ENOENT)
            return refuse_missing(path, why);
        if (source->file < 0)
            return fail_because(why, strerror(errno), "%s", path);
    }
    if (!describe(source, why)) {
        source_close(source);
        return false;
    }
    return true;
}

/* A log that is written to has grown meanwhile. */
static void look_again(struct source *source)
{
    struct stat status;

    if (fstat(source->file, &status) != 0 || !S_ISREG(status.st_mode))
        return;
    source->bytes = (uint64_t)status.st_size;
    source->modified = (int64_t)status.st_mtime;
}

bool source_again(struct source *source, const struct source *held, struct why *why)
{
    *source = *held;
    if (source->standard_input)
        return true;
    source->file = fcntl(held->file, F_DUPFD_CLOEXEC, 3);
    if (source->file < 0 || (source->seekable && lseek(source->file, 0, SEEK_SET) != 0)) {
        fail_because(why, strerror(errno), "%s", source->path);
        source_close(source);
        return false;
    }
    look_again(source);
    return true;
}

void source_close(struct source *source)
{
    if (!source->standard_input && source->file >= 0)
        close(source->file);
    source->file = -1;
}
