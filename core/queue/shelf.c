/*
 * shelf.c - an array in the order of laying down, and a table from keys to its places.
 *
 * What is taken back leaves a gap; gaps are closed when the array is full, which happens
 * only when they are many, so that each story is moved a few times at most.
 */
#include "queue/shelf.h"

#include "base/arena.h"
#include "base/hash.h"

enum { FIRST_STORIES = 1024 };

void shelf_open(struct shelf *shelf, uint64_t memory_bytes)
{
    uint64_t limit = memory_bytes / STORY_SHARE_BYTES * SHELF_TIMES;

    *shelf = (struct shelf){.limit = limit > UINT32_MAX / 4 ? UINT32_MAX / 4
                                                            : (uint32_t)limit};
    table_open(&shelf->index, 0);
}

void shelf_close(struct shelf *shelf)
{
    table_close(&shelf->index);
    memory_free(shelf->list);
}

/* A key that an earlier story has stays that one's. */
static void index_key(struct shelf *shelf, uint64_t key, uint32_t place)
{
    bool added;
    uint32_t *put = table_put(&shelf->index, key, &added);

    if (added)
        *put = place;
}

static void index_story(struct shelf *shelf, uint32_t place)
{
    const struct story *story = &shelf->list[place];

    index_key(shelf, hash_mix(story->message, story->address), place);
    if (story->other_key != 0)
        index_key(shelf, hash_mix(story->other_key, story->address), place);
}

static void close_gaps(struct shelf *shelf)
{
    uint32_t kept = 0;

    table_clear(&shelf->index);
    for (uint32_t i = 0; i < shelf->count; i++) {
        if (shelf->list[i].fate == FATE_NONE)
            continue;
        shelf->list[kept] = shelf->list[i];
        index_story(shelf, kept++);
    }
    shelf->count = kept;
    shelf->gaps = 0;
}

/* Grown by half: the array is the larger part of what is kept. */
static void grow(struct shelf *shelf)
{
    uint64_t room =
        shelf->room < FIRST_STORIES ? FIRST_STORIES : (uint64_t)shelf->room / 2 * 3;

    shelf->room = room < shelf->limit ? (uint32_t)room : shelf->limit;
    shelf->list = memory_resize(shelf->list, shelf->room, sizeof(*shelf->list));
}

bool shelf_put(struct shelf *shelf, const struct story *story)
{
    if (shelf->count == shelf->room && shelf->gaps > shelf->count / 4)
        close_gaps(shelf);
    if (shelf->count == shelf->room && shelf->room < shelf->limit)
        grow(shelf);
    if (shelf->count == shelf->room)
        return false;
    shelf->list[shelf->count] = *story;
    index_story(shelf, shelf->count++);
    return true;
}

struct story *shelf_find(const struct shelf *shelf, uint64_t key)
{
    const uint32_t *place = table_find(&shelf->index, key);
    return place == NULL ? NULL : &shelf->list[*place];
}

static void forget_key(struct shelf *shelf, uint64_t key, uint32_t place)
{
    const uint32_t *found = table_find(&shelf->index, key);

    if (found != NULL && *found == place)
        table_remove(&shelf->index, key);
}

void shelf_remove(struct shelf *shelf, struct story *story)
{
    uint32_t place = (uint32_t)(story - shelf->list);

    forget_key(shelf, hash_mix(story->message, story->address), place);
    if (story->other_key != 0)
        forget_key(shelf, hash_mix(story->other_key, story->address), place);
    story->fate = FATE_NONE;
    shelf->gaps++;
}

static uint32_t small_time(int64_t time)
{
    return time < UINT32_MAX ? (uint32_t)time : UINT32_MAX;
}

static uint16_t small_count(uint32_t count)
{
    return count < UINT16_MAX ? (uint16_t)count : UINT16_MAX;
}

struct story story_of(const struct recipient *recipient)
{
    return (struct story){
        .address = recipient->address,
        .first = small_time(recipient->first),
        .last = small_time(recipient->last),
        .refused = small_time(recipient->refused),
        .delay_ms =
            recipient->delay_ms < 0 ? UINT32_MAX : small_time(recipient->delay_ms),
        .sender = recipient->sender,
        .domain = recipient->domain,
        .host = recipient->host,
        .note = recipient->note,
        .attempts = small_count(recipient->attempts),
        .refusals = small_count(recipient->refusals),
        .mark = recipient->mark,
        .provider = (uint16_t)recipient->provider,
        .fate = recipient->fate,
        .provider_known = recipient->provider_known,
        .was_refused = recipient->was_refused,
        .judged = recipient->judged,
        .final = recipient->final,
        .confirmed = recipient->confirmed,
        .after_acceptance = recipient->after_acceptance,
        .to_wanted = recipient->to_wanted,
    };
}

struct recipient story_recipient(const struct story *story)
{
    return (struct recipient){
        .address = story->address,
        .first = story->first,
        .last = story->last,
        .refused = story->refused,
        .delay_ms = story->delay_ms == UINT32_MAX ? -1 : (int64_t)story->delay_ms,
        .sender = story->sender,
        .domain = story->domain,
        .host = story->host,
        .note = story->note,
        .attempts = story->attempts,
        .refusals = story->refusals,
        .mark = story->mark,
        .provider = story->provider,
        .fate = story->fate,
        .provider_known = story->provider_known,
        .was_refused = story->was_refused,
        .judged = story->judged,
        .final = story->final,
        .confirmed = story->confirmed,
        .after_acceptance = story->after_acceptance,
        .to_wanted = story->to_wanted,
    };
}

void shelf_end(struct shelf *shelf, join_finish *finish, void *receiver)
{
    uint64_t message = 0;
    bool any = false;

    for (uint32_t i = 0; i < shelf->count; i++) {
        const struct story *story = &shelf->list[i];
        if (story->fate == FATE_NONE)
            continue;
        struct recipient recipient = story_recipient(story);
        recipient.first_of_message = !any || story->message != message;
        message = story->message;
        any = true;
        finish(receiver, &recipient);
    }
    shelf->count = shelf->gaps = 0;
    table_clear(&shelf->index);
}
