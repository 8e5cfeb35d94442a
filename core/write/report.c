/*
 * report.c - the table of formats, and how a report reaches its file.
 */
#include "write/report.h"

#include <errno.h>
#include <string.h>

#include "base/view.h"
#include "write/target.h"

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

bool report_save(const struct report *report, const struct report_format *format,
                 const char *path, struct why *why)
{
    struct target target;

    if (!target_open(&target, path, why))
        return false;
    if (report_print(report, format, target.file, path, why))
        return target_keep(&target, why);
    target_drop(&target);
    return false;
}
