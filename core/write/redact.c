/*
 * redact.c - walks over everything of a report that came from a log, the worst cause
 * first: so the same log gives the same numbers.
 */
#include "write/redact.h"

#include <stdio.h>
#include <string.h>

#include "base/view.h"

enum { NAME_ROOM = 128 };

static void redact_names(struct named_list *list, struct pseudonyms *pseudonyms,
                         sls_view (*one)(struct pseudonyms *, sls_view))
{
    for (size_t i = 0; i < list->count; i++)
        list->items[i].name = one(pseudonyms, list->items[i].name);
}

static sls_view text_of_sample(const struct sample *sample, struct pseudonyms *pseudonyms)
{
    return pseudonym_text(pseudonyms, sample->template);
}

static const struct sample *redacted_sample(const struct sample *sample,
                                            struct pseudonyms *pseudonyms)
{
    struct sample *copy = arena_get(&pseudonyms->arena, sizeof(*copy));

    *copy = *sample;
    copy->template = copy->example = text_of_sample(sample, pseudonyms);
    return copy;
}

static void redact_details(struct summary_cause *cause, struct pseudonyms *pseudonyms)
{
    static sls_view (*const makers[DETAIL_KINDS])(struct pseudonyms *, sls_view) = {
        [DETAIL_ADDRESS] = pseudonym_of_address, [DETAIL_IP] = pseudonym_of_host,
        [DETAIL_DOMAIN] = pseudonym_of_domain,   [DETAIL_RELAY] = pseudonym_of_host,
        [DETAIL_LIMIT] = pseudonym_text,
    };

    for (size_t i = 0; i < cause->detail_count; i++) {
        struct detail *detail = &cause->details[i];
        if (makers[detail->kind] != NULL)
            detail->value = makers[detail->kind](pseudonyms, detail->value);
    }
}

static void redact_sender(struct summary_sender *sender, struct pseudonyms *pseudonyms)
{
    sender->address = pseudonym_of_address(pseudonyms, sender->address);
    sender->from = pseudonym_of_address(pseudonyms, sender->from);
    sender->login = pseudonym_of_address(pseudonyms, sender->login);
}

static void redact_cause(struct summary_cause *cause, struct pseudonyms *pseudonyms)
{
    redact_names(&cause->senders, pseudonyms, pseudonym_of_address);
    redact_names(&cause->domains, pseudonyms, pseudonym_of_domain);
    for (size_t i = 0; i < cause->reply_count; i++) {
        const struct sample *copy = redacted_sample(cause->replies[i], pseudonyms);
        if (cause->reply == cause->replies[i])
            cause->reply = copy;
        cause->replies[i] = copy;
    }
    redact_details(cause, pseudonyms);
    /* The one that is shown may be beyond those that are listed. */
    if (cause->reply != NULL && cause->reply->example.ptr != cause->reply->template.ptr)
        cause->reply = redacted_sample(cause->reply, pseudonyms);
}

static void redact_summary(struct summary *summary, struct pseudonyms *pseudonyms)
{
    for (size_t i = 0; i < summary->cause_count; i++)
        redact_cause(&summary->causes[i], pseudonyms);
    for (size_t i = 0; i < summary->sender_count; i++)
        redact_sender(&summary->senders[i], pseudonyms);
    for (size_t i = 0; i < summary->host_count; i++)
        summary->hosts[i] = pseudonym_of_host(pseudonyms, summary->hosts[i]);
}

static void redact_groups(struct groups *groups, struct pseudonyms *pseudonyms)
{
    static sls_view (*const makers[])(struct pseudonyms *, sls_view) = {
        [BY_SENDER] = pseudonym_of_address,
        [BY_DOMAIN] = pseudonym_of_domain,
        [BY_HOST] = pseudonym_of_host,
    };

    if (groups->grouping >= SLS_COUNT(makers) || makers[groups->grouping] == NULL)
        return;
    for (size_t i = 0; i < groups->count; i++)
        groups->list[i].key = makers[groups->grouping](pseudonyms, groups->list[i].key);
}

/* Words that are told by nothing but that they are known: names of inputs and of hosts.
 */
struct wording {
    struct pseudonyms *pseudonyms;
    struct names {
        const char *from;
        sls_view to;
    } * list;
    size_t count;
};

static void add_name(struct wording *wording, const char *from, sls_view to)
{
    wording->list[wording->count++] = (struct names){from, to};
}

/* "log2" for the second input; standard input has no name. */
static sls_view path_name(struct pseudonyms *pseudonyms, const char *path, size_t number)
{
    char name[32];

    if (strcmp(path, "-") == 0)
        return VIEW("-");
    snprintf(name, sizeof(name), "log%zu", number + 1);
    return arena_keep(&pseudonyms->arena, view_of(name));
}

static bool is_of_word(const char *byte)
{
    return is_alphanumeric(*byte) || *byte == '/';
}

/* The longest name that stands here as a word of its own; NULL: none does. */
static const struct names *name_at(const struct wording *wording, sls_view text,
                                   const char *start)
{
    const struct names *found = NULL;

    if (text.ptr > start && is_of_word(text.ptr - 1))
        return NULL;
    for (size_t i = 0; i < wording->count; i++) {
        sls_view from = view_of(wording->list[i].from);
        bool ends = text.len <= from.len || !is_of_word(text.ptr + from.len);
        if (view_starts(text, from) && ends &&
            (found == NULL || from.len > strlen(found->from)))
            found = &wording->list[i];
    }
    return found;
}

static const char *redact_sentence(const struct wording *wording, const char *sentence)
{
    sls_view rest = view_of(sentence);
    char text[2 * WHY_BYTES];
    size_t used = 0;

    while (rest.len > 0 && used < sizeof(text) - NAME_ROOM) {
        const struct names *name = name_at(wording, rest, sentence);
        if (name == NULL) {
            text[used++] = *rest.ptr;
            rest = view_skip(rest, 1);
            continue;
        }
        sls_view to = view_cut(name->to, NAME_ROOM);
        memcpy(text + used, to.ptr, to.len);
        used += to.len;
        rest = view_skip(rest, strlen(name->from));
    }
    return pseudonym_text(wording->pseudonyms, (sls_view){text, used}).ptr;
}

static void redact_list(const struct wording *wording, size_t count,
                        const char *const **list)
{
    const char **copy =
        arena_get(&wording->pseudonyms->arena, (count + 1) * sizeof(*copy));

    if (*list == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        copy[i] = redact_sentence(wording, (*list)[i]);
    *list = copy;
}

static void redact_why(const struct wording *wording, struct why *why)
{
    snprintf(why->sentence, sizeof(why->sentence), "%s",
             redact_sentence(wording, why->sentence));
    snprintf(why->told, sizeof(why->told), "%s", redact_sentence(wording, why->told));
    why->remedy[0] = '\0';
}

static void redact_ledgers(const struct wording *wording, struct report *report)
{
    struct ledger *copies = arena_get(&wording->pseudonyms->arena,
                                      (report->ledger_count + 1) * sizeof(*copies));

    for (size_t i = 0; i < report->ledger_count; i++) {
        copies[i] = report->ledgers[i];
        copies[i].path = wording->list[i].to.ptr;
        redact_why(wording, &copies[i].problem);
        if (copies[i].duplicate_of != NULL)
            copies[i].duplicate_of = redact_sentence(wording, copies[i].duplicate_of);
    }
    report->ledgers = copies;
}

/* The names of inputs come first, in their order. */
static struct wording wording_make(const struct report *report,
                                   struct pseudonyms *pseudonyms,
                                   const char *const *hosts, size_t host_count)
{
    struct wording wording = {.pseudonyms = pseudonyms};

    wording.list = arena_get(&pseudonyms->arena, (report->ledger_count + host_count + 1) *
                                                     sizeof(*wording.list));
    for (size_t i = 0; i < report->ledger_count; i++)
        add_name(&wording, report->ledgers[i].path,
                 path_name(pseudonyms, report->ledgers[i].path, i));
    for (size_t i = 0; i < host_count; i++)
        add_name(&wording, hosts[i], pseudonym_of_host(pseudonyms, view_of(hosts[i])));
    return wording;
}

void redact_report(struct report *report, struct summary *summary,
                   struct pseudonyms *pseudonyms, const char *const *hosts,
                   size_t host_count)
{
    redact_summary(summary, pseudonyms);
    redact_groups(&report->groups, pseudonyms);
    struct wording wording = wording_make(report, pseudonyms, hosts, host_count);
    redact_list(&wording, report->warning_count, &report->warnings);
    redact_list(&wording, report->warning_count, &report->told_warnings);
    if (report->filter != NULL)
        report->filter = redact_sentence(&wording, report->filter);
    if (report->told_filter != NULL)
        report->told_filter = redact_sentence(&wording, report->told_filter);
    redact_ledgers(&wording, report);
    report->pseudonyms = pseudonyms;
}

void redact_outcome(const struct report *report, struct outcome *outcome)
{
    static sls_view (*const makers[OUTCOME_TEXTS])(struct pseudonyms *, sls_view) = {
        [OUTCOME_HOST] = pseudonym_of_host,
        [OUTCOME_RELAY] = pseudonym_of_host,
        [OUTCOME_MESSAGE_ID] = pseudonym_of_message,
        [OUTCOME_SENDER] = pseudonym_of_address,
        [OUTCOME_LOGIN] = pseudonym_of_address,
        [OUTCOME_RECIPIENT] = pseudonym_of_address,
    };
    const struct samples *samples = &report->summary->tally->samples;

    if (report->pseudonyms == NULL)
        return;
    for (size_t i = 0; i < OUTCOME_TEXTS; i++)
        if (makers[i] != NULL)
            outcome->texts[i] = makers[i](report->pseudonyms, outcome->texts[i]);
    outcome->texts[OUTCOME_REPLY] =
        text_of_sample(&samples->list[outcome->sample], report->pseudonyms);
}
