/*
 * repeats.c - for each line how often it counts, and how often the input at hand has it.
 */
#include "queue/repeats.h"

#include "base/arena.h"

enum { FIRST_REPEATS = 256 };

struct repeat {
    uint64_t key;
    uint32_t counted; /* the most that an input has */
    uint32_t own;     /* so many of `input` */
    uint32_t input;
};

void repeats_open(struct repeats *repeats)
{
    *repeats = (struct repeats){.count = 0};
    table_open(&repeats->index, 0);
}

void repeats_close(struct repeats *repeats)
{
    table_close(&repeats->index);
    memory_free(repeats->list);
}

static void make_room(struct repeats *repeats)
{
    if (repeats->count == REPEATS_LIMIT) {
        table_remove(&repeats->index, repeats->list[repeats->next].key);
        return;
    }
    if (repeats->count++ < repeats->room)
        return;
    repeats->room = repeats->room > 0 ? repeats->room * 2 : FIRST_REPEATS;
    repeats->list = memory_resize(repeats->list, repeats->room, sizeof(*repeats->list));
}

static struct repeat *repeat_of(struct repeats *repeats, uint64_t key, uint32_t input)
{
    const uint32_t *place = table_find(&repeats->index, key);
    bool added;

    if (place != NULL)
        return &repeats->list[*place];
    make_room(repeats);
    struct repeat *made = &repeats->list[repeats->next];
    *made = (struct repeat){.key = key, .input = input};
    *table_put(&repeats->index, key, &added) = repeats->next;
    repeats->next = (repeats->next + 1) % REPEATS_LIMIT;
    return made;
}

bool repeats_know(struct repeats *repeats, uint64_t key, uint32_t input)
{
    struct repeat *repeat = repeat_of(repeats, key, input);

    if (repeat->input != input) {
        repeat->input = input;
        repeat->own = 0;
    }
    repeat->own++;
    if (repeat->own <= repeat->counted)
        return true;
    repeat->counted = repeat->own;
    return false;
}
