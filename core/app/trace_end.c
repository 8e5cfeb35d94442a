/*
 * trace_end.c - words for each end; of several recipients their numbers.
 */
#include "app/trace_end.h"

#include <stdio.h>

#include "app/trace_last.h"
#include "app/trace_words.h"
#include "base/say.h"
#include "base/view.h"

enum { SENTENCE_BYTES = 2048 };

/* The cause, else the other side's own words. */
static void reason_of(char words[STEP_BYTES], const struct telling *telling,
                      const struct step *step)
{
    const char *cause =
        step_cause(telling->book, telling->passes->options->language, step);

    if (cause != NULL)
        snprintf(words, STEP_BYTES, "%s", cause);
    else if (step->text.len > 0)
        snprintf(words, STEP_BYTES, "%.*s",
                 (int)(step->text.len < 600 ? step->text.len : 600), step->text.ptr);
    else
        snprintf(words, STEP_BYTES, "%s", say("no reason is in the log"));
}

static void accepted_end(char *text, const struct book *book, const struct step *log)
{
    char host[STEP_BYTES];

    step_host(host, book, log);
    if (log->id.len > 0)
        snprintf(text, SENTENCE_BYTES,
                 say("accepted; ask %.300s to trace it by its id %.*s."), host,
                 (int)(log->id.len < 200 ? log->id.len : 200), log->id.ptr);
    else
        snprintf(text, SENTENCE_BYTES,
                 say("accepted; what %.300s did with it then is not in these logs."),
                 host);
}

/* What the provider tells of mail that the log does not, or does show as accepted. */
static const char *const delivered_ends[] = {
    SAID("delivered by %s's word."), SAID("accepted, and delivered by %s's word.")};
static const char *const waiting_ends[] = {
    SAID("%s has not delivered it yet; the last reason: %s"),
    SAID("accepted, but %s has not delivered it yet; the last reason: %s")};
static const char *const failed_ends[] = {SAID("failed by %s's word: %s"),
                                          SAID("accepted, but failed by %s's word: %s")};

static void event_end(char *text, const struct telling *telling, const struct last *last)
{
    const struct book *book = telling->book;
    const char *title =
        wording_provider(book, book->plugins[last->event->provider].info.name);
    bool logged = last->log != NULL;
    char reason[STEP_BYTES];

    reason_of(reason, telling, last->event);
    if (last->event->outcome == SLS_DELIVERED)
        snprintf(text, SENTENCE_BYTES, say(delivered_ends[logged]), title);
    else if (last->event->outcome == SLS_DEFERRED)
        snprintf(text, SENTENCE_BYTES, say(waiting_ends[logged]), title, reason);
    else if (event_is_final(last->event))
        snprintf(text, SENTENCE_BYTES, say(failed_ends[logged]), title, reason);
    else
        snprintf(text, SENTENCE_BYTES,
                 say("accepted; what %s did with it then, its export does not tell."),
                 title);
}

static const char *log_sentence(const struct last *last)
{
    if (last->expired)
        return say("failed: too long in the queue; the last reason: %s");
    if (last->log->outcome == SLS_DEFERRED && last->left)
        return say("left the queue without being accepted; the last reason: %s");
    if (last->log->outcome == SLS_DEFERRED)
        return say("still delayed; the last reason: %s");
    return say("failed: %s");
}

static void log_end(char *text, const struct telling *telling, const struct last *last)
{
    char reason[STEP_BYTES];

    reason_of(reason, telling, last->log);
    snprintf(text, SENTENCE_BYTES, log_sentence(last), reason);
}

static void one_end(char *text, const struct telling *telling, const struct last *last)
{
    enum end end = end_of(last);

    if (end == END_HERE)
        snprintf(text, SENTENCE_BYTES, "%s", say("delivered into a mailbox here."));
    else if (end == END_UNKNOWN && last->hop != NULL)
        snprintf(
            text, SENTENCE_BYTES, "%s",
            say("handed to a filter here; its way from there is not in these logs."));
    else if (last->log == NULL && last->event == NULL)
        snprintf(text, SENTENCE_BYTES, "%s",
                 last->expired
                     ? say("failed: too long in the queue; why is not in these logs.")
                     : say("no attempt to deliver it is in these logs."));
    else if (last->event != NULL && (last->log == NULL || last->log->outcome == SLS_SENT))
        event_end(text, telling, last);
    else if (end == END_ACCEPTED)
        accepted_end(text, telling->book, last->log);
    else
        log_end(text, telling, last);
}

static const enum style styles[] = {
    [END_UNKNOWN] = STYLE_PLAIN, [END_DELIVERED] = STYLE_ACT, [END_ACCEPTED] = STYLE_ACT,
    [END_HERE] = STYLE_ACT,      [END_DELAYED] = STYLE_LATE,  [END_FAILED] = STYLE_BAD};

/* "2 delivered, 1 accepted, 1 failed"; of several the worst gives the colour. */
static enum style many_ends(char *text, const struct lasts *lasts, size_t told)
{
    static const char *const words[] = {
        [END_UNKNOWN] = SAID("%zu with no attempt in these logs"),
        [END_DELIVERED] = SAID("%zu delivered by the provider's word"),
        [END_ACCEPTED] = SAID("%zu accepted"),
        [END_HERE] = SAID("%zu delivered here"),
        [END_DELAYED] = SAID("%zu still delayed"),
        [END_FAILED] = SAID("%zu failed")};
    char list[SENTENCE_BYTES / 2] = "";
    size_t counts[SLS_COUNT(words)] = {0}, used = 0;
    enum end worst = END_UNKNOWN;

    for (uint32_t i = 1; i <= lasts->count; i++) {
        enum end end = end_of(&lasts->list[i]);
        if (lasts->list[i].log == NULL && lasts->list[i].event == NULL &&
            told < lasts->count)
            continue;
        counts[end]++;
        worst = end > worst ? end : worst;
    }
    for (size_t i = 0; i < SLS_COUNT(words); i++) {
        if (counts[i] == 0)
            continue;
        used += (size_t)snprintf(list + used, sizeof(list) - used, used > 0 ? ", " : "");
        used +=
            (size_t)snprintf(list + used, sizeof(list) - used, say(words[i]), counts[i]);
    }
    snprintf(text, SENTENCE_BYTES, say("In the end, of %zu recipients: %s."), told, list);
    return styles[worst];
}

void tell_end(const struct telling *telling, const struct story *story)
{
    struct lasts lasts;
    static const struct last nothing = {.log = NULL};
    const struct last *one = &nothing;
    char text[SENTENCE_BYTES];

    lasts_open(&lasts, &telling->finder->store, story);
    size_t told = lasts_told(&lasts, &one);
    enum style style = styles[end_of(one)];
    if (told > 1)
        style = many_ends(text, &lasts, told);
    else
        one_end(text, telling, one);
    page_to(telling->page, 2);
    page_style(telling->page, style);
    page_string(telling->page, told > 1 ? "" : say("In the end: "));
    page_wrap(telling->page, 2, view_of(text), 0);
    page_style(telling->page, STYLE_PLAIN);
    lasts_close(&lasts);
}
