/*
 * trace_words.c - a sentence for each kind of record; refusals add their cause.
 */
#include "app/trace_words.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/view.h"
#include "write/moment.h"

enum { PART_BYTES = 256 };

/* As an argument of "%.*s". */
#define SHOWN(view) (int)((view).len < PART_BYTES ? (view).len : PART_BYTES), (view).ptr

static const char *provider_of(const struct book *book, const struct step *step)
{
    return wording_provider(book, book->plugins[step->provider].info.name);
}

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
        snprintf(words, STEP_BYTES, "%s", provider_of(book, step));
    else if (step->relay.len > 0)
        snprintf(words, STEP_BYTES, "%.*s", SHOWN(step->relay));
    else
        snprintf(words, STEP_BYTES, "%s", say("the next host"));
}

/* "smtp.sendgrid.net (SendGrid)" */
static void relay_words(char words[STEP_BYTES], const struct book *book,
                        const struct step *step)
{
    if (step->provider == book->generic)
        snprintf(words, STEP_BYTES, "%.*s", SHOWN(step->relay));
    else
        snprintf(words, STEP_BYTES, "%.*s (%s)", SHOWN(step->relay),
                 provider_of(book, step));
}

/* What happened, and the title of its cause, if it has one. */
static void add_cause(char words[STEP_BYTES], const char *cause)
{
    size_t used = strlen(words);

    if (cause != NULL)
        snprintf(words + used, STEP_BYTES - used, ": %s", cause);
}

static void add_delay(char words[STEP_BYTES], const struct step *step)
{
    char span[MOMENT_BYTES];
    size_t used = strlen(words);

    if (step->delay_ms < 60000)
        return;
    moment_span(span, step->delay_ms / 1000);
    snprintf(words + used, STEP_BYTES - used, say(", %s after it was taken in"), span);
}

static void accepted_words(char words[STEP_BYTES], const char *relay,
                           const struct step *step)
{
    if (*relay != '\0' && step->id.len > 0)
        snprintf(words, STEP_BYTES, say("accepted by %.600s as %.*s"), relay,
                 SHOWN(step->id));
    else if (*relay != '\0')
        snprintf(words, STEP_BYTES, say("accepted by %.600s"), relay);
    else if (step->id.len > 0)
        snprintf(words, STEP_BYTES, say("accepted as %.*s"), SHOWN(step->id));
    else
        snprintf(words, STEP_BYTES, "%s", say("accepted"));
    add_delay(words, step);
}

/* By nobody that answered, or by a relay. */
static const char *const deferred_sentences[] = {SAID("deferred"),
                                                 SAID("deferred by %.600s")};
static const char *const failed_sentences[] = {SAID("failed"),
                                               SAID("refused for good by %.600s")};

static void remote_words(char words[STEP_BYTES], const struct book *book,
                         enum language language, const struct step *step)
{
    char relay[STEP_BYTES] = "";

    if (step->relay.len > 0)
        relay_words(relay, book, step);
    if (step->outcome == SLS_SENT) {
        accepted_words(words, relay, step);
        return;
    }
    const char *const *sentences =
        step->outcome == SLS_DEFERRED ? deferred_sentences : failed_sentences;
    snprintf(words, STEP_BYTES, say(sentences[step->relay.len > 0]), relay);
    add_cause(words, step_cause(book, language, step));
}

static const char *here_words(uint32_t outcome)
{
    if (outcome == SLS_SENT)
        return say("delivered into a mailbox here");
    if (outcome == SLS_DEFERRED)
        return say("not delivered into a mailbox here yet");
    return say("refused by a mailbox here");
}

static void attempt_words(char words[STEP_BYTES], const struct book *book,
                          enum language language, const struct step *step)
{
    if (step->delivery == DELIVERY_REMOTE)
        remote_words(words, book, language, step);
    else if (step->delivery == DELIVERY_HOP)
        snprintf(words, STEP_BYTES,
                 say("handed to a filter here, which queued it as %.*s"),
                 SHOWN(step->id));
    else if (step->delivery == DELIVERY_PROBE)
        snprintf(words, STEP_BYTES, "%s", say("address verification alone, no mail"));
    else
        snprintf(words, STEP_BYTES, "%s", here_words(step->outcome));
}

static void event_words(char words[STEP_BYTES], const struct book *book,
                        enum language language, const struct step *step)
{
    static const char *const sentences[] = {
        [SLS_UNKNOWN] = SAID("%s's export: nothing"),
        [SLS_SENT] = SAID("%s's export: taken in"),
        [SLS_DEFERRED] = SAID("%s's export: deferred"),
        [SLS_BOUNCED] = SAID("%s's export: bounced"),
        [SLS_DELIVERED] = SAID("%s's export: delivered"),
        [SLS_DROPPED] = SAID("%s's export: dropped")};
    uint32_t outcome = step->outcome < SLS_COUNT(sentences) ? step->outcome : SLS_UNKNOWN;

    snprintf(words, STEP_BYTES, say(sentences[outcome]), provider_of(book, step));
    add_cause(words, step_cause(book, language, step));
}

/* What happened to the message itself, in its queue. */
static void queue_words(char words[STEP_BYTES], const struct step *step)
{
    if (step->kind == LINE_OPENED && step->login.len > 0)
        snprintf(words, STEP_BYTES, say("taken in here, login %.*s"), SHOWN(step->login));
    else if (step->kind == LINE_OPENED)
        snprintf(words, STEP_BYTES, "%s", say("taken in here"));
    else if (step->kind == LINE_CLOSED)
        snprintf(words, STEP_BYTES, "%s", say("left the queue"));
    else if (step->kind == LINE_EXPIRED)
        snprintf(words, STEP_BYTES, "%s", say("given up: it was too long in the queue"));
    else if (step->kind == LINE_NOTICE)
        snprintf(words, STEP_BYTES, say("the sender is told by a notice, %.*s"),
                 SHOWN(step->id));
    else if (step->kind == LINE_REQUEUED)
        snprintf(words, STEP_BYTES, say("queued anew in place of %.*s"), SHOWN(step->id));
}

void step_words(char words[STEP_BYTES], const struct book *book, enum language language,
                const struct step *step)
{
    words[0] = '\0';
    if (step->kind == LINE_ATTEMPT) {
        attempt_words(words, book, language, step);
    } else if (step->kind == LINE_EVENT) {
        event_words(words, book, language, step);
    } else if (step->kind == LINE_REFUSED) {
        snprintf(words, STEP_BYTES, "%s", say("refused when it was handed in here"));
        add_cause(words, step_cause(book, language, step));
    } else {
        queue_words(words, step);
    }
}
