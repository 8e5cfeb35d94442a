/*
 * join.c - the rules of joining lines to messages (docs/architecture.md lists them).
 */
#include "queue/join.h"

#include "base/hash.h"
#include "base/view.h"
#include "parse/address.h"
#include "queue/events.h"
#include "queue/keys.h"
#include "queue/learn.h"
#include "queue/messages.h"
#include "queue/own.h"
#include "queue/pool.h"
#include "queue/shelf.h"
#include "queue/words.h"

void join_open(struct join *join, struct intern *names, uint64_t memory_bytes,
               uint64_t seed, join_finish *finish, void *receiver)
{
    *join = (struct join){.names = names,
                          .finish = finish,
                          .receiver = receiver,
                          .seed = seed,
                          .memory_bytes = memory_bytes};
    pool_open(join, memory_bytes);
    shelf_open(&join->shelf, memory_bytes);
    table_open(&join->index, 0);
}

void join_open_like(struct join *join, const struct join *other)
{
    join_open(join, other->names, other->memory_bytes, other->seed, other->finish,
              other->receiver);
    join->all_domains = other->all_domains;
    join->claimed_only = other->claimed_only;
}

void join_close(struct join *join)
{
    pool_close(join);
    shelf_close(&join->shelf);
    table_close(&join->index);
}

/* A queue id that begins again: what was open under it is another message. */
static void line_opened(struct join *join, uint32_t m, const struct record *record)
{
    messages_finish_recipients(join, m);
    words_forget(join, m);
    join->messages[m].sender_bytes = 0;
    join->messages[m].notice = join->messages[m].logged_in = false;
    join->messages[m].own = false;
    join->messages[m].message_id = 0;
    join->messages[m].relay = join->messages[m].from = INTERN_NONE;
    learn_line(join, m, record);
    join->messages[m].opened = true;
}

/* It is the newest now. */
static void touch(struct join *join, uint32_t m, const struct record *record)
{
    messages_touch(join, m);
    join->messages[m].seen = record->attempt.time;
}

static void line_notice(struct join *join, const struct record *record)
{
    uint64_t key = keys_message(join, &record->attempt, record->other_id);
    uint32_t m = messages_put(join, key);

    learn_notice(join, m);
    touch(join, m, record);
}

/* postsuper -r: the old message goes on under a new id. */
static void line_requeued(struct join *join, uint64_t key, const struct record *record)
{
    uint64_t old_key = keys_message(join, &record->attempt, record->other_id);
    uint32_t m = messages_find(join, old_key);

    if (m == 0 || old_key == key) {
        m = messages_put(join, key);
        learn_line(join, m, record);
        touch(join, m, record);
        return;
    }
    uint32_t stale = messages_find(join, key);
    if (stale != 0)
        messages_finish(join, stale);
    messages_change_key(join, m, key);
    touch(join, m, record);
}

static void line_closed(struct join *join, uint32_t m)
{
    for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next)
        if (join->recipients[r].fate == FATE_DELAYED && !join->recipients[r].local &&
            !join->messages[m].notice)
            join->vanished++;
    messages_finish(join, m);
}

static void line_expired(struct join *join, uint32_t m, const struct record *record)
{
    bool delayed = false;

    learn_line(join, m, record);
    if (join->messages[m].notice)
        return;
    for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next)
        if (join->recipients[r].fate == FATE_DELAYED) {
            join->recipients[r].fate = FATE_FAILED;
            delayed = true;
        }
    if (delayed)
        return;
    struct recipient *recipient = messages_recipient(join, m, VIEW(""));
    recipient->fate = FATE_FAILED;
    recipient->unseen = true;
    recipient->first = recipient->last = recipient->refused = record->attempt.time;
}

static void keep_domain(struct join *join, struct recipient *recipient,
                        const struct record *record)
{
    if (record->attempt.recipient.len > 0)
        recipient->domain =
            intern_id(join->names, address_domain(record->attempt.recipient));
}

static void change_fate(struct join *join, struct recipient *recipient,
                        const struct record *record)
{
    int64_t time = record->attempt.time;

    recipient->attempts += !recipient->local;
    if (recipient->first == 0)
        recipient->first = time;
    recipient->last = time;
    if (join->all_domains)
        keep_domain(join, recipient, record);
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
    keep_domain(join, recipient, record);
}

/* What the filter's message cannot know of its own lines. */
static void pass_on(struct message *onward, const struct message *message)
{
    onward->logged_in |= message->logged_in;
    if (onward->from == INTERN_NONE)
        onward->from = message->from;
}

/* The filter has it now, under another id: no recipient of this message is left. */
static enum line_count line_hop(struct join *join, struct recipient *found,
                                const struct record *record)
{
    uint32_t onward =
        messages_find(join, keys_message(join, &record->attempt, record->other_id));

    found->fate = FATE_NONE;
    if (onward != 0)
        pass_on(&join->messages[onward], &join->messages[found->message]);
    return COUNT_HOP;
}

static enum line_count line_attempt_at(struct join *join, struct recipient *found,
                                       const struct record *record,
                                       struct recipient **recipient)
{
    uint32_t m = found->message;

    if (found->counted) /* an earlier run has told its outcome */
        return found->local ? COUNT_LOCAL : COUNT_ATTEMPT;
    change_fate(join, found, record);
    if (found->fate == FATE_ACCEPTED && !found->local)
        events_claim(join, m, found, record);
    *recipient = found;
    return found->local ? COUNT_LOCAL : COUNT_ATTEMPT;
}

static enum line_count line_attempt(struct join *join, uint32_t m,
                                    const struct record *record,
                                    struct recipient **recipient)
{
    if (record->delivery == DELIVERY_PROBE)
        return COUNT_PROBE;
    if (record->sender_known)
        learn_line(join, m, record);
    /* A sender that only the delivery line hints at is better than none. */
    if (join->messages[m].sender_bytes == 0 && record->attempt.sender.len > 0)
        learn_sender(&join->messages[m], record->attempt.sender);
    if (join->messages[m].notice)
        return COUNT_NOTICE;
    struct recipient *found = messages_recipient(join, m, record->attempt.recipient);
    if (record->delivery == DELIVERY_HOP)
        return line_hop(join, found, record);
    found->local = record->delivery == DELIVERY_LOCAL;
    found->relay = record->attempt.relay.len == 0 ? join->messages[m].relay : INTERN_NONE;
    return line_attempt_at(join, found, record, recipient);
}

/* An attempt that its outcome's line knows by a number of its own. */
static void line_started(struct join *join, uint32_t m, const struct record *record,
                         struct recipient **recipient)
{
    struct recipient *found = messages_recipient(join, m, record->attempt.recipient);

    found->local = record->delivery == DELIVERY_LOCAL;
    if (record->attempt.recipient.len > 0 && !found->local)
        found->domain = intern_id(join->names, address_domain(record->attempt.recipient));
    messages_start(join, found, keys_start(join, record));
    *recipient = found;
}

/* The outcome of an attempt whose beginning was seen; false when it was not. */
static bool line_outcome(struct join *join, const struct record *record,
                         struct recipient **recipient, enum line_count *count)
{
    uint32_t r = record->by_start ? messages_started(join, keys_start(join, record)) : 0;
    struct recipient *found = &join->recipients[r];

    if (r == 0)
        return false;
    touch(join, found->message, record);
    found->local |= record->delivery == DELIVERY_LOCAL;
    if (join->messages[found->message].notice)
        *count = COUNT_NOTICE;
    else if (record->delivery == DELIVERY_HOP)
        *count = line_hop(join, found, record);
    else
        *count = line_attempt_at(join, found, record, recipient);
    return true;
}

/* Only a client that may send through this host has lost something by a refusal. */
static void line_refused(struct join *join, uint32_t m, const struct record *record,
                         struct recipient **recipient)
{
    if (!record->submission && !join->messages[m].logged_in)
        return;
    learn_line(join, m, record);
    join->messages[m].notice = false;
    struct recipient *found = messages_recipient(join, m, record->attempt.recipient);
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
    return record->kind == LINE_CLOSED || record->kind == LINE_REPLACED ||
           (record->kind == LINE_REFUSED && !record->submission);
}

/* What only tells a Message-ID matters when an export may know it. */
bool join_passes_over(const struct join *join, const struct record *record)
{
    return record->kind < LINE_OPENED ||
           (record->kind == LINE_DETAIL && !record->sender_known &&
            record->attempt.message_id.len > 0 && join->events == 0 &&
            join->words == NULL && !own_is_report(record->attempt.message_id));
}

/* A message without id is one line, which may have several recipients. */
static void finish_nameless(struct join *join, const struct record *record)
{
    if (join->nameless == 0 || record->continued)
        return;
    messages_finish(join, join->nameless);
    join->nameless = 0;
}

static uint32_t message_of(struct join *join, uint64_t key, const struct record *record)
{
    if (record->continued && join->nameless != 0)
        return join->nameless;
    return needs_open_message(record) ? messages_find(join, key)
                                      : messages_put(join, key);
}

/* A line about message m, which is the newest. */
static enum line_count line_of_message(struct join *join, uint32_t m,
                                       const struct record *record,
                                       struct recipient **recipient)
{
    switch (record->kind) {
    case LINE_OPENED:
        line_opened(join, m, record);
        break;
    case LINE_DETAIL:
        learn_line(join, m, record);
        break;
    case LINE_STARTED:
        line_started(join, m, record, recipient);
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
    case LINE_REPLACED:
        messages_finish(join, m);
        break;
    default:
        break;
    }
    return COUNT_NONE;
}

enum line_count join_line(struct join *join, const struct record *record,
                          struct recipient **recipient)
{
    enum line_count count;

    *recipient = NULL;
    if (join_passes_over(join, record))
        return COUNT_NONE;
    finish_nameless(join, record);
    if (record->kind == LINE_EVENT)
        return events_line(join, record, recipient);
    if (line_outcome(join, record, recipient, &count))
        return count;
    uint64_t key = keys_message(join, &record->attempt, record->attempt.queue_id);
    if (record->attempt.queue_id.len == 0)
        key = hash_mix(key, ++join->nameless_count);
    if (record->kind == LINE_REQUEUED) {
        line_requeued(join, key, record);
        return COUNT_NONE;
    }
    uint32_t m = message_of(join, key, record);
    if (m == 0)
        return COUNT_NONE;
    touch(join, m, record);
    if (record->attempt.queue_id.len == 0)
        join->nameless = m; /* no line can follow on it */
    return line_of_message(join, m, record, recipient);
}
