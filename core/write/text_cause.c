/*
 * text_cause.c - the lines of a cause, in the order a person asks the questions.
 */
#include "write/text_cause.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/chart.h"
#include "write/moment.h"

enum { NAMES_SHOWN = 3, REPLY_LINES = 3, COUNT_COLUMNS = 20 };

/* A label in the left column, as said. */
static void text_label(struct page *page, const char *label)
{
    page_to(page, TEXT_INDENT);
    page_string(page, label);
    page_to(page, TEXT_COLUMN);
}

enum { WORDS_BYTES = 96 };

static void count_words(char text[WORDS_BYTES], const struct summary_cause *cause)
{
    char failed_room[GROUPED_BYTES], delayed_room[GROUPED_BYTES];
    const char *failed = number_grouped(failed_room, cause->failed);
    const char *delayed = number_grouped(delayed_room, cause->delayed);

    if (cause->failed > 0 && cause->delayed > 0)
        snprintf(text, WORDS_BYTES, say("%s failed, %s delayed"), failed, delayed);
    else if (cause->failed > 0)
        snprintf(text, WORDS_BYTES, say("%s failed"), failed);
    else
        snprintf(text, WORDS_BYTES, say("%s delayed"), delayed);
}

/* " 1. SendGrid: From address is not a verified sender   799 failed  59%  ▂▂▁▂"
   The bars go when the line is too short for them. */
static void title_line(struct page *page, const struct report *report,
                       const struct summary_cause *cause, size_t place)
{
    const struct summary *summary = report->summary;
    uint64_t all = summary->totals.failed + summary->totals.delayed;
    size_t bars = chart_columns(summary) == 0 ? 0 : chart_columns(summary) + 2;
    char words[WORDS_BYTES], counts[WORDS_BYTES + 16], title[512];

    count_words(words, cause);
    snprintf(
        counts, sizeof(counts), "%s  %3llu%%", words,
        (unsigned long long)((cause_weight(cause) * 100 + all / 2) / (all ? all : 1)));
    page_style(page, STYLE_HEADING);
    snprintf(title, sizeof(title), "%2zu. %s: %s", place,
             wording_provider(summary->tally->book, cause->provider),
             wording_of(cause->rule, report->language).title);
    if (page_columns(page, view_of(title)) > page->width)
        page_wrap(page, TEXT_INDENT, view_of(title), 0);
    else
        page_string(page, title);
    page_style(page, STYLE_PLAIN);
    size_t columns = page_columns(page, view_of(counts));
    if (page->column + 2 + columns + bars > page->width)
        bars = 0;
    page_to_right(page, columns + bars);
    page_style(page, cause->failed > 0 ? STYLE_BAD : STYLE_LATE);
    page_string(page, counts);
    page_style(page, STYLE_PLAIN);
    if (bars > 0) {
        page_string(page, "  ");
        chart_of_cause(page, summary, cause);
    }
    page_end(page);
}

/* "sales@client1.example (all 799)", or "a@x 60, b@x 61 (+3 more)" */
static void names_line(struct page *page, const char *label,
                       const struct named_list *list)
{
    char line[2048];
    size_t used = 0;
    size_t shown = list->count < NAMES_SHOWN ? list->count : NAMES_SHOWN;

    if (list->count == 0)
        return;
    for (size_t i = 0; i < shown && used < sizeof(line); i++) {
        const struct named_count *item = &list->items[i];
        bool all = list->distinct == 1 && list->other == 0;
        char room[GROUPED_BYTES];
        const char *count = number_grouped(room, item->count);
        used += (size_t)snprintf(line + used, sizeof(line) - used,
                                 all ? say("%.*s (all %s)") : "%.*s %s",
                                 (int)item->name.len, item->name.ptr, count);
        if (i + 1 < shown && used < sizeof(line))
            used += (size_t)snprintf(line + used, sizeof(line) - used, ", ");
    }
    if (list->distinct > shown && used < sizeof(line))
        used += (size_t)snprintf(line + used, sizeof(line) - used, say(" (+%zu more)"),
                                 list->distinct - shown);
    text_label(page, label);
    page_wrap(page, TEXT_COLUMN,
              (sls_view){line, used < sizeof(line) ? used : sizeof(line) - 1}, 2);
}

/* Of one time or of two, over or not. */
static const char *const when_sentences[2][2] = {
    {SAID("at %s, over: mail was accepted after it"), SAID("at %s, still happening")},
    {SAID("since %s, last %s, over: mail was accepted after it"),
     SAID("since %s, last %s, still happening")},
};

static void when_line(struct page *page, const struct summary *summary,
                      const struct summary_cause *cause)
{
    char first[MOMENT_BYTES], last[MOMENT_BYTES], line[256];
    bool twice = cause->first != cause->last;

    if (cause->first == 0)
        return;
    moment_clock(first, cause->first, summary->last, summary->zone);
    moment_clock(last, cause->last, summary->last, summary->zone);
    snprintf(line, sizeof(line), say(when_sentences[twice][cause->ongoing]), first, last);
    text_label(page, say("when"));
    page_wrap(page, TEXT_COLUMN, view_of(line), 0);
}

static void advice_under(struct page *page, const char *lines)
{
    sls_view rest = view_of(lines);

    if (rest.len == 0)
        return;
    text_label(page, say("do"));
    page_style(page, STYLE_ACT);
    while (rest.len > 0)
        page_wrap(page, TEXT_COLUMN, view_take(&rest, '\n'), 0);
    page_style(page, STYLE_PLAIN);
}

/* A link is never broken: it is copied as a whole. */
static void links_under(struct page *page, const char *links)
{
    sls_view rest = view_of(links);

    for (const char *label = say("link"); rest.len > 0; label = "") {
        text_label(page, label);
        page_link(page, view_take(&rest, '\n'));
        page_end(page);
    }
}

/* Waiting never helps against these. */
static bool is_hopeless(const struct action *action)
{
    static const char *const words[] = {"fix-auth", "fix-sender", "upgrade-plan",
                                        "contact-provider"};

    for (size_t i = 0; i < SLS_COUNT(words); i++)
        if (view_equal(view_of(action->word), view_of(words[i])))
            return true;
    return false;
}

static void note_line(struct page *page, const struct summary *summary,
                      const struct summary_cause *cause)
{
    const char *note = say("These are still in the queue and are retried.");
    char span[MOMENT_BYTES], line[128];

    if (cause->delayed == 0)
        return;
    if (is_hopeless(cause->rule->action)) {
        note = say("These are retried, but cannot succeed until this is put right.");
    } else if (cause->oldest_delayed != 0 &&
               summary->last - cause->oldest_delayed >= MINUTE_SECONDS) {
        moment_span(span, summary->last - cause->oldest_delayed);
        snprintf(line, sizeof(line), say("The oldest has waited %s."), span);
        note = line;
    }
    text_label(page, say("note"));
    page_wrap(page, TEXT_COLUMN, view_of(note), 0);
}

/* Who is hit at the other end matters when the other end is the reason. */
static bool shows_domains(const struct summary_cause *cause)
{
    sls_view action = view_of(cause->rule->action->word);

    return !view_equal(action, VIEW("fix-sender")) &&
           !view_equal(action, VIEW("fix-auth")) &&
           !view_equal(action, VIEW("upgrade-plan"));
}

void text_cause(struct page *page, const struct report *report,
                const struct summary_cause *cause, size_t place)
{
    const struct summary *summary = report->summary;
    struct rule_words words = wording_of(cause->rule, report->language);

    title_line(page, report, cause, place);
    names_line(page, say("who"), &cause->senders);
    if (shows_domains(cause))
        names_line(page, say("to"), &cause->domains);
    when_line(page, summary, cause);
    if (cause->reply != NULL) {
        text_label(page, say("reply"));
        page_wrap(page, TEXT_COLUMN, cause->reply->example, REPLY_LINES);
    }
    advice_under(page, words.advice);
    note_line(page, summary, cause);
    links_under(page, words.url);
}
