/*
 * end.c - the ways in which open messages are handed on when there are no more lines.
 */
#include "queue/end.h"

#include "queue/messages.h"
#include "queue/pool.h"
#include "queue/shelf.h"

void join_end(struct join *join)
{
    if (!join->claimed_only)
        shelf_end(&join->shelf, join->finish, join->receiver);
    while (join->oldest != 0)
        messages_finish(join, join->oldest);
}

void join_end_part(struct join *join)
{
    if (join->nameless != 0)
        messages_finish(join, join->nameless);
    join->nameless = 0;
    if (!join->claimed_only)
        shelf_end(&join->shelf, join->finish, join->receiver);
    for (uint32_t m = join->oldest, newer; m != 0; m = newer) {
        newer = join->messages[m].newer;
        if (join->messages[m].told)
            messages_finish(join, m);
    }
}

void join_mark_carried(struct join *join)
{
    for (uint32_t m = join->oldest; m != 0; m = join->messages[m].newer)
        for (uint32_t r = join->messages[m].first; r != 0; r = join->recipients[r].next)
            join->recipients[r].carried = true;
}

void join_tell(struct join *join)
{
    for (uint32_t m = join->oldest; m != 0; m = join->messages[m].newer)
        messages_tell(join, m);
}

void join_forget(struct join *join, int64_t time)
{
    for (uint32_t m = join->oldest, newer; m != 0; m = newer) {
        newer = join->messages[m].newer;
        if (join->messages[m].seen < time && !messages_waits(join, m))
            messages_finish(join, m);
    }
}

void join_empty(struct join *join)
{
    while (join->oldest != 0)
        messages_drop(join, join->oldest);
}
