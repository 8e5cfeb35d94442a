/*
 * summary_senders.c - finds the login of each row of senders, and compares.
 *
 * Rows that turn out to be the same to a reader (of one login, known from the log here
 * and from the user there) become one.
 */
#include "tally/summary_senders.h"

#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "parse/address.h"
#include "rules/freemail.h"

static uint64_t refused(const struct summary_sender *sender)
{
    return sender->failed + sender->delayed;
}

/* What makes a row one of its own, in a fixed order. */
static int by_name(const struct summary_sender *left, const struct summary_sender *right)
{
    int order = view_order(left->address, right->address);

    if (order == 0)
        order = strcmp(left->provider, right->provider);
    if (order == 0)
        order = view_order(left->from, right->from);
    return order != 0 ? order : view_order(left->login, right->login);
}

static int by_who(const void *a, const void *b)
{
    const struct summary_sender *left = a, *right = b;
    return by_name(left, right);
}

static int by_trouble(const void *a, const void *b)
{
    const struct summary_sender *left = a, *right = b;

    if (refused(left) != refused(right))
        return refused(left) > refused(right) ? -1 : 1;
    if (left->accepted != right->accepted)
        return left->accepted > right->accepted ? -1 : 1;
    return by_name(left, right);
}

static sls_view login_of(const struct tally *tally, const struct sender_row *row,
                         sls_view address)
{
    if (row->login > INTERN_OTHER)
        return intern_view(tally->names, row->login);
    if (!row->asks_login || tally->identities == NULL)
        return (sls_view){"", 0};
    return identities_login(tally->identities, row->provider, address);
}

static struct summary_sender sender_of(const struct tally *tally,
                                       const struct sender_row *row)
{
    const struct plugin *plugin = &tally->book->plugins[row->provider];
    struct summary_sender sender = {
        .address = intern_view(tally->names, row->sender),
        .provider = plugin->info.name,
        .provider_title = plugin->info.title,
        .accepted = row->counts.accepted,
        .delayed = row->counts.delayed,
        .failed = row->counts.failed,
        .disowned = row->disowned,
    };

    if (row->from > INTERN_OTHER && row->from != row->sender)
        sender.from = intern_view(tally->names, row->from);
    sls_view domain = address_domain(sender_shown(&sender));
    sender.freemail = freemail_domain(domain);
    sender.freemail_foreign = row->asks_login && row->provider != tally->book->generic &&
                              freemail_is_foreign(domain, sender.provider);
    sender.login = login_of(tally, row, sender.address);
    return sender;
}

static void add(struct summary_sender *sum, const struct summary_sender *part)
{
    sum->accepted += part->accepted;
    sum->delayed += part->delayed;
    sum->failed += part->failed;
    sum->disowned += part->disowned;
    sum->freemail_foreign |= part->freemail_foreign;
}

static void merge_equals(struct summary *summary)
{
    struct summary_sender *senders = summary->senders;
    size_t kept = 0;

    for (size_t i = 0; i < summary->sender_count; i++) {
        if (kept > 0 && by_name(&senders[kept - 1], &senders[i]) == 0)
            add(&senders[kept - 1], &senders[i]);
        else
            senders[kept++] = senders[i];
    }
    summary->sender_count = kept;
}

/* The provider's own word counts for more than the look of two addresses. */
static enum login_match match_of(const struct tally *tally,
                                 const struct summary_sender *sender)
{
    size_t provider = book_plugin(tally->book, sender->provider);
    enum login_match match = tally->identities == NULL
                                 ? login_compare(sender_shown(sender), sender->login)
                                 : identities_match(tally->identities, provider,
                                                    sender_shown(sender), sender->login);

    return sender->disowned > 0 && match != LOGIN_SAME ? LOGIN_DIFFERS : match;
}

void summary_senders(struct summary *summary)
{
    const struct tally *tally = summary->tally;
    const struct senders *rows = &tally->by_sender;

    summary->senders =
        arena_get(&summary->arena, (rows->count + 1) * sizeof(*summary->senders));
    summary->senders_other = rows->other;
    for (uint32_t i = 0; i < rows->count; i++)
        summary->senders[summary->sender_count++] = sender_of(tally, &rows->list[i]);
    qsort(summary->senders, summary->sender_count, sizeof(*summary->senders), by_who);
    merge_equals(summary);
    for (size_t i = 0; i < summary->sender_count; i++)
        summary->senders[i].match = match_of(tally, &summary->senders[i]);
    qsort(summary->senders, summary->sender_count, sizeof(*summary->senders), by_trouble);
}
