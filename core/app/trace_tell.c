/*
 * trace_tell.c - heading, steps, end, lines.
 */
#include "app/trace_tell.h"

#include <stdio.h>
#include <string.h>

#include "app/trace_end.h"
#include "app/trace_words.h"
#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/moment.h"

enum { TEXT_AT = 12, RECIPIENTS_SHOWN = 3, REPLY_LINES = 4 };

static const struct step *step_at(const struct telling *telling,
                                  const struct story *story, size_t i)
{
    return &telling->finder->store.steps[story->steps[i].index];
}

static const struct episode *episode_at(const struct telling *telling, uint32_t e)
{
    return &telling->finder->store.episodes[e];
}

/* Recipients of the message itself, each once; how many of them were put into `shown`. */
static size_t recipients_of(const struct telling *telling, const struct story *story,
                            sls_view shown[RECIPIENTS_SHOWN], bool *more)
{
    size_t count = 0;

    for (size_t i = 0; i < story->step_count && !*more; i++) {
        const struct step *step = step_at(telling, story, i);
        const struct episode *episode = episode_at(telling, step->episode);
        bool known =
            step->recipient.len == 0 || (episode->notice && step->episode != story->head);
        for (size_t k = 0; k < count && !known; k++)
            known = view_equal_nocase(shown[k], step->recipient);
        if (known)
            continue;
        *more = count == RECIPIENTS_SHOWN;
        if (!*more)
            shown[count++] = step->recipient;
    }
    return count;
}

/* As an argument of "%.*s". */
#define SHOWN(view) (int)((view).len < 500 ? (view).len : 500), (view).ptr

static void id_words(struct page *page, const struct telling *telling,
                     const struct episode *head)
{
    const struct book *book = telling->book;

    if (head->event)
        page_format(page, say("Message in %s's export"),
                    wording_provider(book, book->plugins[head->provider].info.name));
    else if (head->queue_id.len > 0)
        page_format(page, say("Message %.*s"), SHOWN(head->queue_id));
    else
        page_string(page, say("Message without a queue id"));
    if (head->host.len > 0 && !head->event)
        page_format(page, say(" on %.*s"), SHOWN(head->host));
}

/* "Message 4AAAA1 on mx1, from sales@client1.example, to bob@example.org" */
static void heading(const struct telling *telling, const struct story *story)
{
    struct page *page = telling->page;
    const struct episode *head = episode_at(telling, story->head);
    sls_view shown[RECIPIENTS_SHOWN];
    bool more = false;
    size_t count = recipients_of(telling, story, shown, &more);

    page_style(page, STYLE_HEADING);
    id_words(page, telling, head);
    if (head->sender.len > 0)
        page_format(page, say(", from %.*s"), SHOWN(head->sender));
    else if (head->notice)
        page_string(page, say(", a notice"));
    for (size_t i = 0; i < count; i++)
        page_format(page, i == 0 ? say(", to %.*s") : ", %.*s", SHOWN(shown[i]));
    if (more || story->others > 0)
        page_string(page, say(" and others"));
    page_style(page, STYLE_PLAIN);
    page_end(page);
}

/* The day, once for all steps of it. */
static void day_line(const struct telling *telling, int64_t time,
                     char before[MOMENT_BYTES])
{
    char day[MOMENT_BYTES], zone[MOMENT_BYTES];

    if (time == 0)
        return;
    moment_day(day, time, telling->passes->zone);
    if (strcmp(day, before) == 0)
        return;
    memcpy(before, day, sizeof(day));
    moment_zone(zone, time, telling->passes->zone);
    page_to(telling->page, 2);
    page_format(telling->page, "%s %s", day, zone);
    page_end(telling->page);
}

/* Under which other id, or on which other host, the step happened. */
static void elsewhere_words(const struct telling *telling, const struct story *story,
                            const struct step *step)
{
    struct page *page = telling->page;
    const struct episode *head = episode_at(telling, story->head);
    const struct episode *episode = episode_at(telling, step->episode);

    if (step->episode == story->head || episode->event)
        return;
    page_format(page, episode->notice ? say("notice %.*s") : "%.*s",
                SHOWN(episode->queue_id));
    if (!view_equal(episode->host, head->host))
        page_format(page, say(" on %.*s"), SHOWN(episode->host));
    page_string(page, ": ");
}

static void clock_words(const struct telling *telling, const struct step *step)
{
    char clock[MOMENT_BYTES];

    page_to(telling->page, 2);
    if (step->time != 0) {
        moment_clock(clock, step->time, step->time, telling->passes->zone);
        page_string(telling->page, clock);
    }
    page_to(telling->page, TEXT_AT);
}

/* A reply is not shown again while the other side says nothing else. */
static void tell_step(const struct telling *telling, const struct story *story,
                      const struct step *step, bool several, sls_view *said)
{
    struct page *page = telling->page;
    char words[STEP_BYTES];

    step_words(words, telling->book, telling->passes->options->language, step);
    if (words[0] == '\0')
        return;
    clock_words(telling, step);
    elsewhere_words(telling, story, step);
    if (several && step->recipient.len > 0) {
        page_text(page, step->recipient);
        page_string(page, ": ");
    }
    page_wrap(page, TEXT_AT, view_of(words), 0);
    if (step->judged && !view_equal(step->text, *said))
        page_wrap(page, TEXT_AT, step->text, REPLY_LINES);
    if (step->judged)
        *said = step->text;
}

static void tell_steps(const struct telling *telling, const struct story *story)
{
    sls_view shown[RECIPIENTS_SHOWN];
    bool more = false;
    bool several = recipients_of(telling, story, shown, &more) > 1;
    char day[MOMENT_BYTES] = "";
    sls_view said = {"", 0};

    for (size_t i = 0; i < story->step_count; i++) {
        const struct step *step = step_at(telling, story, i);
        if (step->kind == LINE_STARTED)
            continue;
        day_line(telling, step->time, day);
        tell_step(telling, story, step, several, &said);
    }
}

static void left_out(const struct telling *telling, const struct story *story)
{
    char number[GROUPED_BYTES];

    if (story->others == 0)
        return;
    page_to(telling->page, 2);
    page_format(telling->page,
                say_many("%s other recipient is left out.",
                         "%s other recipients are left out.", story->others),
                number_grouped(number, story->others));
    page_end(telling->page);
}

/* A record of several lines is shown as they stand. */
static void verbatim(const struct telling *telling, const struct kept_line *line)
{
    struct page *page = telling->page;
    sls_view rest = line->text;
    uint64_t number = line->number;

    do {
        page_string(page, telling->passes->inputs.list[line->input].path);
        page_format(page, ":%llu: ", (unsigned long long)number++);
        page_text(page, view_take(&rest, '\n'));
        page_end(page);
    } while (rest.len > 0);
}

void tell_story(const struct telling *telling, const struct story *story)
{
    const struct store *store = &telling->finder->store;
    char number[GROUPED_BYTES];

    heading(telling, story);
    tell_steps(telling, story);
    left_out(telling, story);
    tell_end(telling, story);
    for (size_t i = 0; i < story->line_count; i++)
        verbatim(telling, &store->lines[story->lines[i].index]);
    if (story->lost == 0)
        return;
    page_format(telling->page,
                say_many("(+%s more line)", "(+%s more lines)", story->lost),
                number_grouped(number, story->lost));
    page_end(telling->page);
}
