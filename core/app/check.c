/*
 * check.c - compares with the limits of -w and -c, the worse ones first.
 */
#include "app/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/run.h"
#include "base/view.h"

enum state { STATE_OK, STATE_WARNING, STATE_CRITICAL, STATE_UNKNOWN };

static const char *const states[] = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};

enum { TOLD = 3, MOST_EXCESS = 64 };

bool check_is_asked(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--check") == 0)
            return true;
    return false;
}

/* "11.25": in percent, however the locale writes it. */
static void print_share(uint64_t part, uint64_t whole)
{
    uint64_t base = whole > 0 ? whole : 1;
    uint64_t hundredths = (uint64_t)((double)part / (double)base * 10000 + 0.5);

    printf("%" PRIu64 ".%02" PRIu64, hundredths / 100, hundredths % 100);
}

/* "sendgrid/rate-limited"; of rule tables, never of a log. */
static void print_subject(const struct excess *excess)
{
    if (excess->provider == NULL)
        fputs("all mail", stdout);
    else
        printf("%s%s%s", excess->provider, excess->cause != NULL ? "/" : "",
               excess->cause != NULL ? excess->cause->cause->slug : "");
}

static void print_excess(const struct excess *excess)
{
    fputs(", ", stdout);
    print_subject(excess);
    fputc(' ', stdout);
    if (excess->limit->is_share) {
        print_share(excess->not_accepted, excess->recipients);
        fputc('%', stdout);
    } else {
        printf("%" PRIu64, excess->not_accepted);
    }
    printf(" over %.*s", (int)excess->limit->words.len, excess->limit->words.ptr);
}

/* Of a subject: what the limits of one severity say; empty when they say nothing. */
static sls_view amount_of(const struct thresholds *thresholds, const struct limit *like)
{
    for (size_t i = 0; i < thresholds->count; i++) {
        const struct limit *limit = &thresholds->list[i];
        if (limit->is_share == like->is_share &&
            view_equal(limit->provider, like->provider) &&
            view_equal(limit->cause, like->cause))
            return limit->is_share ? view_cut(limit->words, limit->words.len - 1)
                                   : limit->words;
    }
    return VIEW("");
}

/* " 'sendgrid'=14.10%;1;5;0;100" */
static void print_datum(const struct alerts *alerts, const struct limit *limit,
                        const char *label, const struct excess *excess)
{
    sls_view warning = amount_of(&alerts->warnings, limit);
    sls_view critical = amount_of(&alerts->criticals, limit);

    printf(" '%s%.*s%s%.*s'=", label, (int)limit->provider.len, limit->provider.ptr,
           limit->provider.len > 0 && limit->cause.len > 0 ? "/" : "",
           (int)limit->cause.len, limit->cause.ptr);
    if (limit->is_share)
        print_share(excess->not_accepted, excess->recipients);
    else
        printf("%" PRIu64, excess->not_accepted);
    printf("%s;%.*s;%.*s;0%s", limit->is_share ? "%" : "", (int)warning.len, warning.ptr,
           (int)critical.len, critical.ptr, limit->is_share ? ";100" : "");
}

/* The first limit about a subject stands for all of them. */
static bool is_first(const struct alerts *alerts, const struct thresholds *among,
                     size_t place)
{
    const struct limit *limit = &among->list[place];
    struct thresholds before = {.list = among->list, .count = place};

    if (limit->provider.len + limit->cause.len == 0)
        return false; /* "not_accepted" tells it */
    if (amount_of(&before, limit).len > 0)
        return false;
    return among == &alerts->warnings || amount_of(&alerts->warnings, limit).len == 0;
}

static void print_numbers(const struct alerts *alerts, const struct summary *summary)
{
    const struct thresholds *lists[] = {&alerts->warnings, &alerts->criticals};
    const struct totals *totals = &summary->totals;
    const struct limit share = {.is_share = true}, count = {.is_share = false};
    const struct excess all = {.not_accepted = totals->failed + totals->delayed,
                               .recipients = totals->recipients};

    fputs(" |", stdout);
    print_datum(alerts, &share, "not_accepted_share", &all);
    print_datum(alerts, &count, "not_accepted", &all);
    printf(" 'failed'=%" PRIu64 ";;;0 'delayed'=%" PRIu64 ";;;0 'recipients'=%" PRIu64
           ";;;0",
           totals->failed, totals->delayed, totals->recipients);
    for (size_t l = 0; l < SLS_COUNT(lists); l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            const struct limit *limit = &lists[l]->list[i];
            const struct excess measured = limit_measure(limit, summary);
            if (is_first(alerts, lists[l], i))
                print_datum(alerts, limit, "", &measured);
        }
}

static void print_verdict(const struct summary *summary)
{
    const struct totals *totals = &summary->totals;
    uint64_t refused = totals->failed + totals->delayed;

    printf("%" PRIu64 " of %" PRIu64 " not accepted (", refused, totals->recipients);
    print_share(refused, totals->recipients);
    fputs("%)", stdout);
    if (refused > 0)
        printf(", mostly %s/%s %" PRIu64, summary->causes[0].provider,
               summary->causes[0].cause->slug, cause_weight(&summary->causes[0]));
}

static enum state judge(const struct alerts *alerts, const struct summary *summary,
                        struct excess *excess, size_t *count)
{
    *count = limits_passed(alerts->criticals.list, alerts->criticals.count, summary,
                           excess, MOST_EXCESS);
    if (*count > 0)
        return STATE_CRITICAL;
    *count = limits_passed(alerts->warnings.list, alerts->warnings.count, summary, excess,
                           MOST_EXCESS);
    return *count > 0 ? STATE_WARNING : STATE_OK;
}

static int end(enum state state)
{
    fputc('\n', stdout);
    return CHECK_TOLD + (int)state;
}

int check_tell(const struct alerts *alerts, const struct report *report, bool written)
{
    struct excess excess[MOST_EXCESS];
    size_t count = 0;
    enum state state = judge(alerts, report->summary, excess, &count);

    if (!written || report_is_incomplete(report)) {
        printf("SMTP %s - %s; so far ", states[STATE_UNKNOWN],
               written ? "the input was not read whole, or a plugin failed"
                       : "a report could not be written");
        state = STATE_UNKNOWN;
    } else {
        printf("SMTP %s - ", states[state]);
    }
    print_verdict(report->summary);
    for (size_t i = 0; i < count && i < TOLD; i++)
        print_excess(&excess[i]);
    if (count > TOLD)
        printf(" (+%zu more)", count - TOLD);
    print_numbers(alerts, report->summary);
    return end(state);
}

int check_end(int status)
{
    if (status >= CHECK_TOLD && status <= CHECK_TOLD + (int)STATE_UNKNOWN)
        return status - CHECK_TOLD;
    printf("SMTP %s - %s\n", states[STATE_UNKNOWN],
           status == EXIT_NO_MAIL_LOG  ? "no mail log line in the input"
           : status == EXIT_STATE_HELD ? "another run holds the state"
                                       : "no report could be made; standard error says "
                                         "why");
    return STATE_UNKNOWN;
}
