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

/* What is found under a key.  Whoever writes a partial chooses its keys: one of a message
   must not find a recipient. */
static const uint64_t A_MESSAGE = 0, A_RECIPIENT = 1ull << 62, A_START = 2ull << 62;

static uint64_t key_of(uint64_t hash, uint64_t kind)
{
    return (hash & ~(3ull << 62)) | kind;
}

static uint32_t index_find(const struct join *join, uint64_t hash, uint64_t kind)
{
    const uint32_t *found = table_find(&join->index, key_of(hash, kind));
    return found == NULL ? 0 : *found;
}

/* What was there before; 0: nothing. */
static uint32_t index_put(struct join *join, uint64_t hash, uint64_t kind, uint32_t slot)
{
    bool added;
    uint32_t *place = table_put(&join->index, key_of(hash, kind), &added);
    uint32_t before = *place;

    *place = slot;
    return before;
}

static void index_remove(struct join *join, uint64_t hash, uint64_t kind)
{
    table_remove(&join->index, key_of(hash, kind));
}

uint32_t messages_find(const struct join *join, uint64_t key)
{
    return index_find(join, key, A_MESSAGE);
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
        index_remove(join, recipient->start, A_START);
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
        index_remove(join, recipient->key, A_RECIPIENT);
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
    index_remove(join, join->messages[m].key, A_MESSAGE);
    if (join->messages[m].other_key != 0)
        index_remove(join, join->messages[m].other_key, A_MESSAGE);
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
    index_put(join, key, A_MESSAGE, m);
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
    return messages_known_of(join, m, messages_address(join, address));
}

struct recipient *messages_known_of(const struct join *join, uint32_t m,
                                    uint64_t address_hash)
{
    uint32_t known = index_find(join, address_key(join, m, address_hash), A_RECIPIENT);
    return known == 0 ? NULL : &join->recipients[known];
}

struct recipient *messages_recipient(struct join *join, uint32_t m, sls_view address)
{
    return messages_recipient_of(join, m, messages_address(join, address));
}

struct recipient *messages_recipient_of(struct join *join, uint32_t m,
                                        uint64_t address_hash)
{
    uint64_t key = address_key(join, m, address_hash);
    uint32_t known = index_find(join, key, A_RECIPIENT);

    if (known != 0)
        return &join->recipients[known];
    uint32_t r = take_recipient(join, m);
    join->recipients[r] = (struct recipient){
        .key = key,
        .address = address_hash,
        .delay_ms = -1,
        .message = m,
        .next = join->messages[m].first,
    };
    join->messages[m].first = r;
    index_put(join, key, A_RECIPIENT, r);
    return &join->recipients[r];
}

void messages_start(struct join *join, struct recipient *recipient, uint64_t key)
{
    forget_start(join, recipient);
    uint32_t before =
        index_put(join, key, A_START, (uint32_t)(recipient - join->recipients));
    if (before != 0)
        join->recipients[before].start = 0; /* the number begins again */
    recipient->start = key;
}

bool messages_is_started(const struct join *join, uint64_t key)
{
    return index_find(join, key, A_START) != 0;
}

uint32_t messages_started(struct join *join, uint64_t key)
{
    uint32_t r = index_find(join, key, A_START);

    if (r != 0)
        forget_start(join, &join->recipients[r]);
    return r;
}

void messages_also(struct join *join, uint32_t m, uint64_t key)
{
    if (messages_find(join, key) != 0)
        return; /* another message has it: the first one keeps it */
    index_put(join, key, A_MESSAGE, m);
    join->messages[m].other_key = key;
}

void messages_change_key(struct join *join, uint32_t m, uint64_t key)
{
    index_remove(join, join->messages[m].key, A_MESSAGE);
    index_put(join, key, A_MESSAGE, m);
    join->messages[m].key = key;
    for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next) {
        struct recipient *recipient = &join->recipients[r];
        index_remove(join, recipient->key, A_RECIPIENT);
        recipient->key = hash_mix(key, recipient->address);
        index_put(join, recipient->key, A_RECIPIENT, r);
    }
}
