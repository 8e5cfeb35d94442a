/*
 * telling.c - each sentence is one piece for the translator.
 */
#include "write/telling.h"

#include <string.h>

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
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

/* What each kind of detail says; %s is one value, or several. */
static const char *const detail_words[DETAIL_KINDS] = {
    [DETAIL_ADDRESS] = SAID("refused address %s"),
    [DETAIL_IP] = SAID("IP address %s"),
    [DETAIL_BLOCKLIST] = SAID("blocklist %s"),
    [DETAIL_DOMAIN] = SAID("domain %s"),
    [DETAIL_CHECK] = SAID("about %s"),
    [DETAIL_WAIT] = SAID("to wait %s"),
    [DETAIL_LIMIT] = SAID("limit: %s"),
    [DETAIL_PORT] = SAID("port %s: use 587, which is for sending with a login"),
    [DETAIL_RELAY] = SAID("relay %s"),
    [DETAIL_SIMILAR] = SAID("similar known relay: %s"),
    [DETAIL_PACKAGE] = SAID("missing package %s"),
};

enum { VALUE_BYTES = 80 };

/* "192.0.2.1, 192.0.2.2 (+3 more)": the details from number i on that are of its kind;
 *i is then behind them. */
static void detail_values(char text[TELLING_BYTES], const struct summary_cause *cause,
                          size_t *i)
{
    enum detail_kind kind = cause->details[*i].kind;
    size_t used = 0, more = cause->details_more[kind];

    for (const char *before = "";
         *i < cause->detail_count && cause->details[*i].kind == kind; before = ", ") {
        sls_view value = view_cut(cause->details[(*i)++].value, VALUE_BYTES);
        used += (size_t)snprintf(text + used, TELLING_BYTES - used, "%s%.*s", before,
                                 (int)value.len, value.ptr);
    }
    if (more > 0 && used < TELLING_BYTES)
        snprintf(text + used, TELLING_BYTES - used, say(" (+%zu more)"), more);
}

void telling_details(char text[TELLING_BYTES], const struct summary_cause *cause)
{
    char values[TELLING_BYTES], words[TELLING_BYTES];
    size_t used = 0;

    *text = '\0';
    for (size_t i = 0; i < cause->detail_count;) {
        enum detail_kind kind = cause->details[i].kind;
        detail_values(values, cause, &i);
        snprintf(words, TELLING_BYTES, say(detail_words[kind]), values);
        size_t length = strlen(words) + (used > 0 ? 2 : 0);
        if (used + length >= TELLING_BYTES)
            return;
        snprintf(text + used, TELLING_BYTES - used, used > 0 ? "; %s" : "%s", words);
        used += length;
    }
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
