/*
 * evidence.c - reads as for the report, and twice more: for some attempts of the cause,
 * and for the senders and Message-IDs that their messages' other lines tell.
 */
#include "app/evidence.h"

#include <stdio.h>
#include <string.h>

#include "app/evidence_find.h"
#include "app/evidence_tell.h"
#include "app/message.h"
#include "app/reading.h"
#include "app/run.h"
#include "app/screen.h"
#include "app/unread.h"
#include "base/say.h"
#include "base/view.h"
#include "tally/summary.h"

enum { MOST_CAUSES = 100000 };

static bool is_unclassified(const struct summary_cause *cause)
{
    return strcmp(cause->cause->slug, "unclassified") == 0;
}

/* By its number in the text report, which does not number what no rule knows. */
static const struct summary_cause *cause_numbered(const struct summary *summary,
                                                  uint64_t number)
{
    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        if (cause_weight(cause) > 0 && !is_unclassified(cause) && --number == 0)
            return cause;
    }
    return NULL;
}

/* "sendgrid/sender-not-verified", or the worst "sender-not-verified" of all providers. */
static const struct summary_cause *cause_called(const struct summary *summary,
                                                sls_view name)
{
    sls_view slug = name, provider = view_take(&slug, '/');
    bool any = view_find_byte(name, '/') == NULL;

    for (size_t i = 0; i < summary->cause_count; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        if (view_equal(view_of(cause->cause->slug), any ? name : slug) &&
            (any || view_equal(view_of(cause->provider), provider)))
            return cause;
    }
    return NULL;
}

static const struct summary_cause *find_cause(const struct summary *summary,
                                              const char *subject)
{
    uint64_t number;

    if (view_number(view_of(subject), MOST_CAUSES, &number))
        return number == 0 ? NULL : cause_numbered(summary, number);
    return cause_called(summary, view_of(subject));
}

/* Names what there is instead. */
static void tell_none(const struct summary *summary, const char *subject)
{
    size_t shown = 0;
    struct why why;

    fail(&why, "--evidence: nothing was refused for \"%.200s\" in these logs", subject);
    for (size_t i = 0; i < summary->cause_count && shown < 5; i++) {
        const struct summary_cause *cause = &summary->causes[i];
        if (cause_weight(cause) == 0)
            continue;
        fail_more(&why, shown++ == 0 ? SAID("; the worst: %s/%s") : ", %s/%s",
                  cause->provider, cause->cause->slug);
    }
    message_print(&why);
}

/* Nothing is said before the last pass: a plugin that fails has all of it done again. */
static void find(struct reading *reading, struct exhibits *exhibits,
                 const struct summary_cause *cause)
{
    exhibits_open(exhibits, reading->book, cause);
    if (cause == NULL)
        return;
    reading_repeat(reading, exhibits_refused, exhibits);
    passes_read(&reading->passes, exhibits_take, exhibits);
    exhibits_rank_relays(exhibits);
}

static int tell(const struct evidence *evidence, size_t refused)
{
    int unread = unread_tell(evidence->passes, refused), status = EXIT_OK;

    if (unread == EXIT_NO_REPORT || unread == EXIT_NO_MAIL_LOG)
        return unread;
    if (evidence->cause != NULL) {
        evidence_tell(evidence);
    } else {
        tell_none(evidence->summary, evidence->passes->options->subject);
        status = EXIT_NOT_FOUND;
    }
    return unread == EXIT_OK ? status : unread;
}

static int find_and_tell(struct reading *reading, size_t refused, struct guard *guard)
{
    struct summary summary;
    struct exhibits exhibits;

    summary_open(&summary, &reading->pipeline.tally, reading->passes.zone);
    const struct summary_cause *cause =
        find_cause(&summary, reading->passes.options->subject);
    find(reading, &exhibits, cause);
    guard_speak(guard);
    int status = tell(&(struct evidence){.passes = &reading->passes,
                                         .book = reading->book,
                                         .summary = &summary,
                                         .cause = cause,
                                         .exhibits = &exhibits},
                      refused);
    summary_close(&summary);
    return status;
}

int evidence(const struct options *options, const struct book *book, size_t refused,
             struct guard *guard, int64_t now)
{
    struct reading reading;
    struct why why;
    int status = EXIT_NO_REPORT;

    if (!screen_is_all("evidence", options, &why)) {
        message_print(&why);
        return status;
    }
    if (reading_open(&reading, options, book, NULL, now, &why) &&
        passes_check_repeat(&reading.passes, "evidence", &why) &&
        reading_make(&reading, &why))
        status = find_and_tell(&reading, refused, guard);
    else
        message_print(&why);
    reading_close(&reading);
    return status;
}
