/*
 * evidence_tell.c - the problem in a sentence, its size, the hosts, the replies,
 * attempts.
 *
 * In English whatever --lang says: the ticket is read by a provider's support.  Replies
 * and ids are not wrapped: who traces them copies them.
 */
#include "app/evidence_tell.h"

#include <stdio.h>
#include <string.h>

#include "app/screen.h"
#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "rules/wording.h"
#include "write/page.h"

enum { LABEL_AT = 2, TEXT_AT = 14, REPLIES_SHOWN = 5, RELAYS_SHOWN = 5, HOSTS_SHOWN = 3 };

static void label(struct page *page, const char *words)
{
    page_to(page, LABEL_AT);
    page_string(page, words);
    page_to(page, TEXT_AT);
}

static void text_line(struct page *page, const char *words, sls_view text)
{
    if (text.len == 0)
        return;
    label(page, words);
    page_text(page, text);
    page_end(page);
}

/* Receiving hosts of all the world have no name in common. */
static void problem(struct page *page, const struct evidence *evidence)
{
    const struct summary_cause *cause = evidence->cause;
    char text[1024];
    bool generic =
        strcmp(cause->provider,
               evidence->book->plugins[evidence->book->generic].info.name) == 0;
    const char *what = cause->failed > 0 ? "refused" : "not accepted";

    if (generic)
        snprintf(text, sizeof(text),
                 "Mail that we send to you is %s: %s. Please trace the attempts below in "
                 "your logs and tell us why, and what we have to change.",
                 what, wording_of(cause->rule, LANGUAGE_ENGLISH).title);
    else
        snprintf(
            text, sizeof(text),
            "Mail that we send through %s is %s: %s. Please trace the attempts below "
            "in your logs and tell us why, and what we have to change.",
            cause->provider_title, what, wording_of(cause->rule, LANGUAGE_ENGLISH).title);
    page_wrap(page, 0, view_of(text), 0);
    page_end(page);
}

static void time_line(struct page *page, const struct evidence *evidence,
                      const char *words, int64_t time, const char *behind)
{
    char text[RFC3339_BYTES];

    if (time == 0)
        return;
    clock_rfc3339(text, time, evidence->passes->zone);
    label(page, words);
    page_format(page, "%s%s", text, behind);
    page_end(page);
}

static void size_lines(struct page *page, const struct evidence *evidence)
{
    const struct summary_cause *cause = evidence->cause;
    char failed[GROUPED_BYTES], delayed[GROUPED_BYTES], attempts[GROUPED_BYTES];

    label(page, "recipients");
    page_format(page, "%s failed, %s delayed, in %s refused attempt%s",
                number_grouped(failed, cause->failed),
                number_grouped(delayed, cause->delayed),
                number_grouped(attempts, evidence->exhibits->count),
                evidence->exhibits->count == 1 ? "" : "s");
    if (cause->accepted_after_retry > 0)
        page_format(page, "; %s more accepted after a retry",
                    number_grouped(failed, cause->accepted_after_retry));
    page_end(page);
    time_line(page, evidence, "first", cause->first, "");
    time_line(page, evidence, "last", cause->last,
              cause->ongoing ? ", still happening"
                             : ", over: mail was accepted after it");
}

static void host_lines(struct page *page, const struct evidence *evidence)
{
    const struct summary *summary = evidence->summary;
    const struct exhibits *exhibits = evidence->exhibits;
    char number[GROUPED_BYTES];

    for (size_t i = 0; i < summary->host_count && i < HOSTS_SHOWN; i++)
        text_line(page, i == 0 ? "our host" : "", summary->hosts[i]);
    for (size_t i = 0; i < exhibits->relay_count && i < RELAYS_SHOWN; i++) {
        label(page, i == 0 ? "your host" : "");
        page_text(page, (sls_view){exhibits->relays[i].name, exhibits->relays[i].bytes});
        page_format(page, ", %s attempt%s",
                    number_grouped(number, exhibits->relays[i].attempts),
                    exhibits->relays[i].attempts == 1 ? "" : "s");
        page_end(page);
    }
    if (exhibits->relay_count > RELAYS_SHOWN || exhibits->more_relays) {
        label(page, "");
        page_string(page, "and others");
        page_end(page);
    }
}

static void where_words(struct page *page, const struct evidence *evidence, size_t input,
                        uint64_t line)
{
    page_string(page, evidence->passes->inputs.list[input].path);
    page_format(page, ":%llu", (unsigned long long)line);
    page_end(page);
}

static void reply_lines(struct page *page, const struct evidence *evidence)
{
    const struct summary_cause *cause = evidence->cause;
    char number[GROUPED_BYTES];
    size_t shown = 0;

    for (size_t i = 0; i < cause->reply_count && shown < REPLIES_SHOWN; i++) {
        const struct sample *reply = cause->replies[i];
        if (reply->example.len == 0)
            continue;
        if (shown++ == 0) {
            page_end(page);
            page_string(page, "What your side answered, and how many recipients it hit:");
            page_end(page);
        }
        page_format(page, "%8s  ", number_grouped(number, reply->count));
        page_text(page, reply->example);
        page_end(page);
    }
}

/* A reply that stands above already is not shown again. */
static bool is_shown(const struct evidence *evidence, sls_view reply)
{
    const struct summary_cause *cause = evidence->cause;
    size_t shown = 0;

    for (size_t i = 0; i < cause->reply_count && shown < REPLIES_SHOWN; i++) {
        shown += cause->replies[i]->example.len > 0;
        if (view_equal(cause->replies[i]->example, reply))
            return true;
    }
    return false;
}

static void message_id_line(struct page *page, sls_view id)
{
    if (id.len == 0)
        return;
    label(page, "Message-ID");
    page_string(page, "<");
    page_text(page, id);
    page_string(page, ">");
    page_end(page);
}

static void exhibit_lines(struct page *page, const struct evidence *evidence,
                          const struct exhibit *exhibit)
{
    time_line(page, evidence, "time", exhibit->time, "");
    text_line(page, "queue id", exhibit->queue_id);
    message_id_line(page, exhibit->message_id);
    text_line(page, "from", exhibit->sender);
    text_line(page, "to", exhibit->recipient);
    text_line(page, "your host", exhibit->relay);
    text_line(page, "your id", exhibit->token);
    if (!is_shown(evidence, exhibit->reply))
        text_line(page, "your reply", exhibit->reply);
    label(page, "our log");
    where_words(page, evidence, exhibit->input, exhibit->line);
}

static void attempt_lines(struct page *page, const struct evidence *evidence)
{
    const struct exhibit *exhibit;

    page_end(page);
    if (evidence->exhibits->count == 0)
        page_string(page, "Our log shows no single attempt.");
    else if (evidence->exhibits->count > EXHIBITS)
        page_string(page, "The first five and the last five attempts:");
    else
        page_string(page, "The attempts:");
    page_end(page);
    for (size_t i = 0; (exhibit = exhibits_at(evidence->exhibits, i)) != NULL; i++) {
        if (i > 0)
            page_end(page);
        exhibit_lines(page, evidence, exhibit);
    }
}

/* For the person who pastes, not for the ticket: alone in the reader's language. */
static void link_lines(struct page *page, const struct evidence *evidence)
{
    sls_view rest = view_of(
        wording_of(evidence->cause->rule, evidence->passes->options->language).url);

    page_end(page);
    if (rest.len == 0)
        return;
    page_string(page, "-- ");
    page_end(page);
    page_format(page, say("%s's help on this:"),
                wording_provider(evidence->book, evidence->cause->provider));
    page_end(page);
    while (rest.len > 0) {
        page_to(page, LABEL_AT);
        page_link(page, view_take(&rest, '\n'));
        page_end(page);
    }
}

void evidence_tell(const struct evidence *evidence)
{
    const struct options *options = evidence->passes->options;
    struct page page = {.file = stdout,
                        .width = screen_width(options),
                        .ascii = options->ascii,
                        .korean = options->language == LANGUAGE_KOREAN,
                        .links = screen_wants_links(options, "-")};

    problem(&page, evidence);
    size_lines(&page, evidence);
    host_lines(&page, evidence);
    reply_lines(&page, evidence);
    attempt_lines(&page, evidence);
    link_lines(&page, evidence);
}
