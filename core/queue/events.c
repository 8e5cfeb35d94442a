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
#include "queue/learn.h"
#include "queue/messages.h"
#include "queue/pool.h"
#include "queue/shelf.h"

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

/* The keys of an event's message by its two ids; 0: it names no such id. */
struct keys {
    uint64_t by_id, by_message_id;
};

static struct keys keys_of(struct join *join, const sls_attempt *event)
{
    struct keys keys = {0};

    if (event->provider_id.len > 0)
        keys.by_id = key_of_provider_id(join, event->provider_id);
    if (event->message_id.len > 0)
        keys.by_message_id =
            key_of_message_id(join, message_id_hash(join, event->message_id));
    if (keys.by_id == 0 && keys.by_message_id == 0)
        keys.by_id = hash_mix(~join->seed, ++join->nameless_count);
    return keys;
}

/* The message of an event, made when neither of its ids is known. */
static uint32_t message_of(struct join *join, struct keys keys)
{
    uint64_t key = keys.by_id != 0 ? keys.by_id : keys.by_message_id;
    uint32_t m = messages_find(join, key);

    if (m != 0) {
        messages_touch(join, m);
        return m;
    }
    m = messages_put(join, key);
    join->messages[m].told = true;
    if (keys.by_id != 0 && keys.by_message_id != 0)
        messages_also(join, m, keys.by_message_id);
    return m;
}

static void learn_event_sender(struct message *message, sls_view sender)
{
    if (sender.len > 0 && message->sender_bytes == 0)
        learn_sender(message, sender);
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
    recipient->fate = (uint8_t)fate_of(event->outcome);
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

static struct story *find_laid_down(struct join *join, struct keys keys, sls_view address)
{
    uint64_t address_hash = messages_address(join, address);
    uint64_t key = keys.by_id != 0 ? keys.by_id : keys.by_message_id;

    if (join->shelf.count == 0)
        return NULL;
    return shelf_find(&join->shelf, hash_mix(key, address_hash));
}

/* A story that had to leave goes on: its message is open again. */
static void take_up(struct join *join, struct story *laid_down, sls_view address)
{
    struct story story = *laid_down;

    shelf_remove(&join->shelf, laid_down);
    uint32_t m = message_of(join, (struct keys){story.message, story.other_key});
    learn_event_sender(&join->messages[m], intern_view(join->names, story.sender));
    struct recipient *recipient = messages_recipient(join, m, address);
    struct recipient told = story_recipient(&story);
    told.key = recipient->key;
    told.message = m;
    told.next = recipient->next;
    join->messages[m].unclaimed += recipient->fate == FATE_NONE;
    *recipient = told;
}

/* The recipient of an event, which may be new, or known from long ago. */
static struct recipient *recipient_of(struct join *join, const sls_attempt *event)
{
    struct folded folded;
    struct keys keys = keys_of(join, event);
    sls_view address = fold_case(&folded, event->recipient);
    struct story *laid_down = find_laid_down(join, keys, address);

    if (laid_down != NULL)
        take_up(join, laid_down, address);
    uint32_t m = message_of(join, keys);
    learn_event_sender(&join->messages[m], event->sender);
    return messages_recipient(join, m, address);
}

enum line_count events_line(struct join *join, const struct record *record,
                            struct recipient **recipient)
{
    const sls_attempt *event = &record->attempt;

    join->events++;
    struct recipient *found = recipient_of(join, event);
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
    if (join->all_domains)
        found->domain = intern_id(join->names, address_domain(event->recipient));
    if (decided) {
        join->messages[found->message].unclaimed += found->fate == FATE_NONE;
        decide(found, event);
    }
    if (is_refusal(event->outcome) && (decided || late_deferral))
        refuse(join, found, event);
    if (decided || late_deferral)
        *recipient = found;
    return count;
}

/* What a log's recipient takes over of the story told of it. */
static void take_over(const struct join *join, struct recipient *recipient,
                      const struct recipient *told)
{
    if (!join->claimed_only) { /* else they count for nothing */
        recipient->attempts += told->attempts;
        recipient->refusals += told->refusals;
    }
    recipient->confirmed = told->confirmed;
    if (told->fate != FATE_FAILED)
        return;
    recipient->fate = FATE_FAILED;
    recipient->after_acceptance = recipient->was_refused = true;
    recipient->judged = told->judged;
    recipient->mark = told->mark;
    recipient->note = told->note;
    recipient->refused = told->refused;
    recipient->domain = told->domain;
}

/* Told once, by the log's recipient; a message without any other has nothing to tell. */
static bool claim_open(struct join *join, struct recipient *recipient, uint64_t key,
                       sls_view address)
{
    uint32_t m = messages_find(join, key);
    struct recipient *told = m == 0 ? NULL : messages_known(join, m, address);

    if (told == NULL || told->fate == FATE_NONE)
        return false;
    take_over(join, recipient, told);
    told->fate = FATE_NONE;
    if (join->messages[m].told && --join->messages[m].unclaimed == 0)
        messages_finish(join, m);
    return true;
}

static bool claim_laid_down(struct join *join, struct recipient *recipient, uint64_t key,
                            sls_view address)
{
    struct story *story =
        shelf_find(&join->shelf, hash_mix(key, messages_address(join, address)));

    if (story == NULL)
        return false;
    struct recipient told = story_recipient(story);
    take_over(join, recipient, &told);
    shelf_remove(&join->shelf, story);
    return true;
}

static bool claim(struct join *join, struct recipient *recipient, uint64_t key,
                  sls_view address)
{
    return claim_open(join, recipient, key, address) ||
           claim_laid_down(join, recipient, key, address);
}

/* By an id that the provider gave in its 250, else by the Message-ID. */
void events_claim(struct join *join, uint32_t m, struct recipient *recipient,
                  const struct record *record)
{
    struct folded folded;
    uint64_t message_id = join->messages[m].message_id;
    sls_view id = record->attempt.provider_id;

    if (join->events == 0)
        return;
    sls_view address = fold_case(&folded, record->attempt.recipient);
    if (id.len == 0)
        id = reply_given_id(record->explanation);
    if (id.len > 0 && claim(join, recipient, key_of_provider_id(join, id), address))
        return;
    if (message_id != 0)
        claim(join, recipient, key_of_message_id(join, message_id), address);
}
