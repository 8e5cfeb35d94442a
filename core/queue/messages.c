/*
 * messages.c - a table from keys to slots, and a list by the last line about a message.
 *
 * The first in the list leaves when memory is full, and at the end of the log all leave
 * in that order, so that the same log gives the same report whatever the hash seed.
 */
#include "queue/messages.h"

#include "base/hash.h"
#include "base/view.h"
#include "queue/pool.h"
#include "queue/shelf.h"

uint32_t messages_find(const struct join *join, uint64_t key)
{
    const uint32_t *found = table_find(&join->index, key);
    return found == NULL ? 0 : *found;
}

static void list_remove(struct join *join, uint32_t m)
{
    struct message *message = &join->messages[m];

    if (message->older != 0)
        join->messages[message->older].newer = message->newer;
    else
        join->oldest = message->newer;
    if (message->newer != 0)
        join->messages[message->newer].older = message->older;
    else
        join->newest = message->older;
}

static void list_append(struct join *join, uint32_t m)
{
    struct message *message = &join->messages[m];

    message->older = join->newest;
    message->newer = 0;
    if (join->newest != 0)
        join->messages[join->newest].newer = m;
    else
        join->oldest = m;
    join->newest = m;
}

void messages_touch(struct join *join, uint32_t m)
{
    if (join->newest == m)
        return;
    list_remove(join, m);
    list_append(join, m);
}

static void hand_on(struct join *join, const struct message *message,
                    struct recipient *recipient, bool *first)
{
    if (recipient->fate == FATE_NONE || recipient->counted || message->notice ||
        (message->told && join->claimed_only))
        return;
    if (!recipient->local)
        recipient->sender =
            intern_id(join->names, (sls_view){message->sender, message->sender_bytes});
    if (message->from != INTERN_NONE)
        recipient->from = message->from;
    recipient->first_of_message = *first && !recipient->local;
    *first = *first && recipient->local;
    join->finish(join->receiver, recipient);
}

void messages_tell(struct join *join, uint32_t m)
{
    bool first = true;

    for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next) {
        struct recipient *recipient = &join->recipients[r];
        hand_on(join, &join->messages[m], recipient, &first);
        recipient->counted |=
            recipient->fate == FATE_ACCEPTED || recipient->fate == FATE_FAILED;
    }
}

bool messages_waits(const struct join *join, uint32_t m)
{
    for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next)
        if (join->recipients[r].fate == FATE_DELAYED)
            return true;
    return false;
}

static void forget_start(struct join *join, struct recipient *recipient)
{
    if (recipient->start != 0)
        table_remove(&join->index, recipient->start);
    recipient->start = 0;
}

void messages_finish_recipients(struct join *join, uint32_t m)
{
    bool first = true;

    for (uint32_t r = join->messages[m].first, next; r != 0; r = next) {
        struct recipient *recipient = &join->recipients[r];
        next = recipient->next;
        hand_on(join, &join->messages[m], recipient, &first);
        forget_start(join, recipient);
        table_remove(&join->index, recipient->key);
        pool_give_recipient(join, r);
    }
    join->messages[m].first = 0;
}

void messages_drop(struct join *join, uint32_t m)
{
    for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next)
        join->recipients[r].fate = FATE_NONE;
    messages_finish(join, m);
}

void messages_finish(struct join *join, uint32_t m)
{
    messages_finish_recipients(join, m);
    table_remove(&join->index, join->messages[m].key);
    if (join->messages[m].other_key != 0)
        table_remove(&join->index, join->messages[m].other_key);
    list_remove(join, m);
    pool_give_message(join, m);
}

/* An export's recipients are kept in less room; false when that is full, too. */
static bool lay_down(struct join *join, const struct message *message)
{
    for (uint32_t r = message->first; r != 0; r = join->recipients[r].next) {
        struct recipient *recipient = &join->recipients[r];
        if (recipient->fate == FATE_NONE)
            continue;
        struct story story = story_of(recipient);
        story.message = message->key;
        story.other_key = message->other_key;
        story.sender =
            intern_id(join->names, (sls_view){message->sender, message->sender_bytes});
        if (!shelf_put(&join->shelf, &story))
            return false;
        recipient->fate = FATE_NONE;
    }
    return true;
}

/* Makes room of the recipients of a message, before its time. */
static void evict_recipients(struct join *join, uint32_t m)
{
    struct message *message = &join->messages[m];

    if (message->first != 0 && !(message->told && lay_down(join, message))) {
        join->evicted++;
        join->evicted_events += message->told;
    }
    message->unclaimed = 0;
    messages_finish_recipients(join, m);
}

static void evict_oldest(struct join *join)
{
    evict_recipients(join, join->oldest);
    messages_finish(join, join->oldest);
}

/* The open message of a key, made when there is none. */
uint32_t messages_put(struct join *join, uint64_t key)
{
    uint32_t m = messages_find(join, key);

    if (m != 0) {
        messages_touch(join, m);
        return m;
    }
    while ((m = pool_take_message(join)) == 0)
        evict_oldest(join);
    join->messages[m].key = key;
    list_append(join, m);
    bool added;
    *table_put(&join->index, key, &added) = m;
    return m;
}

/* A free recipient for message m, which is the newest and so the last to be evicted. */
static uint32_t take_recipient(struct join *join, uint32_t m)
{
    uint32_t r;

    while ((r = pool_take_recipient(join)) == 0) {
        if (join->oldest != m)
            evict_oldest(join);
        else
            evict_recipients(join, m);
    }
    return r;
}

uint64_t messages_address(const struct join *join, sls_view address)
{
    return hash_view(address, ~join->seed);
}

static uint64_t address_key(const struct join *join, uint32_t m, uint64_t address_hash)
{
    return hash_mix(join->messages[m].key, address_hash);
}

struct recipient *messages_known(const struct join *join, uint32_t m, sls_view address)
{
    const uint32_t *known =
        table_find(&join->index, address_key(join, m, messages_address(join, address)));
    return known == NULL ? NULL : &join->recipients[*known];
}

struct recipient *messages_recipient(struct join *join, uint32_t m, sls_view address)
{
    return messages_recipient_of(join, m, messages_address(join, address));
}

struct recipient *messages_recipient_of(struct join *join, uint32_t m,
                                        uint64_t address_hash)
{
    uint64_t key = address_key(join, m, address_hash);
    const uint32_t *known = table_find(&join->index, key);

    if (known != NULL)
        return &join->recipients[*known];
    uint32_t r = take_recipient(join, m);
    join->recipients[r] = (struct recipient){
        .key = key,
        .address = address_hash,
        .delay_ms = -1,
        .message = m,
        .next = join->messages[m].first,
    };
    join->messages[m].first = r;
    bool added;
    *table_put(&join->index, key, &added) = r;
    return &join->recipients[r];
}

void messages_start(struct join *join, struct recipient *recipient, uint64_t key)
{
    bool added;

    forget_start(join, recipient);
    uint32_t *place = table_put(&join->index, key, &added);
    if (!added)
        join->recipients[*place].start = 0; /* the number begins again */
    *place = (uint32_t)(recipient - join->recipients);
    recipient->start = key;
}

uint32_t messages_started(struct join *join, uint64_t key)
{
    const uint32_t *found = table_find(&join->index, key);
    if (found == NULL)
        return 0;
    uint32_t r = *found;
    forget_start(join, &join->recipients[r]);
    return r;
}

void messages_also(struct join *join, uint32_t m, uint64_t key)
{
    bool added;
    uint32_t *place = table_put(&join->index, key, &added);

    if (!added)
        return; /* another message has it: the first one keeps it */
    *place = m;
    join->messages[m].other_key = key;
}

void messages_change_key(struct join *join, uint32_t m, uint64_t key)
{
    bool added;

    table_remove(&join->index, join->messages[m].key);
    *table_put(&join->index, key, &added) = m;
    join->messages[m].key = key;
    for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next) {
        struct recipient *recipient = &join->recipients[r];
        table_remove(&join->index, recipient->key);
        recipient->key = hash_mix(key, recipient->address);
        *table_put(&join->index, recipient->key, &added) = r;
    }
}
