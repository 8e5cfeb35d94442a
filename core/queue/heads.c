/*
 * heads.c - a list in the order of the log, and what may be said again.
 *
 * A repetition is found by its message, its kind and its recipient; it must be the same
 * bytes, and nothing else but deferrals of other recipients may have been said of its
 * message meanwhile.
 */
#include "queue/heads.h"

#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/view.h"
#include "parse/packed.h"
#include "queue/keys.h"
#include "queue/messages.h"

/* With its share of the tables. */
enum { HEAD_SHARE_BYTES = sizeof(struct head_line) + 96 };

void heads_open(struct heads *heads)
{
    *heads = (struct heads){0};
    pack_open(&heads->lines);
    table_open(&heads->said, 0);
    table_open(&heads->settled, 0);
}

void heads_close(struct heads *heads)
{
    pack_close(&heads->lines);
    memory_free(heads->list);
    table_close(&heads->said);
    table_close(&heads->settled);
}

void heads_clear(struct heads *heads)
{
    heads_close(heads);
    heads_open(heads);
}

uint64_t heads_bytes(const struct heads *heads)
{
    return heads->lines.count + (uint64_t)heads->count * HEAD_SHARE_BYTES;
}

/* The key under which the line's message is, or would be, open. */
static uint64_t key_of(struct join *join, const struct record *record)
{
    if (record->by_start)
        return keys_start(join, record);
    return keys_message(join, &record->attempt, record->attempt.queue_id);
}

/* A bounce notice is one whatever it was before. */
static bool begins_notice(const struct record *record)
{
    return record->kind == LINE_DETAIL && record->sender_known &&
           record->attempt.sender.len == 0;
}

enum way heads_way(struct join *join, const struct record *record)
{
    if (join_passes_over(join, record) || record->kind == LINE_EVENT ||
        record->kind == LINE_OPENED)
        return WAY_ON;
    if (record->kind == LINE_REQUEUED)
        return messages_find(join,
                             keys_message(join, &record->attempt, record->other_id)) != 0
                   ? WAY_ON
                   : WAY_ASIDE;
    if (record->by_start)
        return messages_is_started(join, keys_start(join, record)) ? WAY_ON : WAY_ASIDE;
    if (record->attempt.queue_id.len == 0 ||
        messages_find(join, key_of(join, record)) != 0)
        return WAY_ON;
    return begins_notice(record) ? WAY_BOTH : WAY_ASIDE;
}

static uint64_t said_key(const struct join *join, uint64_t message,
                         const struct record *record)
{
    uint64_t kind = (uint64_t)record->kind << 8 | (record->kind == LINE_ATTEMPT);
    return hash_mix(hash_mix(message, kind),
                    hash_view(record->attempt.recipient, join->seed));
}

/* It may be said again, and changes nothing then but times and counts. */
static bool is_repeatable(const struct record *record)
{
    return record->kind == LINE_DETAIL ||
           (record->kind == LINE_ATTEMPT && record->attempt.outcome == SLS_DEFERRED &&
            record->delivery == DELIVERY_REMOTE && !record->by_start);
}

static struct head_line *repeated(struct heads *heads, uint64_t message, uint64_t said,
                                  sls_view bytes)
{
    const uint32_t *place = table_find(&heads->said, said);
    const uint32_t *settled = table_find(&heads->settled, message);

    if (place == NULL || (settled != NULL && *place < *settled))
        return NULL;
    struct head_line *head = &heads->list[*place];
    sls_view before = {heads->lines.bytes + head->from, head->bytes};
    return view_equal(before, bytes) && head->times < HEAD_TIMES / 2 ? head : NULL;
}

static void append(struct heads *heads, const struct head_line *head, size_t from)
{
    if (heads->count == heads->room) {
        heads->room = heads->room > 0 ? heads->room * 2 : 64;
        heads->list = memory_resize(heads->list, heads->room, sizeof(*heads->list));
    }
    struct head_line *added = &heads->list[heads->count++];
    *added = *head;
    added->from = from;
    added->bytes = heads->lines.count - from;
}

static void put(struct table *table, uint64_t key, uint32_t place)
{
    bool added;
    *table_put(table, key, &added) = place;
}

/* What is said of a message from `place` on is no repetition of what stands before. */
static void settle(struct heads *heads, uint64_t message, uint32_t place, bool again)
{
    bool added;
    uint32_t *settled = table_put(&heads->settled, message, &added);

    if (added || again)
        *settled = place;
}

static void add(struct heads *heads, struct join *join, uint64_t message,
                const struct record *record, const struct head_line *head)
{
    size_t from = heads->lines.count;
    uint64_t said = said_key(join, message, record);

    record_pack(&heads->lines, record);
    sls_view bytes = {heads->lines.bytes + from, heads->lines.count - from};
    struct head_line *before = is_repeatable(record) && head->times < HEAD_TIMES / 2
                                   ? repeated(heads, message, said, bytes)
                                   : NULL;
    if (before != NULL) {
        heads->lines.count = from;
        before->times += head->times;
        before->last = head->last;
        before->delay_ms = head->delay_ms;
        return;
    }
    append(heads, head, from);
    put(&heads->said, said, heads->count - 1);
    settle(heads, message, heads->count - 1,
           record->kind != LINE_ATTEMPT || !is_repeatable(record));
}

/* What stands under a name that is another message's from here on. */
static void let_go(struct join *join, const struct record *record)
{
    if (record->kind == LINE_STARTED)
        messages_started(join, keys_start(join, record));
    if (record->kind != LINE_REQUEUED)
        return;
    uint32_t stale = messages_find(join, key_of(join, record));
    if (stale != 0)
        messages_finish(join, stale);
}

void heads_add(struct heads *heads, struct join *join, const struct record *record,
               const struct head_line *head)
{
    let_go(join, record);
    if (record->kind == LINE_REQUEUED) /* the lines of both ids follow on it */
        settle(heads, keys_message(join, &record->attempt, record->other_id),
               heads->count, true);
    add(heads, join, key_of(join, record), record, head);
}

void heads_end(struct heads *heads, struct join *join, const struct record *record)
{
    uint64_t message = key_of(join, record);
    struct record replaced = {.kind = LINE_REPLACED,
                              .attempt = {.host = record->attempt.host,
                                          .instance = record->attempt.instance,
                                          .queue_id = record->attempt.queue_id,
                                          .delay_ms = -1}};

    if (heads->count == 0 || table_find(&heads->settled, message) == NULL)
        return;
    int64_t time = record->attempt.time;
    add(heads, join, message, &replaced,
        &(struct head_line){.first = time, .last = time, .delay_ms = -1, .times = 1});
}

struct record heads_record(const struct heads *heads, const struct head_line *head)
{
    struct record record;
    struct unpack unpack =
        unpack_of((sls_view){heads->lines.bytes + head->from, head->bytes});

    record_unpack(&unpack, &record);
    record.attempt.time = head->first;
    record.attempt.delay_ms = head->delay_ms;
    return record;
}

void heads_pack(const struct heads *heads, struct pack *pack)
{
    pack_number(pack, heads->count);
    for (uint32_t i = 0; i < heads->count; i++) {
        const struct head_line *head = &heads->list[i];
        pack_signed(pack, head->first);
        pack_signed(pack, head->last - head->first);
        pack_signed(pack, head->delay_ms);
        pack_number(pack, head->times);
        pack_number(pack, head->input);
        pack_number(pack, head->line);
        pack_text(pack, (sls_view){heads->lines.bytes + head->from, head->bytes});
    }
}

static bool is_whole_record(sls_view bytes)
{
    struct record record;
    struct unpack unpack = unpack_of(bytes);

    record_unpack(&unpack, &record);
    return !unpack.bad && unpack.next == unpack.end && record.kind >= LINE_OPENED &&
           record.kind != LINE_EVENT;
}

bool heads_unpack(struct heads *heads, struct unpack *unpack, const uint32_t *inputs,
                  size_t input_count)
{
    size_t count = unpack_count(unpack, 8);

    for (size_t i = 0; i < count && !unpack->bad; i++) {
        struct head_line head = {.first = unpack_signed(unpack)};
        head.last = (int64_t)((uint64_t)head.first + (uint64_t)unpack_signed(unpack));
        head.delay_ms = unpack_signed(unpack);
        head.times = (uint32_t)unpack_upto(unpack, HEAD_TIMES);
        uint64_t input = unpack_number(unpack);
        head.input = input < input_count ? inputs[input] : 0;
        head.line = unpack_number(unpack);
        sls_view bytes = unpack_text(unpack);
        if (!is_whole_record(bytes))
            return false;
        size_t from = heads->lines.count;
        pack_bytes(&heads->lines, bytes);
        append(heads, &head, from);
    }
    return !unpack->bad;
}
