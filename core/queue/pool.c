/*
 * pool.c - two growing arrays with a list of free slots each.
 */
#include "queue/pool.h"

#include "base/arena.h"
#include "queue/words.h"

#include <string.h>

enum { FIRST_ROOM = 1024 };

void pool_open(struct join *join, uint64_t memory_bytes)
{
    uint64_t share = memory_bytes / MESSAGE_SHARE_BYTES;
    uint32_t limit = share > UINT32_MAX / 4 ? UINT32_MAX / 4 : (uint32_t)share;

    join->message_limit = join->recipient_limit = limit > FIRST_ROOM ? limit : FIRST_ROOM;
    join->messages = memory_get(1, sizeof(*join->messages));
    join->recipients = memory_get(1, sizeof(*join->recipients));
    join->message_room = join->recipient_room = 1;
}

void pool_close(struct join *join)
{
    memory_free(join->messages);
    memory_free(join->recipients);
    memory_free(join->words);
}

static uint32_t grown(uint32_t room, uint32_t limit)
{
    uint32_t wanted = room < FIRST_ROOM ? FIRST_ROOM : room * 2;
    return wanted < limit ? wanted : limit;
}

static void grow_messages(struct join *join)
{
    uint32_t room = grown(join->message_room, join->message_limit);

    join->messages = memory_resize(join->messages, room, sizeof(*join->messages));
    for (uint32_t i = room - 1; i >= join->message_room; i--) {
        join->messages[i].older = join->free_message;
        join->free_message = i;
    }
    if (join->words != NULL)
        join->words = memory_resize(join->words, room, sizeof(*join->words));
    join->message_room = room;
}

static void grow_recipients(struct join *join)
{
    uint32_t room = grown(join->recipient_room, join->recipient_limit);

    join->recipients = memory_resize(join->recipients, room, sizeof(*join->recipients));
    for (uint32_t i = room - 1; i >= join->recipient_room; i--) {
        join->recipients[i].next = join->free_recipient;
        join->free_recipient = i;
    }
    join->recipient_room = room;
}

uint32_t pool_take_message(struct join *join)
{
    if (join->free_message == 0 && join->message_room < join->message_limit)
        grow_messages(join);
    uint32_t taken = join->free_message;
    if (taken == 0)
        return 0;
    join->free_message = join->messages[taken].older;
    join->messages[taken] = (struct message){0};
    words_forget(join, taken);
    return taken;
}

uint32_t pool_take_recipient(struct join *join)
{
    if (join->free_recipient == 0 && join->recipient_room < join->recipient_limit)
        grow_recipients(join);
    uint32_t taken = join->free_recipient;
    if (taken == 0)
        return 0;
    join->free_recipient = join->recipients[taken].next;
    join->recipients[taken] = (struct recipient){0};
    return taken;
}

void pool_give_message(struct join *join, uint32_t message)
{
    join->messages[message].older = join->free_message;
    join->free_message = message;
}

void pool_give_recipient(struct join *join, uint32_t recipient)
{
    join->recipients[recipient].next = join->free_recipient;
    join->free_recipient = recipient;
}
