/*
 * warnings.c - one sentence for each thing that is not as it looks.
 */
#include "app/warnings.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/expected.h"
#include "app/mail.h"
#include "app/state_inputs.h"
#include "app/twins.h"
#include "base/number.h"
#include "base/say.h"
#include "base/view.h"

/* The room for the next sentence; NULL: there is none. */
static struct warning *add(struct warnings *warnings)
{
    if (warnings->count == WARNINGS)
        return NULL;
    struct warning *warning = &warnings->room[warnings->count];
    warnings->list[warnings->count] = warning->sentence;
    warnings->told[warnings->count++] = warning->told;
    return warning;
}

__attribute__((format(printf, 2, 3))) static void warn(struct warnings *warnings,
                                                       const char *format, ...)
{
    struct warning *warning = add(warnings);
    va_list arguments, again;

    if (warning == NULL)
        return;
    va_start(arguments, format);
    va_copy(again, arguments);
    vsnprintf(warning->sentence, WARNING_BYTES, format, arguments);
    vsnprintf(warning->told, WARNING_BYTES, say(format), again);
    va_end(again);
    va_end(arguments);
}

/* After warn(), when words went into the sentence: again, with these words as told. */
__attribute__((format(printf, 2, 3))) static void warn_told(struct warnings *warnings,
                                                            const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(warnings->room[warnings->count - 1].told, WARNING_BYTES, say(format),
              arguments);
    va_end(arguments);
}

static void warn_of(struct warnings *warnings, const struct why *why)
{
    struct warning *warning = add(warnings);

    if (warning == NULL)
        return;
    snprintf(warning->sentence, WARNING_BYTES, "%s", why->sentence);
    snprintf(warning->told, WARNING_BYTES, "%s", why->told);
}

/* A sentence with a count in it, unless the count is 0. */
static void warn_count(struct warnings *warnings, uint64_t count, const char *one,
                       const char *many)
{
    struct warning *warning = count > 0 ? add(warnings) : NULL;
    char number[GROUPED_BYTES];

    if (warning == NULL)
        return;
    snprintf(warning->sentence, WARNING_BYTES, count == 1 ? one : many,
             number_grouped(number, count));
    snprintf(warning->told, WARNING_BYTES, say_many(one, many, count),
             number_grouped(number, count));
}

static void warn_same(struct warnings *warnings, const struct result *result)
{
    char number[GROUPED_BYTES];

    for (size_t i = 0; i < result->passes->ledger_count; i++) {
        const struct ledger *ledger = &result->passes->ledgers[i];
        if (ledger->duplicate_of == NULL)
            continue;
        if (ledger->lines == 0)
            warn(warnings, "%s and %s are the same file; counted once",
                 ledger->duplicate_of, ledger->path);
        else
            warn(warnings, "%s and %s hold the same %s lines; counted once", ledger->path,
                 ledger->duplicate_of, number_grouped(number, ledger->duplicates));
    }
}

/* What could not be told apart by reading again, or is the same in part only. */
static void warn_overlap(struct warnings *warnings, const struct result *result)
{
    const struct inputs *inputs = &result->passes->inputs;
    char number[GROUPED_BYTES];
    uint64_t lines;
    size_t other;

    for (size_t i = twins_overlap(inputs, result->prints, 1, &other, &lines);
         i < inputs->count;
         i = twins_overlap(inputs, result->prints, i + 1, &other, &lines))
        warn(warnings,
             "%s and %s have %s lines in common, which are counted twice: leave one out",
             inputs->list[i].path, inputs->list[other].path,
             number_grouped(number, lines));
}

static void warn_lost(struct warnings *warnings, const struct result *result)
{
    const struct inputs *inputs = &result->passes->inputs;

    for (size_t i = 0; result->state != NULL && i < inputs->count; i++)
        if (state_inputs_lost(result->state, &inputs->list[i]))
            warn(warnings,
                 "%s is a new log, and the one that the last run read under this name is "
                 "none of the inputs: what was added to that is not counted; name the "
                 "rotated logs, too",
                 inputs->list[i].path);
}

static bool counts_something(const struct pipeline *pipeline)
{
    const struct totals *totals = &pipeline->tally.totals;
    uint64_t events = pipeline->join.claimed_only ? 0 : pipeline->tally.events;
    return totals->recipients + totals->local + totals->hops + totals->notices +
               totals->probes + events >
           0;
}

/* "gmail (120), zoho (3)": where the mail went that a filter keeps out. */
static void say_where(char *words, size_t room, const struct tally *tally)
{
    size_t used = 0;

    *words = '\0';
    for (size_t i = 0; i < tally->book->plugin_count && used < room; i++)
        if (tally->providers[i].skipped > 0)
            used +=
                (size_t)snprintf(words + used, room - used, "%s%s (%llu)",
                                 used > 0 ? ", " : "", tally->book->plugins[i].info.name,
                                 (unsigned long long)tally->providers[i].skipped);
}

/* None of the recipients that there are is asked for. */
static void warn_filter(struct warnings *warnings, const struct result *result)
{
    const struct pipeline *pipeline = result->pipeline;
    char number[GROUPED_BYTES], filter[WARNING_BYTES / 4], told[WARNING_BYTES / 4],
        where[WARNING_BYTES / 2];

    if (!pipeline->filter->active || pipeline->tally.totals.recipients > 0 ||
        pipeline->filtered_out == 0)
        return;
    filter_words(filter, sizeof(filter), pipeline->filter, say_english);
    filter_words(told, sizeof(told), pipeline->filter, say);
    say_where(where, sizeof(where), &pipeline->tally);
    warn(warnings,
         "nothing was selected: none of %s recipients is of %s; they went to %s",
         number_grouped(number, pipeline->filtered_out), filter + strlen("; "), where);
    warn_told(warnings,
              "nothing was selected: none of %s recipients is of %s; they went to %s",
              number_grouped(number, pipeline->filtered_out), told + strlen("; "), where);
}

static void warn_selection(struct warnings *warnings, const struct result *result)
{
    const struct pipeline *pipeline = result->pipeline;
    char first[RFC3339_BYTES], last[RFC3339_BYTES];

    if (selection_is_all(&result->passes->selection) || counts_something(pipeline) ||
        pipeline->filtered_out > 0)
        return;
    if (pipeline->first == 0) {
        warn(warnings, "nothing was selected: the lines of these logs have no time or "
                       "name no such host");
        return;
    }
    clock_rfc3339(first, pipeline->first, pipeline->zone);
    clock_rfc3339(last, pipeline->last, pipeline->zone);
    if (result->passes->selection.hosts->count > 0)
        warn(warnings,
             "nothing was selected: host %s sent nothing in the window; the logs run "
             "from %s to %s",
             result->passes->selection.hosts->list[0], first, last);
    else
        warn(warnings,
             "nothing was selected: nothing was sent in the window; the logs run from %s "
             "to "
             "%s",
             first, last);
}

static void warn_year(struct warnings *warnings, int year)
{
    if (year != 0)
        warn(warnings,
             "stamps have no year and span more than one, and a pipe cannot be read "
             "again: times are wrong; --year=%d puts them right",
             year);
}

static void warn_limit(struct warnings *warnings, const struct judge *judge)
{
    const struct rule *rule = &judge->book->rules[judge->limit_rule];

    if (judge->limit_hits > 0)
        warn(warnings, "a pattern took too long and was stopped: rule %s of %s",
             rule->data.id, judge->book->plugins[rule->plugin].info.name);
}

static void warn_bounds(struct warnings *warnings, const struct result *result)
{
    const struct tally *tally = &result->pipeline->tally;
    uint64_t refused = tally->senders.refused + tally->domains.refused +
                       tally->sender_sums.refused + tally->hours.refused +
                       tally->days.refused + tally->hosts.refused;

    uint64_t events = result->pipeline->join.evicted_events;

    warn_count(warnings, events,
               "%s message of an export did not fit into memory: if a log tells of it, "
               "too, it may count twice; --memory=1G gives more room",
               "%s messages of exports did not fit into memory: those that a log "
               "tells of, too, may count twice; --memory=1G gives more room");
    warn_count(warnings, result->pipeline->join.evicted - events,
               "%s open message did not fit into memory and was counted as it stood; "
               "--memory gives more room",
               "%s open messages did not fit into memory and were counted as they stood; "
               "--memory gives more room");
    warn_count(
        warnings, refused,
        "%s count of senders, domains, hours or hosts did not fit: lists are short, "
        "totals are exact",
        "%s counts of senders, domains, hours or hosts did not fit: lists are "
        "short, totals are exact");
    warn_count(warnings, tally->names->refused,
               "%s line names a sender or domain beyond what fits; it is counted among "
               "others",
               "%s lines name senders or domains beyond what fits; they are counted as "
               "others");
}

/* A plugin that could not be loaded is counted among the refused ones. */
static void warn_failed(struct warnings *warnings, const struct watch *watch)
{
    for (size_t i = 0; watch != NULL && i < watch->fault_count; i++) {
        if (watch->faults[i].act == WATCH_LOAD)
            continue;
        warn_of(warnings, &watch->faults[i].why);
        warnings->failed_plugins++;
    }
}

/* The provider took it, and may have changed it: the log cannot tell. */
static void warn_mismatch(struct warnings *warnings, const struct summary *summary)
{
    const struct summary_sender *first = NULL;
    char number[GROUPED_BYTES];
    uint64_t accepted = 0;

    for (size_t i = 0; i < summary->sender_count; i++) {
        const struct summary_sender *sender = &summary->senders[i];
        if (sender->match != LOGIN_DIFFERS || sender->accepted == 0)
            continue;
        accepted += sender->accepted;
        if (first == NULL || sender->accepted > first->accepted)
            first = sender;
    }
    if (first == NULL)
        return;
    sls_view address = sender_shown(first);
    warn(
        warnings,
        "mail was accepted with a sender that is not the login's (recipients: %s; mostly "
        "%.*s through %s): a provider may put the login in its place without a word, as "
        "Gmail does, unless the address is set up as an alias",
        number_grouped(number, accepted), (int)view_cut(address, 128).len, address.ptr,
        first->provider_title);
}

static void warn_missing(struct warnings *warnings, const struct result *result,
                         const struct summary *summary)
{
    char names[WARNING_BYTES / 2], number[GROUPED_BYTES];
    size_t missing = expected_missing(result->expected, summary, names, sizeof(names));

    warnings->missing_hosts = missing;
    if (missing == 1)
        warn(warnings, "host %s wrote nothing: its mail is not in this report", names);
    else if (missing > 1)
        warn(warnings, "%s hosts wrote nothing, and their mail is not in this report: %s",
             number_grouped(number, missing), names);
}

static void warn_baseline(struct warnings *warnings, const struct baseline *baseline)
{
    if (baseline->path != NULL && !baseline->complete)
        warn(warnings,
             "%s, which this report is compared with, is incomplete: what it could not "
             "read may seem new",
             baseline->path);
}

static void warn_mail(struct warnings *warnings, const struct options *options,
                      const struct summary *summary)
{
    const char *relay = mail_risk(summary);
    char copy[MAIL_PATH_BYTES];
    struct why why;

    if (options->mail_to.count > 0 && relay != NULL && mail_copy(copy, options, &why))
        warn(warnings,
             "this report is mailed, and may take the way that fails, through %s: it is "
             "in %s, too",
             relay, copy);
}

void warnings_collect(struct warnings *warnings, const struct result *result,
                      const struct summary *summary)
{
    warnings->count = warnings->failed_plugins = 0;
    warn_failed(warnings, result->passes->exporters.watch);
    warn_missing(warnings, result, summary);
    warn_lost(warnings, result);
    warn_selection(warnings, result);
    warn_filter(warnings, result);
    warn_count(warnings, result->pipeline->join.vanished,
               "%s recipient was still delayed when its message was removed from the "
               "queue; it counts as delayed",
               "%s recipients were still delayed when their message was removed from the "
               "queue; they count as delayed");
    warn_count(
        warnings, result->pipeline->tally.totals.local_refused,
        "%s local recipient was not delivered on this host; it is not part of the "
        "report",
        "%s local recipients were not delivered on this host; they are not part of "
        "the report");
    warn_bounds(warnings, result);
    warn_mismatch(warnings, summary);
    warn_baseline(warnings, &result->alerts->baseline);
    warn_mail(warnings, result->passes->options, summary);
    warn_count(warnings, result->pipeline->late_events,
               "%s event of an export stands among the lines of a log: mail that was "
               "accepted above it counts twice; give the export as a file of its own",
               "%s events of an export stand among the lines of a log: mail that was "
               "accepted above them counts twice; give the export as a file of its own");
    warn_count(warnings, result->refused_plugins,
               "%s plugin, rule file or rule was left out",
               "%s plugins, rule files or rules were left out");
    warn_limit(warnings, &result->pipeline->judge);
    warn_year(warnings, passes_year_wanted(result->passes));
    warn_same(warnings, result); /* the last two may be many, and not all find room */
    warn_overlap(warnings, result);
}
