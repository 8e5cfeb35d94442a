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
#include "base/arena.h"
#include "base/number.h"
#include "base/view.h"
#include "parse/format.h"
#include "tally/summary.h"
#include "write/page.h"
#include "write/report.h"

enum { WARNINGS = 16, WARNING_BYTES = 512, PLAIN_WIDTH = 96 };

struct warnings {
    char text[WARNINGS][WARNING_BYTES];
    const char *list[WARNINGS];
    size_t count;
};

static void warn(struct warnings *warnings, const char *format, uint64_t count)
{
    char number[GROUPED_BYTES];

    if (count == 0 || warnings->count == WARNINGS)
        return;
    char *text = warnings->text[warnings->count];
    const char *place = strchr(format, '#');
    snprintf(text, WARNING_BYTES, "%.*s%s%s", (int)(place - format), format,
             number_grouped(number, count), place + 1);
    warnings->list[warnings->count++] = text;
}

static void warn_twice(struct warnings *warnings, const struct input *input)
{
    if ((input->same_as == NULL && input->begins_like == NULL) ||
        warnings->count == WARNINGS)
        return;
    char *text = warnings->text[warnings->count];
    if (input->same_as != NULL)
        snprintf(text, WARNING_BYTES, "%s and %s are the same file; counted once",
                 input->same_as, input->path);
    else
        snprintf(text, WARNING_BYTES,
                 "%s and %s begin with the same lines; if they hold the same mail, it is "
                 "counted twice: leave one out",
                 input->begins_like, input->path);
    warnings->list[warnings->count++] = text;
}

static void warn_year(struct warnings *warnings, int year)
{
    if (year == 0 || warnings->count == WARNINGS)
        return;
    char *text = warnings->text[warnings->count];
    snprintf(
        text, WARNING_BYTES,
        "stamps have no year and span more than one, and a pipe cannot be read again: "
        "times are wrong; --year=%d puts them right",
        year);
    warnings->list[warnings->count++] = text;
}

static void warn_limit(struct warnings *warnings, const struct judge *judge)
{
    const struct rule *rule = &judge->book->rules[judge->limit_rule];

    if (judge->limit_hits == 0 || warnings->count == WARNINGS)
        return;
    char *text = warnings->text[warnings->count];
    snprintf(text, WARNING_BYTES,
             "a pattern took too long and was stopped: rule %s of %s", rule->data.id,
             judge->book->plugins[rule->plugin].info.name);
    warnings->list[warnings->count++] = text;
}

static void collect_warnings(struct warnings *warnings, const struct result *result)
{
    const struct tally *tally = result->tally;
    warn(warnings,
         "# recipients were still delayed when their message was removed from the "
         "queue; they count as delayed",
         result->join->vanished);
    warn(warnings,
         "# local recipients were not delivered on this host; they are not part of "
         "the report",
         tally->totals.local_refused);
    warn(warnings,
         "# open messages did not fit into memory and were counted as they stood; "
         "--memory gives more room",
         result->join->evicted);
    warn(warnings,
         "lists are short: # counts of senders, domains, hours or hosts did not fit; "
         "totals "
         "are exact",
         tally->senders.refused + tally->domains.refused + tally->sender_sums.refused +
             tally->hours.refused + tally->days.refused + tally->hosts.refused);
    warn(warnings,
         "more names than fit: # lines name senders or domains that are counted as "
         "others",
         tally->names->refused);
    warn(warnings, "# plugins or rules were left out", result->refused_plugins);
    warn_limit(warnings, result->judge);
    for (size_t i = 0; i < result->ledger_count; i++)
        warn_twice(warnings, &result->inputs[i]);
    warn_year(warnings, result->wrong_year);
}

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
    const char *const *paths = options->output_count > 0 ? options->outputs : standard;
    size_t count = options->output_count > 0 ? options->output_count : 1;
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
    for (size_t i = 0; i < result->ledger_count; i++)
        if (result->ledgers[i].problem.sentence[0] != '\0')
            message_print(&result->ledgers[i].problem);
}

static bool some_input_was_read(const struct result *result)
{
    for (size_t i = 0; i < result->ledger_count; i++)
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
    const char *guess = format_guess(view_of(result->first_strange));

    for (size_t i = 0; i < result->ledger_count; i++) {
        lines += result->ledgers[i].lines;
        recognised += result->ledgers[i].recognised + result->ledgers[i].overlong;
    }
    if (lines == 0 || recognised > 0)
        return false;
    fail(&why, "%s%s: no mail log line in %s line%s%s%s%s", result->ledgers[0].path,
         result->ledger_count > 1 ? " and the other inputs" : "",
         number_grouped(number, lines), lines == 1 ? "" : "s",
         guess ? " (looks like " : "", guess ? guess : "", guess ? ")" : "");
    message_print(&why);
    message_detail("  first line: ", result->first_strange);
    return true;
}

static int exit_status(const struct result *result, const struct report *report,
                       bool written)
{
    const struct totals *totals = &result->tally->totals;

    if (!written)
        return EXIT_NO_REPORT;
    if (report_is_incomplete(report))
        return EXIT_INCOMPLETE;
    if (result->options->exit_code && totals->failed + totals->delayed > 0)
        return EXIT_NOT_ACCEPTED;
    return EXIT_OK;
}

int result_write(const struct result *result)
{
    const struct options *options = result->options;
    struct warnings warnings = {.count = 0};
    struct summary summary;

    tell_problems(result);
    if (!some_input_was_read(result))
        return EXIT_NO_REPORT;
    if (tell_no_mail_log(result))
        return EXIT_NO_MAIL_LOG;
    collect_warnings(&warnings, result);
    summary_open(&summary, result->tally, result->zone);
    struct report report = {
        .summary = &summary,
        .ledgers = result->ledgers,
        .ledger_count = result->ledger_count,
        .warnings = warnings.list,
        .warning_count = warnings.count,
        .refused_plugins = result->refused_plugins,
        .program_version = PROGRAM_VERSION,
        .top = options->top,
        .width = options->width > 0 ? options->width : terminal_width(),
        .ascii = options->ascii,
    };
    bool written = write_outputs(options, &report);
    int status = exit_status(result, &report, written);
    summary_close(&summary);
    return status;
}
