/*
 * result.c - decides whether there is a report at all, and who must hear what.
 */
#include "app/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/message.h"
#include "app/run.h"
#include "app/warnings.h"
#include "base/arena.h"
#include "base/number.h"
#include "base/view.h"
#include "parse/format.h"
#include "tally/summary.h"
#include "write/page.h"
#include "write/report.h"

enum { PLAIN_WIDTH = 96, FILTER_BYTES = 512 };

static size_t terminal_width(void)
{
    struct winsize size;

    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
        size.ws_col == 0)
        return PLAIN_WIDTH;
    return size.ws_col < 60 ? 60 : size.ws_col > 200 ? 200 : size.ws_col;
}

/* NO_COLOR (no-color.org) and TERM=dumb hold unless --color=always is asked for. */
static bool wants_color(const struct options *options, const char *path)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

    if (options->color != COLOR_AUTO)
        return options->color == COLOR_ALWAYS;
    return strcmp(path, "-") == 0 && isatty(STDOUT_FILENO) &&
           (no_color == NULL || no_color[0] == '\0') && term != NULL &&
           strcmp(term, "dumb") != 0;
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

static bool write_outputs(const struct options *options, struct report *report)
{
    static const char *const standard[] = {"-"};
    const char *const *paths =
        options->outputs.count > 0 ? options->outputs.list : standard;
    size_t count = options->outputs.count > 0 ? options->outputs.count : 1;
    bool whole = true;

    for (size_t i = 0; i < count; i++) {
        const struct report_format *format = format_of(options, paths[i]);
        struct why why;
        report->color = wants_color(options, paths[i]);
        bool written = strcmp(paths[i], "-") == 0
                           ? report_print(report, format, stdout, "standard output", &why)
                           : report_save(report, format, paths[i], &why);
        if (!written)
            message_print(&why);
        whole = whole && written;
    }
    return whole;
}

static void tell_problems(const struct result *result)
{
    for (size_t i = 0; i < result->inputs->count; i++)
        if (result->ledgers[i].problem.sentence[0] != '\0')
            message_print(&result->ledgers[i].problem);
}

static bool some_input_was_read(const struct result *result)
{
    for (size_t i = 0; i < result->inputs->count; i++)
        if (result->ledgers[i].opened)
            return true;
    return false;
}

/* The inputs hold lines, and none is a mail server's. */
static bool tell_no_mail_log(const struct result *result)
{
    struct why why;
    char number[GROUPED_BYTES];
    uint64_t lines = 0, recognised = 0;
    const char *guess = format_guess(view_of(result->pipeline->first_strange));

    for (size_t i = 0; i < result->inputs->count; i++) {
        const struct ledger *ledger = &result->ledgers[i];
        lines += ledger->lines;
        recognised += ledger->recognised + ledger->overlong + ledger->unselected;
    }
    if (lines == 0 || recognised > 0)
        return false;
    fail(&why, "%s%s: no mail log line in %s line%s%s%s%s", result->ledgers[0].path,
         result->inputs->count > 1 ? " and the other inputs" : "",
         number_grouped(number, lines), lines == 1 ? "" : "s",
         guess ? " (looks like " : "", guess ? guess : "", guess ? ")" : "");
    message_print(&why);
    message_detail("  first line: ", result->pipeline->first_strange);
    return true;
}

static int exit_status(const struct result *result, const struct report *report,
                       bool written)
{
    const struct totals *totals = &result->pipeline->tally.totals;

    if (!written)
        return EXIT_NO_REPORT;
    if (report_is_incomplete(report))
        return EXIT_INCOMPLETE;
    if (result->options->exit_code && totals->failed + totals->delayed > 0)
        return EXIT_NOT_ACCEPTED;
    return EXIT_OK;
}

static int64_t shown_bound(int64_t bound)
{
    return bound == INT64_MIN || bound == INT64_MAX ? 0 : bound;
}

/* "only host mx1, mx2"; NULL when everything is counted. */
static const char *filter_sentence(char sentence[FILTER_BYTES],
                                   const struct selection *selection)
{
    size_t used = 0;

    if (selection->hosts->count == 0)
        return NULL;
    for (size_t i = 0; i < selection->hosts->count && used < FILTER_BYTES; i++)
        used += (size_t)snprintf(sentence + used, FILTER_BYTES - used, "%s%s",
                                 i == 0 ? "only host " : ", ", selection->hosts->list[i]);
    return sentence;
}

int result_write(const struct result *result)
{
    const struct options *options = result->options;
    struct warnings warnings;
    struct summary summary;
    char filter[FILTER_BYTES];

    tell_problems(result);
    if (!some_input_was_read(result))
        return EXIT_NO_REPORT;
    if (tell_no_mail_log(result))
        return EXIT_NO_MAIL_LOG;
    warnings_collect(&warnings, result);
    summary_open(&summary, &result->pipeline->tally, result->pipeline->zone);
    struct report report = {
        .summary = &summary,
        .ledgers = result->ledgers,
        .ledger_count = result->inputs->count,
        .warnings = warnings.list,
        .warning_count = warnings.count,
        .refused_plugins = result->refused_plugins,
        .failed_plugins = warnings.failed_plugins,
        .since = shown_bound(result->selection->since),
        .until = shown_bound(result->selection->until),
        .filter = filter_sentence(filter, result->selection),
        .program_version = PROGRAM_VERSION,
        .language = options->language,
        .top = options->top,
        .width = options->width > 0 ? options->width : terminal_width(),
        .ascii = options->ascii,
    };
    bool written = write_outputs(options, &report);
    int status = exit_status(result, &report, written);
    summary_close(&summary);
    return status;
}
