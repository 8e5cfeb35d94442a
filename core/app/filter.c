/*
 * filter.c - lists of words, each compared with what a recipient has; an empty list
 * keeps everything, and several options must all be met.
 */
#include "app/filter.h"

#include <stdio.h>

#include "app/names.h"
#include "base/arena.h"
#include "base/view.h"
#include "parse/address.h"
#include "queue/pool.h"

static const char *const statuses[] = {"accepted", "delayed", "failed"};

/* Arguments may be lists: "a,b". */
static void split(struct filter_words *words, const struct words *arguments)
{
    for (size_t i = 0; i < arguments->count; i++) {
        sls_view rest = view_of(arguments->list[i]);
        while (rest.len > 0) {
            sls_view word = view_trim(view_take(&rest, ','));
            if (word.len == 0)
                continue;
            words->list =
                memory_resize(words->list, words->count + 1, sizeof(*words->list));
            words->list[words->count++] = word;
        }
    }
}

static bool check_status(const struct book *book, sls_view word, struct why *why)
{
    (void)book;
    for (size_t i = 0; i < SLS_COUNT(statuses); i++)
        if (view_equal(view_of(statuses[i]), word))
            return true;
    names_refuse(SAID("no status \"%s\"%s"), word, statuses, SLS_COUNT(statuses), why);
    return fail_more(why, "; there are: accepted delayed failed");
}

static bool check(const struct filter_words *words, const struct book *book,
                  bool (*one)(const struct book *, sls_view, struct why *),
                  struct why *why)
{
    for (size_t i = 0; i < words->count; i++)
        if (!one(book, words->list[i], why))
            return false;
    return true;
}

bool filter_open(struct filter *filter, const struct options *options,
                 const struct book *book, struct why *why)
{
    *filter = (struct filter){0};
    split(&filter->providers, &options->providers);
    split(&filter->senders, &options->senders);
    split(&filter->domains, &options->domains);
    split(&filter->causes, &options->causes);
    split(&filter->statuses, &options->statuses);
    filter->active = options_filter(options) != NULL;
    for (size_t i = 0; i < filter->domains.count; i++)
        if (view_starts(filter->domains.list[i], VIEW("@")))
            filter->domains.list[i] = view_skip(filter->domains.list[i], 1);
    return check(&filter->providers, book, names_check_provider, why) &&
           check(&filter->causes, book, names_check_cause, why) &&
           check(&filter->statuses, book, check_status, why);
}

void filter_close(struct filter *filter)
{
    memory_free(filter->providers.list);
    memory_free(filter->senders.list);
    memory_free(filter->domains.list);
    memory_free(filter->causes.list);
    memory_free(filter->statuses.list);
}

void filter_words(char *sentence, size_t room, const struct filter *filter, say_how *how)
{
    const struct {
        const char *name;
        const struct filter_words *words;
    } kinds[] = {{SAID("; provider "), &filter->providers},
                 {SAID("; sender "), &filter->senders},
                 {SAID("; recipient domain "), &filter->domains},
                 {SAID("; cause "), &filter->causes},
                 {SAID("; status "), &filter->statuses}};
    size_t used = 0;

    *sentence = '\0';
    for (size_t k = 0; k < SLS_COUNT(kinds); k++)
        for (size_t i = 0; i < kinds[k].words->count && used < room; i++) {
            sls_view word = kinds[k].words->list[i];
            used += (size_t)snprintf(sentence + used, room - used, "%s%.*s",
                                     i == 0 ? how(kinds[k].name) : ", ", (int)word.len,
                                     word.ptr);
        }
}

static bool has_word(const struct filter_words *words, sls_view word)
{
    for (size_t i = 0; i < words->count; i++)
        if (view_equal_nocase(words->list[i], word))
            return true;
    return words->count == 0;
}

bool filter_keeps_domain(const struct filter *filter, sls_view address)
{
    return has_word(&filter->domains, address_domain(address));
}

/* "@client1.example" is everyone of that domain; senders are kept cut. */
static bool keeps_sender(const struct filter *filter, sls_view sender)
{
    sls_view domain = address_domain(sender);

    for (size_t i = 0; i < filter->senders.count; i++) {
        sls_view word = view_cut(filter->senders.list[i], SENDER_BYTES);
        bool of_domain = view_starts(word, VIEW("@"));
        if (of_domain ? view_equal_nocase(view_skip(word, 1), domain)
                      : view_equal_nocase(word, sender))
            return true;
    }
    return filter->senders.count == 0;
}

static bool keeps_cause(const struct filter *filter, const struct book *book,
                        size_t provider, size_t rule)
{
    for (size_t i = 0; i < filter->causes.count; i++) {
        sls_view slug = filter->causes.list[i];
        if (view_find_byte(slug, '/') != NULL &&
            !view_equal(view_take(&slug, '/'),
                        view_of(book->plugins[provider].info.name)))
            continue;
        if (view_equal(slug, view_of(book->rules[rule].cause->slug)))
            return true;
    }
    return filter->causes.count == 0;
}

static bool keeps_provider(const struct filter *filter, const struct book *book,
                           size_t provider)
{
    return has_word(&filter->providers, view_of(book->plugins[provider].info.name));
}

bool filter_may_keep(const struct filter *filter, const struct book *book,
                     sls_view sender, bool to_wanted, const struct verdict *verdict)
{
    return (to_wanted || filter->domains.count == 0) &&
           (sender.len == 0 || keeps_sender(filter, sender)) &&
           keeps_provider(filter, book, verdict->provider) &&
           keeps_cause(filter, book, verdict->provider, verdict->rule);
}

static bool keeps_status(const struct filter *filter, const struct recipient *recipient)
{
    static const char *const words[] = {[FATE_NONE] = "",
                                        [FATE_ACCEPTED] = "accepted",
                                        [FATE_DELAYED] = "delayed",
                                        [FATE_FAILED] = "failed"};
    return has_word(&filter->statuses, view_of(words[recipient->fate]));
}

bool filter_keeps(const struct filter *filter, const struct tally *tally,
                  const struct recipient *recipient, sls_view sender)
{
    struct charge charge = tally_charge(tally, recipient);

    if (recipient->local || !keeps_status(filter, recipient) ||
        !keeps_sender(filter, sender) ||
        !keeps_provider(filter, tally->book, charge.provider))
        return false;
    if (filter->domains.count > 0 && !recipient->to_wanted)
        return false;
    if (filter->causes.count == 0)
        return true;
    return charge.has_cause &&
           keeps_cause(filter, tally->book, charge.provider, charge.rule);
}
