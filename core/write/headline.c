/*
 * headline.c - sentences made of the totals; each is one piece for the translator.
 */
#include "write/headline.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/moment.h"

uint64_t headline_refused(const struct summary *summary)
{
    return summary->totals.failed + summary->totals.delayed;
}

void headline_sentence(char text[HEADLINE_BYTES], const struct report *report)
{
    const struct totals *totals = &report->summary->totals;
    uint64_t bad = headline_refused(report->summary);
    char refused[GROUPED_BYTES], all[GROUPED_BYTES];

    if (bad > 0)
        snprintf(text, HEADLINE_BYTES, say("%s of %s not accepted"),
                 number_grouped(refused, bad), number_grouped(all, totals->recipients));
    else if (totals->recipients == 0)
        snprintf(text, HEADLINE_BYTES, "%s",
                 report->filter != NULL ? say("nothing of what is asked for was sent")
                                        : say("no mail was sent to other hosts"));
    else if (totals->recipients == 1)
        snprintf(text, HEADLINE_BYTES, "%s", say("the only recipient accepted"));
    else
        snprintf(text, HEADLINE_BYTES, say("all %s recipients accepted"),
                 number_grouped(all, totals->recipients));
}

void headline_share(char text[HEADLINE_BYTES], uint64_t part, uint64_t whole)
{
    uint64_t base = whole > 0 ? whole : 1;
    uint64_t permille = (part * 1000 + base / 2) / base;

    snprintf(text, HEADLINE_BYTES, "%llu.%llu%%", (unsigned long long)(permille / 10),
             (unsigned long long)(permille % 10));
}

const char *headline_no_times(const struct report *report)
{
    return report->run_before != 0 ? say("nothing new") : say("no times");
}

void headline_period(char text[HEADLINE_BYTES], const struct report *report)
{
    const struct summary *summary = report->summary;
    char day[MOMENT_BYTES], last_day[MOMENT_BYTES], first[MOMENT_BYTES],
        last[MOMENT_BYTES], zone[MOMENT_BYTES];

    if (summary->first == 0) {
        snprintf(text, HEADLINE_BYTES, "%s", headline_no_times(report));
        return;
    }
    moment_day(day, summary->first, summary->zone);
    moment_day(last_day, summary->last, summary->zone);
    moment_clock(first, summary->first, summary->first, summary->zone);
    moment_clock(last, summary->last, summary->last, summary->zone);
    moment_zone(zone, summary->last, summary->zone);
    if (view_equal(view_of(day), view_of(last_day)))
        snprintf(text, HEADLINE_BYTES, "%s, %s \u2013 %s %s", day, first, last, zone);
    else
        snprintf(text, HEADLINE_BYTES, "%s, %s \u2013 %s, %s %s", day, first, last_day,
                 last, zone);
}

bool headline_news(char text[HEADLINE_BYTES], const struct report *report)
{
    const struct summary *summary = report->summary;
    char time[MOMENT_BYTES];

    if (report->run_before == 0)
        return false;
    int64_t today = summary->last != 0 ? summary->last : report->run_before - DAY_SECONDS;
    moment_clock(time, report->run_before, today, summary->zone);
    snprintf(text, HEADLINE_BYTES, say("what is new since the last run, %s"), time);
    return true;
}

void headline_coverage(char text[HEADLINE_BYTES], const struct report *report)
{
    uint64_t all = 0, strange = 0;
    char lines_room[GROUPED_BYTES], unread_room[GROUPED_BYTES];

    for (size_t i = 0; i < report->ledger_count; i++) {
        all += report->ledgers[i].lines;
        strange += report->ledgers[i].malformed + report->ledgers[i].overlong;
    }
    const char *lines = number_grouped(lines_room, all);
    const char *unread = number_grouped(unread_room, strange);
    if (report_is_incomplete(report))
        snprintf(text, HEADLINE_BYTES,
                 say_many("%s line, INCOMPLETE", "%s lines, INCOMPLETE", all), lines);
    else if (strange > 0)
        snprintf(
            text, HEADLINE_BYTES,
            say_many("%s line, %s not understood", "%s lines, %s not understood", all),
            lines, unread);
    else
        snprintf(text, HEADLINE_BYTES,
                 say_many("%s line, all read", "%s lines, all read", all), lines);
}

void headline_after_acceptance(char text[HEADLINE_BYTES], const struct summary *summary)
{
    const struct totals *totals = &summary->totals;
    char accepted_room[GROUPED_BYTES], confirmed[GROUPED_BYTES], open[GROUPED_BYTES],
        failed[GROUPED_BYTES];
    const char *accepted = number_grouped(accepted_room, totals->accepted);

    if (summary->tally->events == 0)
        snprintf(
            text, HEADLINE_BYTES,
            say("Accepted is not delivered: what became of the %s after the 250 is not "
                "in this log."),
            accepted);
    else
        snprintf(
            text, HEADLINE_BYTES,
            say("Accepted is not delivered: the provider's export confirms %s of the %s "
                "as delivered, %s are unconfirmed; %s failed after the 250."),
            number_grouped(confirmed, totals->confirmed), accepted,
            number_grouped(open, totals->accepted - totals->confirmed),
            number_grouped(failed, totals->failed_after_acceptance));
}

/* Refused plugins, failed plugins, then the inputs in their order. */
bool headline_problem(char text[HEADLINE_PROBLEM_BYTES], const struct report *report,
                      size_t number)
{
    size_t refused = report->refused_plugins, failed = report->failed_plugins, seen = 0;

    if (refused > 0 && number == seen++)
        return snprintf(text, HEADLINE_PROBLEM_BYTES,
                        say_many("%zu plugin, rule file or rule could not be loaded",
                                 "%zu plugins, rule files or rules could not be loaded",
                                 refused),
                        refused) > 0;
    if (failed > 0 && number == seen++)
        return snprintf(text, HEADLINE_PROBLEM_BYTES,
                        say_many("%zu plugin failed and was left unasked",
                                 "%zu plugins failed and were left unasked", failed),
                        failed) > 0;
    for (size_t i = 0; i < report->ledger_count; i++) {
        const char *sentence = report->ledgers[i].problem.told;
        if (*sentence != '\0' && number == seen++)
            return snprintf(text, HEADLINE_PROBLEM_BYTES, "%s", sentence) > 0;
    }
    return false;
}
