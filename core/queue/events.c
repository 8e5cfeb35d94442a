/*
 * events.c - keeps the export's story of each recipient until the log's 250 asks for it.
 *
 * Events may come in any order (webhooks do): a final word (delivered, bounced, dropped)
 * is never replaced by an earlier stage, and of two final ones the later counts, since a
 * bounce may follow on a delivery.
 */
#include "queue/events.h"

#include "base/hash.h"
#include "base/view.h"
#include "parse/address.h"
#include "parse/reply.h"
#include "queue/messages.h"
#include "queue/pool.h"

/* Longer than any address that RFC 5321 section 4.5.3.1 allows. */
enum { ADDRESS_BYTES = 512 };

struct folded {
    char bytes[ADDRESS_BYTES];
};

static sls_view fold_case(struct folded *folded, sls_view address)
{
    sls_view cut = view_cut(address, ADDRESS_BYTES);

    for (size_t i = 0; i < cut.len; i++)
        folded->bytes[i] = to_lower(cut.ptr[i]);
    return (sls_view){folded->bytes, cut.len};
}

static uint64_t key_of_provider_id(const struct join *join, sls_view id)
{
    return hash_view(id, join->seed ^ 0x70726F7669646572u);
}

static uint64_t key_of_message_id(const struct join *join, uint64_t id_hash)
{
    return hash_mix(id_hash, join->seed);
}

static uint64_t message_id_hash(const struct join *join, sls_view id)
{
    return hash_view(id, join->seed);
}

/* The message of an event, made when neither of its ids is known. */
static uint32_t message_of(struct join *join, const sls_attempt *event)
{
    uint64_t by_id = 0, by_message_id = 0;
    uint32_t m = 0;

    if (event->provider_id.len > 0)
        by_id = key_of_provider_id(join, event->provider_id);
    if (event->message_id.len > 0)
        by_message_id = key_of_message_id(join, message_id_hash(join, event->message_id));
    if (by_id != 0)
        m = messages_find(join, by_id);
    else if (by_message_id != 0)
        m = messages_find(join, by_message_id);
    if (m != 0) {
        messages_touch(join, m);
        return m;
    }
    if (by_id == 0 && by_message_id == 0)
        by_id = hash_mix(~join->seed, ++join->nameless_count);
    m = messages_put(join, by_id != 0 ? by_id : by_message_id);
    join->messages[m].told = true;
    if (by_id != 0 && by_message_id != 0)
        messages_also(join, m, by_message_id);
    return m;
}

static void learn_sender(struct message *message, sls_view sender)
{
    sls_view kept = view_cut(sender, SENDER_BYTES);

    if (kept.len == 0 || message->sender_bytes > 0)
        return;
    memcpy(message->sender, kept.ptr, kept.len);
    message->sender_bytes = (uint8_t)kept.len;
}

static bool is_refusal(uint32_t outcome)
{
    return outcome == SLS_DEFERRED || outcome == SLS_BOUNCED || outcome == SLS_DROPPED;
}

static bool is_final(uint32_t outcome)
{
    return outcome == SLS_DELIVERED || outcome == SLS_BOUNCED || outcome == SLS_DROPPED;
}

static enum fate fate_of(uint32_t outcome)
{
    if (outcome == SLS_SENT || outcome == SLS_DELIVERED)
        return FATE_ACCEPTED;
    return outcome == SLS_DEFERRED ? FATE_DELAYED : FATE_FAILED;
}

/* Does the event tell what became of the recipient, as far as is known now? */
static bool decides(const struct recipient *recipient, const sls_attempt *event)
{
    bool final = is_final(event->outcome);

    if (recipient->fate == FATE_NONE || final != recipient->final)
        return recipient->fate == FATE_NONE || final;
    if (event->time != recipient->last)
        return event->time > recipient->last;
    return fate_of(event->outcome) > recipient->fate; /* the worse word of a second */
}

/* A webhook that gets no answer is sent again: the same word of the same second. */
static bool is_repeated(const struct recipient *recipient, const sls_attempt *event)
{
    if (recipient->fate == FATE_NONE || event->time == 0)
        return false;
    if (event->outcome == SLS_DEFERRED && event->time == recipient->refused)
        return true;
    return event->time == recipient->last && recipient->fate == fate_of(event->outcome) &&
           recipient->final == is_final(event->outcome);
}

static void decide(struct recipient *recipient, const sls_attempt *event)
{
    recipient->final = is_final(event->outcome);
    recipient->last = event->time;
    recipient->confirmed = event->outcome == SLS_DELIVERED;
    recipient->fate = fate_of(event->outcome);
    if (recipient->fate == FATE_ACCEPTED)
        recipient->delay_ms = event->delay_ms;
    recipient->after_acceptance = recipient->fate == FATE_FAILED;
}

static void refuse(struct join *join, struct recipient *recipient,
                   const sls_attempt *event)
{
    recipient->was_refused = true;
    recipient->refused = event->time;
    recipient->domain = intern_id(join->names, address_domain(event->recipient));
}

/* What the provider took in or threw away itself was no attempt to hand it on. */
static enum line_count count_of(uint32_t outcome)
{
    return outcome == SLS_SENT || outcome == SLS_DROPPED ? COUNT_NONE : COUNT_ATTEMPT;
}

enum line_count events_line(struct join *join, const struct record *record,
                            struct recipient **recipient)
{
    const sls_attempt *event = &record->attempt;
    struct folded folded;
    uint32_t m = message_of(join, event);

    join->events++;
    learn_sender(&join->messages[m], event->sender);
    struct recipient *found =
        messages_recipient(join, m, fold_case(&folded, event->recipient));
    enum line_count count = count_of(event->outcome);
    if (is_repeated(found, event))
        return COUNT_NONE;
    found->attempts += count == COUNT_ATTEMPT;
    if (found->first == 0 || (event->time != 0 && event->time < found->first))
        found->first = event->time;
    bool decided = decides(found, event);
    /* A deferral that comes to light after the delivery is still why it was late. */
    bool late_deferral = !decided && event->outcome == SLS_DEFERRED &&
                         found->fate == FATE_ACCEPTED &&
                         (!found->was_refused || event->time >= found->refused);
    if (decided)
        decide(found, event);
    if (is_refusal(event->outcome) && (decided || late_deferral))
        refuse(join, found, event);
    if (decided || late_deferral)
        *recipient = found;
    return count;
}

static struct recipient *told_of(struct join *join, uint64_t key, sls_view address)
{
    uint32_t m = messages_find(join, key);
    struct recipient *told = m == 0 ? NULL : messages_known(join, m, address);
    return told != NULL && told->fate != FATE_NONE ? told : NULL;
}

/* An id that the provider gave in its 250, else the Message-ID. */
static struct recipient *find_story(struct join *join, uint32_t m,
                                    const struct record *record, sls_view address)
{
    sls_view id = record->attempt.provider_id;
    struct recipient *told = NULL;

    if (id.len == 0)
        id = reply_given_id(record->explanation);
    if (id.len > 0)
        told = told_of(join, key_of_provider_id(join, id), address);
    if (told == NULL && join->messages[m].message_id != 0)
        told =
            told_of(join, key_of_message_id(join, join->messages[m].message_id), address);
    return told;
}

void events_claim(struct join *join, uint32_t m, struct recipient *recipient,
                  const struct record *record)
{
    struct folded folded;

    if (join->events == 0)
        return;
    struct recipient *told =
        find_story(join, m, record, fold_case(&folded, record->attempt.recipient));
    if (told == NULL)
        return;
    recipient->confirmed = told->confirmed;
    if (told->fate == FATE_FAILED) {
        recipient->fate = FATE_FAILED;
        recipient->after_acceptance = recipient->was_refused = true;
        recipient->judged = told->judged;
        recipient->mark = told->mark;
        recipient->refused = told->refused;
        recipient->domain = told->domain;
    }
    told->fate = FATE_NONE; /* told once, by the log's recipient */
}
