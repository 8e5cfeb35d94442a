/*
 * telling.c - each sentence is one piece for the translator.
 */
#include "write/telling.h"

#include "base/number.h"
#include "base/say.h"
#include "write/listing.h"
#include "write/moment.h"

void telling_title(char text[TELLING_BYTES], const struct report *report,
                   const struct summary_cause *cause)
{
    snprintf(text, TELLING_BYTES, "%s: %s",
             wording_provider(report->summary->tally->book, cause->provider),
             wording_of(cause->rule, report->language).title);
}

void telling_counts(char text[TELLING_BYTES], const struct summary_cause *cause)
{
    char failed_room[GROUPED_BYTES], delayed_room[GROUPED_BYTES];
    const char *failed = number_grouped(failed_room, cause->failed);
    const char *delayed = number_grouped(delayed_room, cause->delayed);

    if (cause->failed > 0 && cause->delayed > 0)
        snprintf(text, TELLING_BYTES, say("%s failed, %s delayed"), failed, delayed);
    else if (cause->failed > 0)
        snprintf(text, TELLING_BYTES, say("%s failed"), failed);
    else
        snprintf(text, TELLING_BYTES, say("%s delayed"), delayed);
}

void telling_share(char text[TELLING_BYTES], const struct summary *summary,
                   const struct summary_cause *cause)
{
    uint64_t all = summary->totals.failed + summary->totals.delayed;

    snprintf(
        text, TELLING_BYTES, "%llu%%",
        (unsigned long long)((cause_weight(cause) * 100 + all / 2) / (all ? all : 1)));
}

/* Of one time or of two, over or not. */
static const char *const when_sentences[2][2] = {
    {SAID("at %s, over: mail was accepted after it"), SAID("at %s, still happening")},
    {SAID("since %s, last %s, over: mail was accepted after it"),
     SAID("since %s, last %s, still happening")},
};

void telling_when(char text[TELLING_BYTES], const struct summary *summary,
                  const struct summary_cause *cause)
{
    char first[MOMENT_BYTES], last[MOMENT_BYTES];
    bool twice = cause->first != cause->last;

    *text = '\0';
    if (cause->first == 0)
        return;
    moment_clock(first, cause->first, summary->last, summary->zone);
    moment_clock(last, cause->last, summary->last, summary->zone);
    snprintf(text, TELLING_BYTES, say(when_sentences[twice][cause->ongoing]), first,
             last);
}

void telling_note(char text[TELLING_BYTES], const struct summary *summary,
                  const struct summary_cause *cause)
{
    char span[MOMENT_BYTES];
    int64_t waited = summary->last - cause->oldest_delayed;

    *text = '\0';
    if (cause->delayed == 0)
        return;
    if (listing_is_hopeless(cause)) {
        snprintf(text, TELLING_BYTES, "%s",
                 say("These are retried, but cannot succeed until this is put right."));
    } else if (cause->oldest_delayed != 0 && waited >= MINUTE_SECONDS) {
        moment_span(span, waited);
        snprintf(text, TELLING_BYTES, say("The oldest has waited %s."), span);
    } else {
        snprintf(text, TELLING_BYTES, "%s",
                 say("These are still in the queue and are retried."));
    }
}
