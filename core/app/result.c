/*
 * result.c - decides whether there is a report at all, and who must hear what.
 */
#include "app/result.h"

#include <stdio.h>
#include <string.h>

#include "app/check.h"
#include "app/hold.h"
#include "app/mail.h"
#include "app/message.h"
#include "app/outputs.h"
#include "app/run.h"
#include "app/screen.h"
#include "app/unread.h"
#include "app/warnings.h"
#include "base/say.h"
#include "tally/history_marks.h"
#include "tally/limits.h"
#include "tally/summary.h"
#include "write/redact.h"
#include "write/report.h"

enum { FILTER_BYTES = 1024 };

static int exit_status(const struct result *result, const struct report *report,
                       bool written)
{
    const struct totals *totals = &result->pipeline->tally.totals;

    if (!written)
        return EXIT_NO_REPORT;
    if (report_is_incomplete(report))
        return EXIT_INCOMPLETE;
    if (report->summary->excess_count > 0)
        return EXIT_NOT_ACCEPTED;
    if (result->passes->options->exit_code && totals->failed + totals->delayed > 0)
        return EXIT_NOT_ACCEPTED;
    return EXIT_OK;
}

static int64_t shown_bound(int64_t bound)
{
    return bound == INT64_MIN || bound == INT64_MAX ? 0 : bound;
}

/* "only host mx1, mx2; sender a@b.example", spoken as told; NULL when everything is
   counted. */
static const char *filter_sentence(char sentence[FILTER_BYTES],
                                   const struct passes *passes, say_how *how)
{
    const struct words *hosts = passes->selection.hosts;
    char words[FILTER_BYTES];
    size_t used = 0;

    if (hosts->count == 0 && !passes->filter.active)
        return NULL;
    for (size_t i = 0; i < hosts->count && used < FILTER_BYTES; i++)
        used += (size_t)snprintf(sentence + used, FILTER_BYTES - used, "%s%s",
                                 i == 0 ? how(SAID("only host ")) : ", ", hosts->list[i]);
    filter_words(words, sizeof(words), &passes->filter, how);
    if (hosts->count == 0)
        snprintf(sentence, FILTER_BYTES, how(SAID("only %s")), words + strlen("; "));
    else if (used < FILTER_BYTES)
        snprintf(sentence + used, FILTER_BYTES - used, "%s", words);
    return sentence;
}

/* Nothing to tell, for --quiet-if-ok: with limits they decide, else every failure does.
 */
static bool is_well(const struct report *report)
{
    const struct summary *summary = report->summary;
    uint64_t refused = summary->totals.failed + summary->totals.delayed;

    return !report_is_incomplete(report) && report->warning_count == 0 &&
           (summary->limit_count > 0 ? summary->excess_count : refused) == 0;
}

static bool hand_mail(const struct result *result, const struct report *report)
{
    struct why why;

    const struct options *options = result->passes->options;

    if (mail_write(options, report, result->passes->now, &options->hold->handover, &why))
        return true;
    message_print(&why);
    return false;
}

/* To files, standard output and mail, and what the run has to say besides. */
static int hand_out(struct result *result, struct report *report)
{
    const struct options *options = result->passes->options;
    bool silent = options->quiet_if_ok && is_well(report);

    bool written = outputs_write(options, report, silent);
    if (options->mail_to.count > 0 && !silent)
        written = hand_mail(result, report) && written;
    result->delivered = written;
    if (options->check)
        return check_tell(result->alerts, report, written);
    return exit_status(result, report, written);
}

/* What it is compared with: the report that the user names, else those of earlier runs.
 */
static bool compare(const struct result *result, struct summary *summary,
                    const char *filter)
{
    const struct alerts *alerts = result->alerts;
    struct why why;

    if (!baseline_check(&alerts->baseline, filter, &why)) {
        message_print(&why);
        return false;
    }
    if (alerts->baseline.path != NULL || result->state == NULL)
        history_mark(&alerts->baseline.history, summary);
    else if (summary->first != 0) /* else nothing has happened since */
        history_mark(&result->state->history, summary);
    if (result->state != NULL && summary->first != 0)
        history_add(&result->state->history, summary);
    if (result->state != NULL)
        lifetime_add(&result->state->lifetime, summary);
    limits_mark(alerts->limits.list, alerts->limits.count, summary);
    return true;
}

int result_write(struct result *result)
{
    const struct passes *passes = result->passes;
    const struct options *options = passes->options;
    struct pipeline *pipeline = result->pipeline;
    struct warnings warnings;
    struct summary summary;
    struct pseudonyms pseudonyms;
    char filter[FILTER_BYTES], told_filter[FILTER_BYTES];

    int unread = unread_tell(passes, result->refused_plugins);
    if (unread == EXIT_NO_REPORT || unread == EXIT_NO_MAIL_LOG)
        return unread;
    pseudonyms_open(&pseudonyms, pipeline->tally.book);
    summary_open(&summary, &pipeline->tally, pipeline->zone);
    const char *counted = filter_sentence(filter, passes, say_english);
    if (!compare(result, &summary, counted)) {
        summary_close(&summary);
        pseudonyms_close(&pseudonyms);
        return EXIT_NO_REPORT;
    }
    warnings_collect(&warnings, result, &summary);
    struct report report = {
        .summary = &summary,
        .ledgers = passes->ledgers,
        .ledger_count = passes->ledger_count,
        .warnings = warnings.list,
        .told_warnings = warnings.told,
        .warning_count = warnings.count,
        .refused_plugins = result->refused_plugins,
        .missing_hosts = warnings.missing_hosts,
        .failed_plugins = warnings.failed_plugins,
        .since = shown_bound(passes->selection.since),
        .until = shown_bound(passes->selection.until),
        .filter = counted,
        .told_filter = filter_sentence(told_filter, passes, say),
        .run = result->state != NULL ? result->state->number : 0,
        .run_before = result->state != NULL ? result->state->before : 0,
        .lifetime = result->state != NULL ? &result->state->lifetime : NULL,
        .program_version = PROGRAM_VERSION,
        .language = options->language,
        .top = options->top,
        .width = screen_width(options),
        .ascii = options->ascii,
        .outcomes = pipeline->tells_each ? &pipeline->outcomes : NULL,
        .partial = result->partial,
        .csv_bom = options->csv_bom,
        .causes = groups_make(&summary, BY_CAUSE),
        .groups = groups_make(&summary, options->grouping),
    };
    if (options->redact)
        redact_report(&report, &summary, &pseudonyms, options->hosts.list,
                      options->hosts.count);
    int status = hand_out(result, &report);
    pseudonyms_close(&pseudonyms);
    summary_close(&summary);
    return status;
}
