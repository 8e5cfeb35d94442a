/*
 * report.c - the table of formats, and how a report reaches its file.
 */
#include "write/report.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/view.h"

const struct report_format *const report_formats[] = {
    &report_text,   &report_html,    &report_json,
    &report_ndjson, &report_csv,     &report_prometheus,
    &report_email,  &report_partial, NULL};

bool report_is_incomplete(const struct report *report)
{
    if (report->refused_plugins + report->failed_plugins > 0)
        return true;
    for (size_t i = 0; i < report->ledger_count; i++)
        if (report->ledgers[i].problem.sentence[0] != '\0')
            return true;
    return false;
}

const struct report_format *report_format_named(const char *name)
{
    const struct report_format *const *format = report_formats;

    while (*format != NULL && strcmp((*format)->name, name) != 0)
        format++;
    return *format;
}

const struct report_format *report_format_for(const char *path)
{
    for (const struct report_format *const *format = report_formats; *format != NULL;
         format++)
        for (const char *const *ending = (*format)->endings; *ending != NULL; ending++)
            if (view_ends_nocase(view_of(path), view_of(*ending)))
                return *format;
    return NULL;
}

bool report_print(const struct report *report, const struct report_format *format,
                  FILE *file, const char *name, struct why *why)
{
    errno = 0;
    format->write(report, file);
    if (fflush(file) == 0 && !ferror(file))
        return true;
    return fail_because(why, strerror(errno != 0 ? errno : EIO),
                        "%s: the report could not be written whole", name);
}

/* Flushed to the disk before it gets its name. */
static bool commit(FILE *file, const char *temporary, const char *path, struct why *why)
{
    bool stored = fsync(fileno(file)) == 0;
    int error = errno;

    if (fclose(file) != 0 && stored) {
        stored = false;
        error = errno;
    }
    if (stored && rename(temporary, path) == 0)
        return true;
    if (stored)
        error = errno;
    unlink(temporary);
    return fail_because(why, strerror(error), "%s: the report could not be written whole",
                        path);
}

static bool save_directly(const struct report *report, const struct report_format *format,
                          const char *path, struct why *why)
{
    FILE *file = fopen(path, "we");
    if (file == NULL)
        return fail_because(why, strerror(errno), "%s: cannot be written", path);
    bool written = report_print(report, format, file, path, why);
    if (fclose(file) != 0 && written)
        return fail_because(why, strerror(errno),
                            "%s: the report could not be written whole", path);
    return written;
}

/* A new file has the mode that fopen() would have given it; an old one keeps its own. */
static mode_t mode_for(const struct stat *old, bool exists)
{
    mode_t mask = umask(0);
    umask(mask);
    return exists ? old->st_mode & 07777 : 0666 & ~mask;
}

/* A symbolic link is followed, so that the file it points to is replaced and not the
 * link. */
static bool save_aside(const struct report *report, const struct report_format *format,
                       const char *path, mode_t mode, struct why *why)
{
    char real[PATH_MAX], temporary[PATH_MAX + 16];
    const char *target = realpath(path, real) != NULL ? real : path;

    snprintf(temporary, sizeof(temporary), "%s.XXXXXX", target);
    int descriptor = mkostemp(temporary, O_CLOEXEC);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (file == NULL)
        return fail_because(why, strerror(errno), "%s: cannot be written", path);
    fchmod(descriptor, mode);
    if (!report_print(report, format, file, path, why)) {
        fclose(file);
        unlink(temporary);
        return false;
    }
    return commit(file, temporary, target, why);
}

/* A link that leads to no file yet: the file is made where the link leads. */
static bool is_link(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

bool report_save(const struct report *report, const struct report_format *format,
                 const char *path, struct why *why)
{
    struct stat old;
    bool exists = stat(path, &old) == 0;

    if (exists && S_ISDIR(old.st_mode))
        return fail(why, "%s: is a directory; name a file in it", path);
    if ((exists && !S_ISREG(old.st_mode)) || (!exists && is_link(path)))
        return save_directly(report, format, path, why);
    return save_aside(report, format, path, mode_for(&old, exists), why);
}
