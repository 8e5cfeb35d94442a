/*
 * telling_marks.c - each sentence is one piece for the translator; marks are words.
 */
#include "write/telling_marks.h"

#include <string.h>

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/headline.h"
#include "write/moment.h"

static const char *const mark_words[NEWS_KINDS] = {SAID("NEW"), SAID("BACK"), SAID("UP"),
                                                   SAID("OVER")};

static void add(char text[TELLING_BYTES], const char *between, const char *words)
{
    size_t used = strlen(text);

    snprintf(text + used, TELLING_BYTES - used, "%s%s", used > 0 ? between : "", words);
}

void telling_marks(char text[TELLING_BYTES], unsigned news)
{
    *text = '\0';
    for (size_t i = 0; i < NEWS_KINDS; i++)
        if ((news >> i & 1) != 0)
            add(text, " ", say(mark_words[i]));
}

void telling_marked_title(char text[2 * TELLING_BYTES], const struct report *report,
                          const struct summary_cause *cause)
{
    char marks[TELLING_BYTES], title[TELLING_BYTES];

    telling_marks(marks, cause->news);
    telling_title(title, report, cause);
    snprintf(text, sizeof(marks) + sizeof(title), "%s%s%s", marks,
             *marks != '\0' ? " " : "", title);
}

unsigned telling_all_marks(const struct summary *summary)
{
    unsigned news = summary->excess_count > 0 ? NEWS_OVER : 0;

    for (size_t i = 0; i < summary->cause_count; i++)
        news |= summary->causes[i].news;
    return news;
}

static const struct limit *limit_over(const struct summary *summary,
                                      const struct summary_cause *cause)
{
    for (size_t i = 0; i < summary->excess_count; i++)
        if (summary->excess[i].cause == cause)
            return summary->excess[i].limit;
    return NULL;
}

static void add_back(char text[TELLING_BYTES], const struct summary *summary,
                     const struct summary_cause *cause)
{
    char day[MOMENT_BYTES], words[TELLING_BYTES];

    if (cause->seen_before == 0)
        snprintf(words, sizeof(words), "%s", say("back after a pause"));
    else {
        moment_day(day, cause->seen_before, summary->zone);
        snprintf(words, sizeof(words), say("back: last seen in the report of %s"), day);
    }
    add(text, "; ", words);
}

static void add_counted(char text[TELLING_BYTES], const char *sentence, uint64_t count)
{
    char number[GROUPED_BYTES], words[TELLING_BYTES];

    snprintf(words, sizeof(words), sentence, number_grouped(number, count));
    add(text, "; ", words);
}

void telling_news(char text[TELLING_BYTES], const struct summary *summary,
                  const struct summary_cause *cause)
{
    const struct limit *limit = limit_over(summary, cause);
    char words[TELLING_BYTES];

    *text = '\0';
    if ((cause->news & NEWS_BACK) != 0)
        add_back(text, summary, cause);
    if ((cause->news & NEWS_UP) != 0 && cause->before == 0)
        add(text, "; ", say("up: hardly any before"));
    else if ((cause->news & NEWS_UP) != 0)
        add_counted(text, say("up: at the rate before it would have been about %s"),
                    cause->before);
    if (limit == NULL)
        return;
    snprintf(words, sizeof(words), say("over the limit of %.*s"), (int)limit->words.len,
             limit->words.ptr);
    add(text, "; ", words);
}

static uint64_t marked(const struct summary *summary, unsigned news)
{
    uint64_t count = 0;

    for (size_t i = 0; i < summary->cause_count; i++)
        count += (summary->causes[i].news & news) != 0;
    return count;
}

static void with_what(char text[TELLING_BYTES], const struct summary *summary)
{
    const struct compared *compared = &summary->compared;
    char day[MOMENT_BYTES];
    int64_t time = compared->reports == 1 ? compared->last : compared->first;

    moment_day(day, time, summary->zone);
    if (compared->reports == 1 && time == 0)
        snprintf(text, TELLING_BYTES, "%s", say("compared with an earlier report"));
    else if (compared->reports == 1)
        snprintf(text, TELLING_BYTES, say("compared with the report of %s"), day);
    else
        snprintf(text, TELLING_BYTES, say("compared with %zu reports since %s"),
                 compared->reports, day);
}

void telling_compared(char text[TELLING_BYTES], const struct summary *summary)
{
    const struct {
        const char *sentence;
        uint64_t count;
    } kinds[] = {{SAID("%s new"), marked(summary, NEWS_NEW)},
                 {SAID("%s back"), marked(summary, NEWS_BACK)},
                 {SAID("%s up"), marked(summary, NEWS_UP)},
                 {SAID("%s recovered"), summary->compared.recovered_count}};
    char counts[TELLING_BYTES] = "";
    char number[GROUPED_BYTES], words[TELLING_BYTES];

    *text = '\0';
    if (summary->compared.reports == 0)
        return;
    for (size_t i = 0; i < SLS_COUNT(kinds); i++) {
        snprintf(words, sizeof(words), say(kinds[i].sentence),
                 number_grouped(number, kinds[i].count));
        if (kinds[i].count > 0)
            add(counts, ", ", words);
    }
    with_what(text, summary);
    add(text, ": ", *counts != '\0' ? counts : say("nothing new"));
}

static void tell_excess(char text[TELLING_BYTES], const struct report *report,
                        const struct excess *excess)
{
    const struct book *book = report->summary->tally->book;
    char subject[TELLING_BYTES], share[HEADLINE_BYTES], part[GROUPED_BYTES],
        whole[GROUPED_BYTES];

    if (excess->cause != NULL)
        telling_title(subject, report, excess->cause);
    else
        snprintf(subject, sizeof(subject), "%s",
                 excess->provider != NULL ? wording_provider(book, excess->provider)
                                          : say("all mail"));
    headline_share(share, excess->not_accepted, excess->recipients);
    snprintf(text, TELLING_BYTES, say("%s: %s of %s not accepted (%s), more than %.*s"),
             subject, number_grouped(part, excess->not_accepted),
             number_grouped(whole, excess->recipients), share,
             (int)excess->limit->words.len, excess->limit->words.ptr);
}

void telling_own(char text[TELLING_BYTES], const struct summary *summary)
{
    uint64_t count = summary->totals.own_reports;
    char number[GROUPED_BYTES];

    *text = '\0';
    if (count > 0)
        snprintf(text, TELLING_BYTES,
                 say_many("not counted: %s report that this program mailed itself",
                          "not counted: %s reports that this program mailed itself",
                          count),
                 number_grouped(number, count));
}

static void tell_recovered(char text[TELLING_BYTES], const struct report *report,
                           const struct recovered *recovered)
{
    char number[GROUPED_BYTES];

    snprintf(text, TELLING_BYTES, say("%s: %s (%s before)"),
             wording_provider(report->summary->tally->book, recovered->provider),
             wording_of(recovered->rule, report->language).title,
             number_grouped(number, recovered->before));
}

static void tell_rest(size_t count, size_t most, telling_line *line, void *receiver)
{
    char words[TELLING_BYTES];

    if (count <= most)
        return;
    snprintf(words, sizeof(words), say("(+%zu more)"), count - most);
    line(receiver, 0, words);
}

void telling_each_mark(const struct report *report, size_t most, telling_line *line,
                       void *receiver)
{
    const struct summary *summary = report->summary;
    char words[TELLING_BYTES];

    for (size_t i = 0; i < summary->excess_count && i < most; i++) {
        tell_excess(words, report, &summary->excess[i]);
        line(receiver, NEWS_OVER, words);
    }
    tell_rest(summary->excess_count, most, line, receiver);
    telling_compared(words, summary);
    if (*words != '\0')
        line(receiver, 0, words);
    telling_own(words, summary);
    if (*words != '\0')
        line(receiver, 0, words);
}

void telling_each_recovered(const struct report *report, size_t most, telling_line *line,
                            void *receiver)
{
    const struct compared *compared = &report->summary->compared;
    char words[TELLING_BYTES];

    for (size_t i = 0; i < compared->recovered_count && i < most; i++) {
        tell_recovered(words, report, &compared->recovered[i]);
        line(receiver, 0, words);
    }
    tell_rest(compared->recovered_count, most, line, receiver);
}
