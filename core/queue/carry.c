/*
 * carry.c - a message, then its recipients, first to last; one order for both ways.
 */
#include "queue/carry.h"

#include "base/hash.h"
#include "base/view.h"
#include "queue/learn.h"
#include "queue/messages.h"
#include "queue/pool.h"

#include <string.h>

enum { LOGGED_IN = 1, OPENED = 2, NOTICE = 4, OWN = 8, MESSAGE_FLAGS = 15 };

enum {
    ASKS_LOGIN = 1 << 0,
    PROVIDER_KNOWN = 1 << 1,
    WAS_REFUSED = 1 << 2,
    JUDGED = 1 << 3,
    LOCAL = 1 << 4,
    UNSEEN = 1 << 5,
    CONFIRMED = 1 << 6,
    AFTER_ACCEPTANCE = 1 << 7,
    TO_WANTED = 1 << 8,
    COUNTED = 1 << 9,
    CARRIED = 1 << 10,
    RECIPIENT_FLAGS = (1 << 11) - 1
};

static uint64_t flags_of(const struct recipient *recipient)
{
    return (recipient->asks_login ? ASKS_LOGIN : 0u) |
           (recipient->provider_known ? PROVIDER_KNOWN : 0u) |
           (recipient->was_refused ? WAS_REFUSED : 0u) |
           (recipient->judged ? JUDGED : 0u) | (recipient->local ? LOCAL : 0u) |
           (recipient->unseen ? UNSEEN : 0u) | (recipient->confirmed ? CONFIRMED : 0u) |
           (recipient->after_acceptance ? AFTER_ACCEPTANCE : 0u) |
           (recipient->to_wanted ? TO_WANTED : 0u) | (recipient->counted ? COUNTED : 0u) |
           (recipient->carried ? CARRIED : 0u);
}

static void set_flags(struct recipient *recipient, uint64_t flags)
{
    recipient->asks_login = flags & ASKS_LOGIN;
    recipient->provider_known = flags & PROVIDER_KNOWN;
    recipient->was_refused = flags & WAS_REFUSED;
    recipient->judged = flags & JUDGED;
    recipient->local = flags & LOCAL;
    recipient->unseen = flags & UNSEEN;
    recipient->confirmed = flags & CONFIRMED;
    recipient->after_acceptance = flags & AFTER_ACCEPTANCE;
    recipient->to_wanted = flags & TO_WANTED;
    recipient->counted = flags & COUNTED;
    recipient->carried = flags & CARRIED;
}

static void put_name(struct pack_names *names, struct pack *pack, uint32_t id)
{
    if (names != NULL)
        pack_name(names, pack, id);
    else
        pack_number(pack, id);
}

static uint32_t get_name(const struct carry_numbers *numbers, struct unpack *unpack)
{
    return numbers != NULL ? unpack_name(numbers->names, unpack)
                           : (uint32_t)unpack_upto(unpack, UINT32_MAX);
}

static void pack_recipient(const struct recipient *recipient, struct pack_names *names,
                           struct pack *pack)
{
    pack_number(pack, recipient->address);
    pack_number(pack, recipient->start);
    pack_number(pack, flags_of(recipient));
    pack_number(pack, recipient->fate);
    pack_signed(pack, recipient->first);
    pack_signed(pack, recipient->last - recipient->first);
    pack_signed(pack, recipient->refused - recipient->first);
    pack_signed(pack, recipient->delay_ms);
    put_name(names, pack, recipient->domain);
    put_name(names, pack, recipient->from);
    put_name(names, pack, recipient->login);
    put_name(names, pack, recipient->host);
    put_name(names, pack, recipient->relay);
    pack_number(pack, recipient->attempts);
    pack_number(pack, recipient->refusals);
    pack_number(pack, recipient->provider);
    pack_number(pack, recipient->mark.cause);
    pack_number(pack, recipient->mark.sample);
}

static void pack_recipients(const struct join *join, const struct message *message,
                            struct pack_names *names, struct pack *pack)
{
    size_t count = 0;

    for (uint32_t r = message->first; r != 0; r = join->recipients[r].next)
        count++;
    pack_number(pack, count);
    for (uint32_t r = message->first; r != 0; r = join->recipients[r].next)
        pack_recipient(&join->recipients[r], names, pack);
}

static void pack_message(const struct join *join, const struct message *message,
                         struct pack_names *names, struct pack *pack)
{
    pack_number(pack, message->key);
    pack_number(pack, message->message_id);
    pack_number(pack, (message->logged_in ? LOGGED_IN : 0u) |
                          (message->opened ? OPENED : 0u) |
                          (message->notice ? NOTICE : 0u) | (message->own ? OWN : 0u));
    put_name(names, pack, message->relay);
    put_name(names, pack, message->from);
    pack_text(pack, (sls_view){message->sender, message->sender_bytes});
    pack_signed(pack, message->seen);
    pack_recipients(join, message, names, pack);
}

void carry_samples(const struct join *join, bool *used, size_t count)
{
    for (uint32_t m = join->oldest; m != 0; m = join->messages[m].newer)
        for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next)
            if (join->recipients[r].mark.sample < count)
                used[join->recipients[r].mark.sample] = true;
}

void carry_pack(const struct join *join, struct pack_names *names, struct pack *pack)
{
    size_t count = 0;

    for (uint32_t m = join->oldest; m != 0; m = join->messages[m].newer)
        count++;
    pack_number(pack, count);
    for (uint32_t m = join->oldest; m != 0; m = join->messages[m].newer)
        pack_message(join, &join->messages[m], names, pack);
}

static uint32_t number_of(const uint32_t *numbers, size_t count, uint32_t number,
                          struct unpack *unpack)
{
    if (number < count)
        return numbers[number];
    unpack->bad |= number != 0; /* 0 is what nobody has set */
    return 0;
}

static struct recipient unpack_recipient(const struct carry_numbers *numbers,
                                         struct unpack *unpack)
{
    struct recipient recipient = {.address = unpack_number(unpack)};

    recipient.start = unpack_number(unpack);
    set_flags(&recipient, unpack_upto(unpack, RECIPIENT_FLAGS));
    recipient.fate = (uint8_t)unpack_upto(unpack, FATE_FAILED);
    recipient.first = unpack_signed(unpack);
    recipient.last =
        (int64_t)((uint64_t)recipient.first + (uint64_t)unpack_signed(unpack));
    recipient.refused =
        (int64_t)((uint64_t)recipient.first + (uint64_t)unpack_signed(unpack));
    recipient.delay_ms = unpack_signed(unpack);
    recipient.domain = get_name(numbers, unpack);
    recipient.from = get_name(numbers, unpack);
    recipient.login = get_name(numbers, unpack);
    recipient.host = get_name(numbers, unpack);
    recipient.relay = get_name(numbers, unpack);
    recipient.attempts = (uint32_t)unpack_upto(unpack, UINT32_MAX);
    recipient.refusals = (uint32_t)unpack_upto(unpack, UINT32_MAX);
    recipient.provider = (uint32_t)unpack_upto(unpack, UINT32_MAX);
    recipient.mark.cause = (uint32_t)unpack_upto(unpack, UINT32_MAX);
    recipient.mark.sample = (uint32_t)unpack_upto(unpack, UINT32_MAX);
    return recipient;
}

static void renumber(struct recipient *recipient, const struct carry_numbers *numbers,
                     struct unpack *unpack)
{
    if (numbers == NULL)
        return;
    recipient->provider = number_of(numbers->providers, numbers->provider_count,
                                    recipient->provider, unpack);
    recipient->mark.cause =
        number_of(numbers->causes, numbers->cause_count, recipient->mark.cause, unpack);
    bool charged = recipient->was_refused || (recipient->fate >= FATE_DELAYED &&
                                              !recipient->local && !recipient->unseen);
    unpack->bad |= (charged && numbers->cause_count == 0) || numbers->provider_count == 0;
    recipient->mark.sample = number_of(numbers->samples, numbers->sample_count,
                                       recipient->mark.sample, unpack);
}

/* Each one is put in front of those before it: the last shall be the first again. */
static void turn_round(struct join *join, uint32_t m)
{
    uint32_t turned = 0;

    for (uint32_t r = join->messages[m].first, next; r != 0; r = next) {
        next = join->recipients[r].next;
        join->recipients[r].next = turned;
        turned = r;
    }
    join->messages[m].first = turned;
}

static void unpack_recipients(struct join *join, uint32_t m,
                              const struct carry_numbers *numbers, struct unpack *unpack)
{
    size_t count = unpack_count(unpack, 18);

    for (size_t i = 0; i < count && !unpack->bad; i++) {
        struct recipient carried = unpack_recipient(numbers, unpack);
        renumber(&carried, numbers, unpack);
        if (messages_known_of(join, m, carried.address) != NULL) {
            unpack->bad = true; /* nobody is twice a recipient of one message */
            break;
        }
        struct recipient *recipient = messages_recipient_of(join, m, carried.address);
        uint64_t start = carried.start;
        carried.start = 0;
        carried.key = recipient->key;
        carried.message = m;
        carried.next = recipient->next;
        *recipient = carried;
        if (start != 0)
            messages_start(join, recipient, start);
    }
    turn_round(join, m);
}

static void unpack_message(struct join *join, const struct carry_numbers *numbers,
                           struct unpack *unpack)
{
    uint64_t key = unpack_number(unpack);
    uint32_t stale = messages_find(join, key);

    if (stale != 0)
        messages_finish(join, stale);
    uint32_t m = messages_put(join, key);
    struct message *message = &join->messages[m];
    message->message_id = unpack_number(unpack);
    uint64_t flags = unpack_upto(unpack, MESSAGE_FLAGS);
    message->logged_in = flags & LOGGED_IN;
    message->opened = flags & OPENED;
    message->notice = flags & NOTICE;
    message->own = flags & OWN;
    message->relay = get_name(numbers, unpack);
    message->from = get_name(numbers, unpack);
    learn_sender(message, unpack_text(unpack));
    message->seen = unpack_signed(unpack);
    unpack_recipients(join, m, numbers, unpack);
}

bool carry_unpack(struct join *join, const struct carry_numbers *numbers,
                  struct unpack *unpack)
{
    size_t count = unpack_count(unpack, 8);

    for (size_t i = 0; i < count && !unpack->bad; i++)
        unpack_message(join, numbers, unpack);
    return !unpack->bad;
}
