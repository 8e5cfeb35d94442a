/*
 * outputs.c - which format each output has, and that every one is written.
 */
#include "app/outputs.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/hold.h"
#include "app/message.h"
#include "app/screen.h"
#include "base/similar.h"
#include "base/view.h"

enum { LIST_BYTES = 256 };

/* A report must not take the place of the log it is made of. */
static bool is_input(const struct options *options, const char *path)
{
    struct stat output, input;

    if (stat(path, &output) != 0 || !S_ISREG(output.st_mode))
        return false;
    for (size_t i = 0; i < options->inputs.count; i++)
        if (stat(options->inputs.list[i], &input) == 0 && input.st_dev == output.st_dev &&
            input.st_ino == output.st_ino)
            return true;
    return false;
}

/* "text json"; the first ending of each instead: ".txt .json" */
static void list_formats(char words[LIST_BYTES], bool endings)
{
    size_t used = 0;

    *words = '\0';
    for (const struct report_format *const *format = report_formats;
         *format != NULL && used < LIST_BYTES; format++)
        used +=
            (size_t)snprintf(words + used, LIST_BYTES - used, "%s%s", used > 0 ? " " : "",
                             endings ? (*format)->endings[0] : (*format)->name);
}

static bool refuse_format(const char *name, struct why *why)
{
    char names[LIST_BYTES];
    const char *words[32];
    size_t count = 0;

    for (; report_formats[count] != NULL && count < SLS_COUNT(words); count++)
        words[count] = report_formats[count]->name;
    const char *similar = similar_word(name, words, count);
    list_formats(names, false);
    if (similar != NULL)
        return fail(why, "no format \"%s\"; similar: %s; there are: %s", name, similar,
                    names);
    return fail(why, "no format \"%s\"; there are: %s", name, names);
}

static bool refuse_ending(const char *path, struct why *why)
{
    char endings[LIST_BYTES];

    list_formats(endings, true);
    fail(why, "-o %s: its ending tells no format", path);
    return fail_remedy(why, "a name that ends in one of %s, or -f text", endings);
}

bool outputs_check(const struct options *options, struct why *why)
{
    if (options->verb != VERB_REPORT)
        return true;
    if (options->format != NULL && report_format_named(options->format) == NULL)
        return refuse_format(options->format, why);
    for (size_t i = 0; i < options->outputs.count; i++)
        if (options->check && strcmp(options->outputs.list[i], "-") == 0)
            return fail(why, "--check prints its line to standard output, and no report");
    for (size_t i = 0; i < options->outputs.count; i++)
        if (is_input(options, options->outputs.list[i]))
            return fail(why, "-o %s: is one of the inputs", options->outputs.list[i]);
    for (size_t i = 0; i < options->outputs.count && options->format == NULL; i++)
        if (strcmp(options->outputs.list[i], "-") != 0 &&
            report_format_for(options->outputs.list[i]) == NULL)
            return refuse_ending(options->outputs.list[i], why);
    return true;
}

static const struct report_format *format_of(const struct options *options,
                                             const char *path)
{
    if (options->format != NULL)
        return report_format_named(options->format);
    if (strcmp(path, "-") == 0)
        return &report_text;
    return report_format_for(path);
}

bool outputs_want(const struct options *options, const struct report_format *format)
{
    bool wanted = options->outputs.count == 0 && format_of(options, "-") == format;

    for (size_t i = 0; i < options->outputs.count; i++)
        wanted |= format_of(options, options->outputs.list[i]) == format;
    return wanted && options->verb == VERB_REPORT;
}

/* What NDJSON is made of may have found no room. */
static bool is_whole(const struct report *report, const struct report_format *format,
                     struct why *why)
{
    if (format != &report_ndjson || report->outcomes == NULL)
        return true;
    *why = *outcomes_problem(report->outcomes);
    return why->sentence[0] == '\0';
}

/* Output `i` of -o, which is at `path`. */
static bool write_one(const struct options *options, const struct report *report,
                      size_t i, const char *path, struct why *why)
{
    const struct report_format *format = format_of(options, path);

    if (!is_whole(report, format, why))
        return false;
    return strcmp(path, "-") == 0
               ? report_print(report, format, stdout, "standard output", why)
               : handover_write(&options->hold->handover, i, report, format, why);
}

/* What goes elsewhere does not go to standard output, too. */
static bool goes_elsewhere(const struct options *options)
{
    return options->outputs.count + options->mail_to.count > 0 || options->check;
}

bool outputs_write(const struct options *options, struct report *report, bool silent)
{
    static const char *const standard[] = {"-"};
    bool elsewhere = goes_elsewhere(options);
    const char *const *paths = elsewhere ? options->outputs.list : standard;
    size_t count = elsewhere ? options->outputs.count : 1;
    bool whole = true;

    for (size_t i = 0; i < count; i++) {
        if (silent && strcmp(paths[i], "-") == 0)
            continue;
        struct why why;
        report->color = screen_wants_color(options, paths[i]);
        report->links = screen_wants_links(options, paths[i]);
        bool written = write_one(options, report, i, paths[i], &why);
        if (!written)
            message_print(&why);
        whole = whole && written;
    }
    return whole;
}
