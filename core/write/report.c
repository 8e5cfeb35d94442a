/*
 * report.c - the table of formats, and how a report reaches its file.
 */
#include "write/report.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/view.h"
#include "write/aside.h"

const struct report_format *const report_formats[] = {
    &report_text,   &report_html,    &report_json,
    &report_ndjson, &report_csv,     &report_prometheus,
    &report_email,  &report_partial, NULL};

bool report_is_incomplete(const struct report *report)
{
    if (report->refused_plugins + report->failed_plugins + report->missing_hosts > 0)
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

/* What NDJSON is made of may have found no room, or is not to be read any more. */
static bool report_has_outcomes(const struct report *report, struct why *why)
{
    if (report->outcomes == NULL)
        return true;
    *why = *outcomes_problem(report->outcomes);
    return why->sentence[0] == '\0';
}

bool report_print(const struct report *report, const struct report_format *format,
                  FILE *file, const char *name, struct why *why)
{
    errno = 0;
    format->write(report, file);
    if (format == &report_ndjson && !report_has_outcomes(report, why))
        return false;
    if (fflush(file) == 0 && !ferror(file))
        return true;
    return fail_because(why, strerror(errno != 0 ? errno : EIO),
                        "%s: the report could not be written whole", name);
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

static bool save_aside(const struct report *report, const struct report_format *format,
                       const char *path, mode_t mode, struct why *why)
{
    struct aside aside;

    if (!aside_open(&aside, path, mode))
        return fail_because(why, strerror(errno), "%s: cannot be written", path);
    if (!report_print(report, format, aside.file, path, why)) {
        aside_drop(&aside);
        return false;
    }
    return aside_keep(&aside) ||
           fail_because(why, strerror(errno), "%s: the report could not be written whole",
                        path);
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
