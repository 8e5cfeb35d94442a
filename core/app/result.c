/*
 * result.c - decides whether there is a report at all, and who must hear what.
 */
#include "app/result.h"

#include <stdio.h>
#include <string.h>

#include "app/outputs.h"
#include "app/run.h"
#include "app/screen.h"
#include "app/unread.h"
#include "app/warnings.h"
#include "tally/summary.h"
#include "write/report.h"

enum { FILTER_BYTES = 512 };

static int exit_status(const struct result *result, const struct report *report,
                       bool written)
{
    const struct totals *totals = &result->pipeline->tally.totals;

    if (!written)
        return EXIT_NO_REPORT;
    if (report_is_incomplete(report))
        return EXIT_INCOMPLETE;
    if (result->passes->options->exit_code && totals->failed + totals->delayed > 0)
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
    const struct passes *passes = result->passes;
    const struct options *options = passes->options;
    struct warnings warnings;
    struct summary summary;
    char filter[FILTER_BYTES];

    int unread = unread_tell(passes, result->refused_plugins);
    if (unread == EXIT_NO_REPORT || unread == EXIT_NO_MAIL_LOG)
        return unread;
    summary_open(&summary, &result->pipeline->tally, result->pipeline->zone);
    warnings_collect(&warnings, result, &summary);
    struct report report = {
        .summary = &summary,
        .ledgers = passes->ledgers,
        .ledger_count = passes->inputs.count,
        .warnings = warnings.list,
        .warning_count = warnings.count,
        .refused_plugins = result->refused_plugins,
        .failed_plugins = warnings.failed_plugins,
        .since = shown_bound(passes->selection.since),
        .until = shown_bound(passes->selection.until),
        .filter = filter_sentence(filter, &passes->selection),
        .program_version = PROGRAM_VERSION,
        .language = options->language,
        .top = options->top,
        .width = screen_width(options),
        .ascii = options->ascii,
    };
    bool written = outputs_write(options, &report);
    int status = exit_status(result, &report, written);
    summary_close(&summary);
    return status;
}
