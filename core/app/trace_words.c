/*
 * trace_words.c - a table of words for each kind of record; refusals add their cause.
 */
#include "app/trace_words.h"

#include <stdio.h>
#include <string.h>

#include "base/view.h"
#include "write/moment.h"

enum { PART_BYTES = 256 };

/* As an argument of "%.*s". */
#define SHOWN(view) (int)((view).len < PART_BYTES ? (view).len : PART_BYTES), (view).ptr

const char *step_cause(const struct book *book, enum language language,
                       const struct step *step)
{
    if (!step->judged || step->rule == RULE_UNCLASSIFIED)
        return NULL;
    return wording_of(&book->rules[step->rule], language).title;
}

void step_host(char words[STEP_BYTES], const struct book *book, const struct step *step)
{
    if (step->kind == LINE_EVENT || step->provider != book->generic)
        snprintf(words, STEP_BYTES, "%s", book->plugins[step->provider].info.title);
    else if (step->relay.len > 0)
        snprintf(words, STEP_BYTES, "%.*s", SHOWN(step->relay));
    else
        snprintf(words, STEP_BYTES, "the next host");
}

/* " by smtp.sendgrid.net (SendGrid)"; nothing when nobody answered. */
static void by_whom(char words[STEP_BYTES], const struct book *book,
                    const struct step *step)
{
    words[0] = '\0';
    if (step->relay.len == 0)
        return;
    if (step->provider == book->generic)
        snprintf(words, STEP_BYTES, " by %.*s", SHOWN(step->relay));
    else
        snprintf(words, STEP_BYTES, " by %.*s (%s)", SHOWN(step->relay),
                 book->plugins[step->provider].info.title);
}

static void refused_words(char words[STEP_BYTES], const char *what, const char *whom,
                          const char *cause)
{
    snprintf(words, STEP_BYTES, "%s%.600s%s%s", what, whom, cause != NULL ? ": " : "",
             cause != NULL ? cause : "");
}

static void accepted_words(char words[STEP_BYTES], const char *whom,
                           const struct step *step)
{
    char span[MOMENT_BYTES];
    size_t used = (size_t)snprintf(words, STEP_BYTES, "accepted%.600s", whom);

    if (step->id.len > 0)
        used += (size_t)snprintf(words + used, STEP_BYTES - used, " as %.*s",
                                 SHOWN(step->id));
    if (step->delay_ms < 60000 || used >= STEP_BYTES)
        return;
    moment_span(span, step->delay_ms / 1000);
    snprintf(words + used, STEP_BYTES - used, ", %s after it was taken in", span);
}

static void remote_words(char words[STEP_BYTES], const struct book *book,
                         enum language language, const struct step *step)
{
    char whom[STEP_BYTES];

    by_whom(whom, book, step);
    if (step->outcome == SLS_SENT)
        accepted_words(words, whom, step);
    else if (step->outcome == SLS_DEFERRED)
        refused_words(words, "deferred", whom, step_cause(book, language, step));
    else
        refused_words(words, step->relay.len > 0 ? "refused for good" : "failed", whom,
                      step_cause(book, language, step));
}

static void attempt_words(char words[STEP_BYTES], const struct book *book,
                          enum language language, const struct step *step)
{
    static const char *const here[] = {[SLS_SENT] = "delivered into a mailbox here",
                                       [SLS_DEFERRED] =
                                           "not delivered into a mailbox here yet"};

    if (step->delivery == DELIVERY_REMOTE)
        remote_words(words, book, language, step);
    else if (step->delivery == DELIVERY_HOP)
        snprintf(words, STEP_BYTES, "handed to a filter here, which queued it as %.*s",
                 SHOWN(step->id));
    else if (step->delivery == DELIVERY_PROBE)
        snprintf(words, STEP_BYTES, "address verification alone, no mail");
    else
        snprintf(words, STEP_BYTES, "%s",
                 step->outcome < SLS_COUNT(here) && here[step->outcome] != NULL
                     ? here[step->outcome]
                     : "refused by a mailbox here");
}

static void event_words(char words[STEP_BYTES], const struct book *book,
                        enum language language, const struct step *step)
{
    static const char *const told[] = {
        [SLS_UNKNOWN] = "nothing",     [SLS_SENT] = "taken in",
        [SLS_DEFERRED] = "deferred",   [SLS_BOUNCED] = "bounced",
        [SLS_DELIVERED] = "delivered", [SLS_DROPPED] = "dropped"};
    const char *cause = step_cause(book, language, step);

    snprintf(words, STEP_BYTES, "%s's export: %s%s%s",
             book->plugins[step->provider].info.title,
             step->outcome < SLS_COUNT(told) ? told[step->outcome] : told[SLS_UNKNOWN],
             cause != NULL ? ": " : "", cause != NULL ? cause : "");
}

void step_words(char words[STEP_BYTES], const struct book *book, enum language language,
                const struct step *step)
{
    const char *cause = step_cause(book, language, step);

    words[0] = '\0';
    if (step->kind == LINE_OPENED)
        snprintf(words, STEP_BYTES, "taken in here%s%.*s",
                 step->login.len > 0 ? ", login " : "", SHOWN(step->login));
    else if (step->kind == LINE_ATTEMPT)
        attempt_words(words, book, language, step);
    else if (step->kind == LINE_EVENT)
        event_words(words, book, language, step);
    else if (step->kind == LINE_CLOSED)
        snprintf(words, STEP_BYTES, "left the queue");
    else if (step->kind == LINE_EXPIRED)
        snprintf(words, STEP_BYTES, "given up: it was too long in the queue");
    else if (step->kind == LINE_NOTICE)
        snprintf(words, STEP_BYTES, "the sender is told by a notice, %.*s",
                 SHOWN(step->id));
    else if (step->kind == LINE_REQUEUED)
        snprintf(words, STEP_BYTES, "queued anew in place of %.*s", SHOWN(step->id));
    else if (step->kind == LINE_REFUSED)
        refused_words(words, "refused when it was handed in here", "", cause);
}
