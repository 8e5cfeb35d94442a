/*
 * trace_episode.c - tells messages apart that have the same queue id one after the other,
 * and joins what is the same message under several.
 *
 * A queue id is named by another message's line (a hop, a notice, a requeue) within a
 * minute of its own lines: what ended longer ago is another message, and what begins
 * later is, too.
 */
#include "app/trace_episode.h"

#include "app/trace_keys.h"
#include "app/trace_learn.h"
#include "base/hash.h"
#include "base/view.h"

enum { SEEN_MOST = 1 << 20 };

/* In place of an episode's index: one that is passed by, with its life. */
#define PASSED_BY ((uint32_t)1 << 31)

uint32_t episode_start(struct finder *finder, const struct record *record)
{
    if (!record->by_start || finder->starts.count == 0)
        return 0;
    return key_value(&finder->starts, key_of_start(finder, record));
}

void episode_set_start(struct finder *finder, const struct record *record, uint32_t step)
{
    if (step != 0)
        key_set(&finder->starts, key_of_start(finder, record), step);
    else if (finder->starts.count > 0)
        table_remove(&finder->starts, key_of_start(finder, record));
}

uint32_t episode_current(const struct finder *finder, uint64_t key)
{
    uint32_t e = key_value(&finder->current, key);
    return e >= PASSED_BY ? 0 : e;
}

bool episode_is_found(const struct finder *finder, uint32_t e)
{
    return finder->store.episodes[store_root(&finder->store, e)].found;
}

bool episode_is_past(const struct episode *episode, int64_t time)
{
    return (episode->life & LIFE_CLOSED) != 0 &&
           episode->last + EPISODES_APART_SECONDS < time;
}

static void join_awaiting(struct finder *finder, uint32_t e, uint64_t key, int64_t time)
{
    uint32_t from = key_value(&finder->awaited, key);

    if (from == 0)
        return;
    table_remove(&finder->awaited, key);
    if (time <= finder->store.episodes[from].last + EPISODES_APART_SECONDS)
        store_join(&finder->store, from, e);
}

static uint32_t begin(struct finder *finder, uint64_t key, const struct record *record)
{
    bool added;
    uint32_t number = ++*table_put(&finder->numbers, key, &added);
    uint32_t wanted = key_value(&finder->wanted, hash_mix(key, number));
    uint32_t e = 0;

    if (!finder->sieving || wanted != 0)
        e = store_episode(&finder->store,
                          &(struct episode){.key = key,
                                            .number = number,
                                            .first = record->attempt.time,
                                            .host = record->attempt.host,
                                            .queue_id = record->attempt.queue_id,
                                            .event = record->kind == LINE_EVENT,
                                            .only_subject = wanted > 1});
    bool passed = finder->sieving && wanted == 0;
    key_set(&finder->current, key, passed ? PASSED_BY | episode_life(0, record) : e);
    if (e != 0)
        join_awaiting(finder, e, key, record->attempt.time);
    return e;
}

/* The same id, but another message: see queue/join.c. */
static bool begins_anew(unsigned life, const struct record *record)
{
    if (record->kind == LINE_OPENED)
        return (life & (LIFE_CLOSED | LIFE_OPENED | LIFE_TRIED)) != 0;
    if (record->sender_known && record->attempt.sender.len == 0 &&
        (life & LIFE_OPENED) != 0 && (life & LIFE_SENDER) != 0)
        return true;
    return (life & LIFE_CLOSED) != 0 && record->kind != LINE_OTHER &&
           record->kind != LINE_CLOSED && record->kind != LINE_NOTICE;
}

static uint32_t continue_or_begin(struct finder *finder, uint64_t key,
                                  const struct record *record)
{
    uint32_t *known = table_find(&finder->current, key);

    if (known == NULL || *known == 0)
        return begin(finder, key, record);
    bool passed = *known >= PASSED_BY;
    unsigned life = passed ? *known & ~PASSED_BY : finder->store.episodes[*known].life;
    if (begins_anew(life, record))
        return begin(finder, key, record);
    if (!passed)
        return *known;
    *known = PASSED_BY | episode_life(life, record);
    return 0;
}

/* A hop or notice of another message that is looked for.  Whether it names the subject
   may show itself later: then the next pass follows this one, too. */
static bool names_found(struct finder *finder, const struct record *record)
{
    const sls_attempt *attempt = &record->attempt;
    uint32_t other =
        episode_current(finder, key_of_queue_id(finder, attempt, record->other_id));

    if (other == 0 || episode_is_past(&finder->store.episodes[other], attempt->time))
        return false;
    store_mention(&finder->store, other,
                  key_of_queue_id(finder, attempt, attempt->queue_id), true);
    return episode_is_found(finder, other);
}

/* A queue id is looked for from its first line that names the subject, an id that is
   looked for, or a message that was found. */
static bool is_due(struct finder *finder, const struct record *record, unsigned match)
{
    const sls_attempt *attempt = &record->attempt;

    if (match != 0)
        return true;
    if (attempt->message_id.len > 0 &&
        sought_has_id(&finder->sought, key_of_message_id(finder, attempt->message_id),
                      SOUGHT_LOGS))
        return true;
    return episode_links(record) && names_found(finder, record);
}

/* The mail that strangers try to hand in is not sent through this host. */
static bool is_foreign(const struct record *record)
{
    return record->kind == LINE_REFUSED && !record->submission;
}

/* The same line in another input (mail.log and the syslog that has it, too): its words,
   time and host.  Words that a server repeats within a second stand in one input. */
static bool stands_elsewhere(struct finder *finder, const struct record *record,
                             const struct spot *spot)
{
    sls_view words = record->body.len > 0 ? record->body : spot->text;
    uint64_t key = hash_mix(hash_view(words, finder->seed),
                            hash_mix((uint64_t)record->attempt.time,
                                     hash_view(record->attempt.host, finder->seed)));
    bool added;

    if (finder->seen.count >= SEEN_MOST)
        return false;
    uint32_t *input = table_put(&finder->seen, key, &added);
    if (added)
        *input = (uint32_t)spot->input;
    return *input != (uint32_t)spot->input;
}

static uint32_t episode_of_log(struct finder *finder, const struct record *record,
                               const struct spot *spot, unsigned match)
{
    uint64_t key;

    if (record->attempt.queue_id.len > 0) {
        key = key_of_queue_id(finder, &record->attempt, record->attempt.queue_id);
        if (!sought_has_key(&finder->sought, key) &&
            (is_foreign(record) || !is_due(finder, record, match) ||
             !sought_key(&finder->sought, key)))
            return 0;
        if (stands_elsewhere(finder, record, spot))
            return 0;
        return continue_or_begin(finder, key, record);
    }
    /* Without an id a message is one line, and needs no second pass. */
    key = key_of_spot(finder, spot);
    uint32_t e = key_value(&finder->current, key);
    if (e != 0 || match == 0 || is_foreign(record) || record->kind < LINE_ATTEMPT ||
        stands_elsewhere(finder, record, spot))
        return e;
    return begin(finder, key, record);
}

static uint32_t episode_of_event(struct finder *finder, const struct records *records,
                                 const struct record *record, const struct spot *spot,
                                 unsigned match)
{
    const sls_attempt *event = &record->attempt;
    uint16_t provider = records_exporter(records);
    uint64_t by_id = 0, by_message_id = 0;

    if (event->provider_id.len > 0)
        by_id = key_of_provider_id(finder, provider, event->provider_id);
    if (event->message_id.len > 0)
        by_message_id = key_of_message_id(finder, event->message_id);
    if (match == 0 &&
        (by_id == 0 || !sought_has_id(&finder->sought, by_id, SOUGHT_EVENTS)) &&
        (by_message_id == 0 ||
         !sought_has_id(&finder->sought, by_message_id, SOUGHT_EVENTS)))
        return 0;
    if (stands_elsewhere(finder, record, spot))
        return 0;
    uint64_t key = by_id != 0 ? by_id : by_message_id;
    if (key == 0)
        key = key_of_spot(finder, spot);
    const uint32_t *known = table_find(&finder->current, key);
    uint32_t e =
        known != NULL ? episode_current(finder, key) : begin(finder, key, record);
    if (e == 0)
        return 0;
    finder->store.episodes[e].provider = provider;
    if (match == 0)
        finder->store.episodes[store_root(&finder->store, e)].found = true;
    if (by_id != 0)
        episode_has_provider_id(finder, e, provider, event->provider_id);
    return e;
}

uint32_t episode_of(struct finder *finder, const struct records *records,
                    const struct record *record, const struct spot *spot, unsigned match)
{
    if (record->kind == LINE_EVENT)
        return episode_of_event(finder, records, record, spot, match);
    uint32_t start = episode_start(finder, record);
    if (start != 0)
        return finder->store.steps[start].episode;
    return episode_of_log(finder, record, spot, match);
}
