/*
 * trace_end.c - words for each end; of several recipients their numbers.
 */
#include "app/trace_end.h"

#include <stdio.h>

#include "app/trace_last.h"
#include "app/trace_words.h"
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
        snprintf(words, STEP_BYTES, "no reason is in the log");
}

static void accepted_end(char *text, const struct book *book, const struct step *log)
{
    char host[STEP_BYTES];

    step_host(host, book, log);
    if (log->id.len > 0)
        snprintf(text, SENTENCE_BYTES, "accepted; ask %.300s to trace it by its id %.*s.",
                 host, (int)(log->id.len < 200 ? log->id.len : 200), log->id.ptr);
    else
        snprintf(text, SENTENCE_BYTES,
                 "accepted; what %.300s did with it then is not in these logs.", host);
}

static void event_end(char *text, const struct telling *telling, const struct last *last)
{
    const char *title = telling->book->plugins[last->event->provider].info.title;
    const char *before = last->log != NULL ? "accepted, " : "";
    char reason[STEP_BYTES];

    reason_of(reason, telling, last->event);
    if (last->event->outcome == SLS_DELIVERED)
        snprintf(text, SENTENCE_BYTES, "%s%sdelivered by %s's word.", before,
                 last->log != NULL ? "and " : "", title);
    else if (last->event->outcome == SLS_DEFERRED)
        snprintf(text, SENTENCE_BYTES,
                 "%s%s%s has not delivered it yet; the last reason: %s", before,
                 last->log != NULL ? "but " : "", title, reason);
    else if (event_is_final(last->event))
        snprintf(text, SENTENCE_BYTES, "%s%sfailed by %s's word: %s", before,
                 last->log != NULL ? "but " : "", title, reason);
    else
        snprintf(text, SENTENCE_BYTES,
                 "accepted; what %s did with it then, its export does not tell.", title);
}

static void log_end(char *text, const struct telling *telling, const struct last *last)
{
    char reason[STEP_BYTES];

    reason_of(reason, telling, last->log);
    if (last->expired)
        snprintf(text, SENTENCE_BYTES,
                 "failed: too long in the queue; the last reason: %s", reason);
    else if (last->log->outcome == SLS_DEFERRED && last->left)
        snprintf(text, SENTENCE_BYTES,
                 "left the queue without being accepted; the last reason: %s", reason);
    else if (last->log->outcome == SLS_DEFERRED)
        snprintf(text, SENTENCE_BYTES, "still delayed; the last reason: %s", reason);
    else
        snprintf(text, SENTENCE_BYTES, "failed: %s", reason);
}

static void one_end(char *text, const struct telling *telling, const struct last *last)
{
    enum end end = end_of(last);

    if (end == END_HERE)
        snprintf(text, SENTENCE_BYTES, "delivered into a mailbox here.");
    else if (end == END_UNKNOWN && last->hop != NULL)
        snprintf(text, SENTENCE_BYTES,
                 "handed to a filter here; its way from there is not in these logs.");
    else if (last->log == NULL && last->event == NULL)
        snprintf(text, SENTENCE_BYTES, "%s",
                 last->expired
                     ? "failed: too long in the queue; why is not in these logs."
                     : "no attempt to deliver it is in these logs.");
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
    static const char *const words[] = {[END_UNKNOWN] = "with no attempt in these logs",
                                        [END_DELIVERED] =
                                            "delivered by the provider's word",
                                        [END_ACCEPTED] = "accepted",
                                        [END_HERE] = "delivered here",
                                        [END_DELAYED] = "still delayed",
                                        [END_FAILED] = "failed"};
    size_t counts[SLS_COUNT(words)] = {0}, used;
    enum end worst = END_UNKNOWN;

    for (uint32_t i = 1; i <= lasts->count; i++) {
        enum end end = end_of(&lasts->list[i]);
        if (lasts->list[i].log == NULL && lasts->list[i].event == NULL &&
            told < lasts->count)
            continue;
        counts[end]++;
        worst = end > worst ? end : worst;
    }
    used = (size_t)snprintf(text, SENTENCE_BYTES, "of %zu recipients", told);
    const char *mark = ": ";
    for (size_t i = 0; i < SLS_COUNT(words); i++)
        if (counts[i] > 0) {
            used += (size_t)snprintf(text + used, SENTENCE_BYTES - used, "%s%zu %s", mark,
                                     counts[i], words[i]);
            mark = ", ";
        }
    snprintf(text + used, SENTENCE_BYTES - used, ".");
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
    page_string(telling->page, told > 1 ? "In the end, " : "In the end: ");
    page_wrap(telling->page, 2, view_of(text), 0);
    page_style(telling->page, STYLE_PLAIN);
    lasts_close(&lasts);
}
