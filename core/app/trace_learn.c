/*
 * trace_learn.c - ids make two episodes one message; what a message that was found names
 * is looked for from then on.
 */
#include "app/trace_learn.h"

#include "app/trace_episode.h"
#include "app/trace_keys.h"
#include "app/trace_subject.h"
#include "base/view.h"

enum { TELLING_ID_BYTES = 12 };

unsigned episode_life(unsigned life, const struct record *record)
{
    if (record->kind == LINE_OPENED)
        life |= LIFE_OPENED;
    if (record->kind == LINE_CLOSED)
        life |= LIFE_CLOSED;
    if (record->kind == LINE_ATTEMPT || record->kind == LINE_STARTED)
        life |= LIFE_TRIED;
    if (record->attempt.sender.len > 0)
        life |= LIFE_SENDER;
    return life;
}

bool episode_links(const struct record *record)
{
    return record->other_id.len > 0 && !record->by_start &&
           (record->kind == LINE_NOTICE || record->kind == LINE_REQUEUED ||
            (record->kind == LINE_ATTEMPT && record->delivery == DELIVERY_HOP));
}

/* Two episodes with one id are one message. */
static void has_id(struct finder *finder, uint32_t e, uint64_t id)
{
    bool added;
    uint32_t *known = table_put(&finder->ids, id, &added);

    if (added)
        *known = e;
    else if (*known == e)
        return;
    else
        store_join(&finder->store, *known, e);
    store_mention(&finder->store, e, id, false);
    if (episode_is_found(finder, e))
        sought_id(&finder->sought, id,
                  (finder->store.episodes[e].match & MATCH_ID) != 0
                      ? SOUGHT_EVENTS | SOUGHT_LOGS
                      : SOUGHT_EVENTS);
}

/* "Ok Message accepted" gives no id, "Ok 0100018f" does. */
static bool tells_an_id(sls_view id)
{
    for (size_t i = 0; i < id.len; i++)
        if (is_digit(id.ptr[i]))
            return true;
    return id.len >= TELLING_ID_BYTES;
}

void episode_has_provider_id(struct finder *finder, uint32_t e, uint16_t provider,
                             sls_view id)
{
    if (tells_an_id(id))
        has_id(finder, e, key_of_provider_id(finder, provider, id));
}

/* The message goes on under another id, or a notice about it does. */
static void link_to(struct finder *finder, uint32_t e, const struct record *record)
{
    uint64_t key = key_of_queue_id(finder, &record->attempt, record->other_id);
    uint32_t other = episode_current(finder, key);

    store_mention(&finder->store, e, key, true);
    if (other != 0 &&
        !episode_is_past(&finder->store.episodes[other], record->attempt.time))
        store_join(&finder->store, other, e);
    else
        key_set(&finder->awaited, key, e);
    if (episode_is_found(finder, e))
        sought_key(&finder->sought, key);
}

static void learn_sender(struct finder *finder, struct episode *episode,
                         const struct record *record)
{
    bool whole = view_find_byte(episode->sender, '@') != NULL;

    if (record->attempt.sender.len > 0 && !whole &&
        !view_equal(record->attempt.sender, episode->sender))
        episode->sender = store_text(&finder->store, record->attempt.sender);
    if (!record->sender_known || record->kind == LINE_EVENT)
        return;
    episode->sender_known = true;
    episode->notice = record->attempt.sender.len == 0;
}

/* Of a host that is silent, as in the report (queue/join.c). */
static void learn_relay(struct finder *finder, struct episode *episode,
                        const struct record *record)
{
    sls_view relay = record->attempt.relay;

    if (record->kind == LINE_DETAIL && relay.len > 0 &&
        !view_equal(relay, episode->relay))
        episode->relay = store_text(&finder->store, relay);
}

void episode_learn(struct finder *finder, uint32_t e, const struct record *record,
                   unsigned match)
{
    struct episode *episode = &finder->store.episodes[e];

    if (match != 0) {
        episode->match |= match;
        finder->store.episodes[store_root(&finder->store, e)].found = true;
    }
    if (record->attempt.time != 0)
        episode->last = record->attempt.time;
    if (episode->first == 0)
        episode->first = record->attempt.time;
    episode->life = episode_life(episode->life, record);
    learn_sender(finder, episode, record);
    learn_relay(finder, episode, record);
    if (record->attempt.message_id.len > 0)
        has_id(finder, e, key_of_message_id(finder, record->attempt.message_id));
    if (episode_links(record))
        link_to(finder, e, record);
}
