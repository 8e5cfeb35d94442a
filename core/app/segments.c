/*
 * segments.c - a list; messages are packed, since there may be many parts of few each.
 */
#include "app/segments.h"

#include <stdlib.h>

#include "base/arena.h"

void segments_close(struct segments *segments)
{
    for (size_t i = 0; i < segments->count; i++) {
        heads_close(&segments->list[i].heads);
        pack_close(&segments->list[i].open);
    }
    memory_free(segments->list);
    *segments = (struct segments){0};
}

void segments_add(struct segments *segments, int64_t first, int64_t last,
                  struct heads *heads, const struct join *join)
{
    if (segments->count == segments->room) {
        segments->room = segments->room > 0 ? segments->room * 2 : 4;
        segments->list =
            memory_resize(segments->list, segments->room, sizeof(*segments->list));
    }
    struct segment *added = &segments->list[segments->count++];
    *added = (struct segment){.first = first, .last = last, .heads = *heads};
    heads_open(heads);
    pack_open(&added->open);
    carry_pack(join, NULL, &added->open);
}

static int by_time(const void *a, const void *b)
{
    const struct segment *left = a, *right = b;

    if (left->first != right->first)
        return left->first < right->first ? -1 : 1;
    return left->last < right->last ? -1 : left->last > right->last;
}

void segments_sort(struct segments *segments)
{
    if (segments->count > 1)
        qsort(segments->list, segments->count, sizeof(*segments->list), by_time);
}

/* The messages of a segment, open again for a moment. */
static void open_again(struct join *join, const struct join *like,
                       const struct segment *segment)
{
    struct unpack unpack = unpack_of(pack_view(&segment->open));

    join_open_like(join, like);
    carry_unpack(join, NULL, &unpack);
}

void segments_pack(const struct segments *segments, const struct join *like,
                   struct pack_names *names, struct pack *pack)
{
    pack_number(pack, segments->count);
    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *segment = &segments->list[i];
        struct join join;
        pack_signed(pack, segment->first);
        pack_signed(pack, segment->last - segment->first);
        heads_pack(&segment->heads, pack);
        open_again(&join, like, segment);
        carry_pack(&join, names, pack);
        join_close(&join);
    }
}

static bool unpack_segment(struct segments *segments, const struct join *like,
                           const struct carry_numbers *numbers, struct unpack *unpack,
                           const uint32_t *inputs, size_t input_count)
{
    struct join join;
    struct heads heads;
    int64_t first = unpack_signed(unpack);
    int64_t last = (int64_t)((uint64_t)first + (uint64_t)unpack_signed(unpack));

    heads_open(&heads);
    join_open_like(&join, like);
    bool whole = heads_unpack(&heads, unpack, inputs, input_count) &&
                 carry_unpack(&join, numbers, unpack);
    if (whole)
        segments_add(segments, first, last, &heads, &join);
    join_close(&join);
    heads_close(&heads);
    return whole;
}

bool segments_unpack(struct segments *segments, const struct join *like,
                     const struct carry_numbers *numbers, struct unpack *unpack,
                     const uint32_t *inputs, size_t input_count)
{
    size_t count = unpack_count(unpack, 4);

    for (size_t i = 0; i < count; i++)
        if (!unpack_segment(segments, like, numbers, unpack, inputs, input_count))
            return false;
    return !unpack->bad;
}
