/*
 * join.c - the rules of joining lines to messages (docs/architecture.md lists them).
 *
 * The open messages stand in a list by the last line about them; the first in the list
 * leaves when memory is full, and at the end of the log all leave in that order, so that
 * the same log gives the same report whatever the hash seed.
 */
#include "queue/join.h"

#include "base/hash.h"
#include "base/view.h"
#include "parse/address.h"
#include "queue/pool.h"

void join_open(struct join *join, struct intern *names, uint64_t memory_bytes,
               uint64_t seed, join_finish *finish, void *receiver)
{
    *join = (struct join){
        .names = names, .finish = finish, .receiver = receiver, .seed = seed};
    pool_open(join, memory_bytes);
    table_open(&join->index, 0);
}

void join_close(struct join *join)
{
    pool_close(join);
    table_close(&join->index);
}

static uint64_t message_key(const struct join *join, const sls_attempt *attempt,
                            sls_view id)
{
    uint64_t place = hash_mix(hash_view(attempt->host, join->seed),
                              hash_view(attempt->instance, join->seed));
    return hash_mix(place, hash_view(id, join->seed));
}

static uint32_t find_message(const struct join *join, uint64_t key)
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

static void touch(struct join *join, uint32_t m)
{
    if (join->newest == m)
        return;
    list_remove(join, m);
    list_append(join, m);
}

static void hand_on(struct join *join, const struct message *message,
                    struct recipient *recipient, bool *first)
{
    if (recipient->fate == FATE_NONE || message->notice)
        return;
    if (!recipient->local)
        recipient->sender =
            intern_id(join->names, (sls_view){message->sender, message->sender_bytes});
    recipient->first_of_message = *first && !recipient->local;
    *first = *first && recipient->local;
    join->finish(join->receiver, recipient);
}

/* Hands on the recipients of a message, which stays open without any.  Those of a notice
   that was told to be one too late are not the user's mail and go nowhere. */
static void finish_recipients(struct join *join, uint32_t m)
{
    bool first = true;

    for (uint32_t r = join->messages[m].first, next; r != 0; r = next) {
        struct recipient *recipient = &join->recipients[r];
        next = recipient->next;
        hand_on(join, &join->messages[m], recipient, &first);
        table_remove(&join->index, recipient->key);
        pool_give_recipient(join, r);
    }
    join->messages[m].first = 0;
}

static void finish_message(struct join *join, uint32_t m)
{
    finish_recipients(join, m);
    table_remove(&join->index, join->messages[m].key);
    list_remove(join, m);
    pool_give_message(join, m);
}

static void evict_oldest(struct join *join)
{
    if (join->messages[join->oldest].first != 0)
        join->evicted++;
    finish_message(join, join->oldest);
}

/* The open message of a key, made when there is none. */
static uint32_t put_message(struct join *join, uint64_t key)
{
    uint32_t m = find_message(join, key);

    if (m != 0) {
        touch(join, m);
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
        if (join->oldest != m) {
            evict_oldest(join);
        } else {
            finish_recipients(join, m);
            join->evicted++;
        }
    }
    return r;
}

static struct recipient *put_recipient(struct join *join, uint32_t m, sls_view address)
{
    uint64_t address_hash = hash_view(address, ~join->seed);
    uint64_t key = hash_mix(join->messages[m].key, address_hash);
    const uint32_t *known = table_find(&join->index, key);

    if (known != NULL)
        return &join->recipients[*known];
    uint32_t r = take_recipient(join, m);
    join->recipients[r] = (struct recipient){
        .key = key,
        .address = address_hash,
        .delay_ms = -1,
        .next = join->messages[m].first,
    };
    join->messages[m].first = r;
    bool added;
    *table_put(&join->index, key, &added) = r;
    return &join->recipients[r];
}

/* A notice has no client: one under the id of a message that had is another message. */
static void become_notice(struct join *join, uint32_t m)
{
    if (join->messages[m].opened)
        finish_recipients(join, m);
    join->messages[m].opened = false;
    join->messages[m].notice = true;
}

static void learn(struct join *join, uint32_t m, const struct record *record)
{
    struct message *message = &join->messages[m];
    sls_view sender = view_cut(record->attempt.sender, SENDER_BYTES);

    message->logged_in |= record->attempt.login.len > 0;
    if (!record->sender_known)
        return;
    if (sender.len == 0)
        become_notice(join, m);
    else
        memcpy(message->sender, sender.ptr, sender.len);
    message->sender_bytes = (uint8_t)sender.len;
    message->notice = sender.len == 0;
}

/* A queue id that begins again: what was open under it is another message. */
static void line_opened(struct join *join, uint32_t m, const struct record *record)
{
    finish_recipients(join, m);
    join->messages[m].sender_bytes = 0;
    join->messages[m].notice = join->messages[m].logged_in = false;
    learn(join, m, record);
    join->messages[m].opened = true;
}

static void line_notice(struct join *join, const struct record *record)
{
    uint64_t key = message_key(join, &record->attempt, record->other_id);
    become_notice(join, put_message(join, key));
}

static void change_key(struct join *join, uint32_t m, uint64_t key)
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

/* postsuper -r: the old message goes on under a new id. */
static void line_requeued(struct join *join, uint64_t key, const struct record *record)
{
    uint64_t old_key = message_key(join, &record->attempt, record->other_id);
    uint32_t m = find_message(join, old_key);

    if (m == 0 || old_key == key) {
        learn(join, put_message(join, key), record);
        return;
    }
    uint32_t stale = find_message(join, key);
    if (stale != 0)
        finish_message(join, stale);
    change_key(join, m, key);
    touch(join, m);
}

static void line_closed(struct join *join, uint32_t m)
{
    for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next)
        if (join->recipients[r].fate == FATE_DELAYED && !join->recipients[r].local &&
            !join->messages[m].notice)
            join->vanished++;
    finish_message(join, m);
}

static void line_expired(struct join *join, uint32_t m, const struct record *record)
{
    bool delayed = false;

    learn(join, m, record);
    if (join->messages[m].notice)
        return;
    for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next)
        if (join->recipients[r].fate == FATE_DELAYED) {
            join->recipients[r].fate = FATE_FAILED;
            delayed = true;
        }
    if (delayed)
        return;
    struct recipient *recipient = put_recipient(join, m, VIEW(""));
    recipient->fate = FATE_FAILED;
    recipient->unseen = true;
    recipient->first = recipient->last = recipient->refused = record->attempt.time;
}

static void change_fate(struct join *join, struct recipient *recipient,
                        const struct record *record)
{
    int64_t time = record->attempt.time;

    if (recipient->attempts++ == 0)
        recipient->first = time;
    recipient->last = time;
    recipient->local = record->delivery == DELIVERY_LOCAL;
    switch (record->attempt.outcome) {
    case SLS_SENT:
        recipient->fate = FATE_ACCEPTED;
        recipient->delay_ms = record->attempt.delay_ms;
        return;
    case SLS_DEFERRED:
        recipient->fate = FATE_DELAYED;
        break;
    default:
        recipient->fate = FATE_FAILED;
        break;
    }
    if (recipient->local)
        return; /* a mailbox here: no provider is asked, so nobody is charged */
    recipient->refused = time;
    recipient->was_refused = true;
    recipient->domain = intern_id(join->names, address_domain(record->attempt.recipient));
}

/* The filter has it now, under another id: no recipient of this message is left. */
static void line_hop(struct join *join, uint32_t m, const struct record *record)
{
    put_recipient(join, m, record->attempt.recipient)->fate = FATE_NONE;
    uint32_t onward =
        find_message(join, message_key(join, &record->attempt, record->other_id));
    if (onward != 0)
        join->messages[onward].logged_in |= join->messages[m].logged_in;
}

static enum line_count line_attempt(struct join *join, uint32_t m,
                                    const struct record *record,
                                    struct recipient **recipient)
{
    if (record->delivery == DELIVERY_PROBE)
        return COUNT_PROBE;
    if (join->messages[m].notice)
        return COUNT_NOTICE;
    if (record->delivery == DELIVERY_HOP) {
        line_hop(join, m, record);
        return COUNT_HOP;
    }
    struct recipient *found = put_recipient(join, m, record->attempt.recipient);
    change_fate(join, found, record);
    *recipient = found;
    return record->delivery == DELIVERY_LOCAL ? COUNT_LOCAL : COUNT_ATTEMPT;
}

/* Only a client that may send through this host has lost something by a refusal. */
static void line_refused(struct join *join, uint32_t m, const struct record *record,
                         struct recipient **recipient)
{
    if (!record->submission && !join->messages[m].logged_in)
        return;
    learn(join, m, record);
    join->messages[m].notice = false;
    struct recipient *found = put_recipient(join, m, record->attempt.recipient);
    found->fate = FATE_FAILED;
    found->was_refused = true;
    found->domain = intern_id(join->names, address_domain(record->attempt.recipient));
    found->refused = found->last = record->attempt.time;
    if (found->first == 0)
        found->first = record->attempt.time;
    *recipient = found;
}

/* Lines that do not make a message of an id that is not open. */
static bool needs_open_message(const struct record *record)
{
    return record->kind == LINE_CLOSED ||
           (record->kind == LINE_REFUSED && !record->submission);
}

enum line_count join_line(struct join *join, const struct record *record,
                          struct recipient **recipient)
{
    uint64_t key = message_key(join, &record->attempt, record->attempt.queue_id);

    *recipient = NULL;
    if (record->kind < LINE_OPENED)
        return COUNT_NONE;
    if (join->nameless != 0)
        finish_message(join, join->nameless);
    join->nameless = 0;
    if (record->attempt.queue_id.len == 0)
        key = hash_mix(key, ++join->nameless_count);
    if (record->kind == LINE_REQUEUED) {
        line_requeued(join, key, record);
        return COUNT_NONE;
    }
    uint32_t m =
        needs_open_message(record) ? find_message(join, key) : put_message(join, key);
    if (m == 0)
        return COUNT_NONE;
    touch(join, m);
    if (record->attempt.queue_id.len == 0)
        join->nameless = m; /* no line can follow on it */
    switch (record->kind) {
    case LINE_OPENED:
        line_opened(join, m, record);
        break;
    case LINE_DETAIL:
        learn(join, m, record);
        break;
    case LINE_ATTEMPT:
        return line_attempt(join, m, record, recipient);
    case LINE_CLOSED:
        line_closed(join, m);
        break;
    case LINE_EXPIRED:
        line_expired(join, m, record);
        break;
    case LINE_NOTICE:
        line_notice(join, record);
        break;
    case LINE_REFUSED:
        line_refused(join, m, record, recipient);
        break;
    default:
        break;
    }
    return COUNT_NONE;
}

void join_end(struct join *join)
{
    while (join->oldest != 0)
        finish_message(join, join->oldest);
}
