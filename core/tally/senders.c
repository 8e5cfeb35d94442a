/*
 * senders.c - a table from what makes a row to its place in a list.
 */
#include "tally/senders.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/intern.h"

void senders_open(struct senders *senders)
{
    *senders = (struct senders){0};
    table_open(&senders->index, 0);
}

void senders_close(struct senders *senders)
{
    table_close(&senders->index);
    memory_free(senders->list);
}

static uint64_t key_of(const struct sender_row *row)
{
    uint64_t who = (uint64_t)row->sender << 32 | row->from;
    uint64_t how = (uint64_t)row->login << 32 | (uint32_t)row->provider << 1 |
                   (row->asks_login ? 1 : 0);
    return hash_mix(hash_mix(who, 0x73656E64), how);
}

/* The row that is like `wanted`; NULL: nobody is named, or there is no room. */
static struct sender_row *row_of(struct senders *senders, const struct sender_row *wanted)
{
    uint64_t key = key_of(wanted);
    const uint32_t *known = table_find(&senders->index, key);
    bool added;

    if (wanted->sender <= INTERN_OTHER)
        return NULL;
    if (known != NULL)
        return &senders->list[*known];
    if (senders->count == SENDERS_LIMIT)
        return NULL;
    if (senders->count == senders->room) {
        senders->room = senders->room > 0 ? senders->room * 2 : 64;
        senders->list =
            memory_resize(senders->list, senders->room, sizeof(*senders->list));
    }
    *table_put(&senders->index, key, &added) = senders->count;
    struct sender_row *row = &senders->list[senders->count++];
    *row = *wanted;
    row->disowned = 0;
    row->counts = (struct sender_counts){0};
    return row;
}

void senders_add_row(struct senders *senders, const struct sender_row *other)
{
    struct sender_row *row = row_of(senders, other);
    struct sender_counts *counts = row != NULL ? &row->counts : &senders->other;

    counts->accepted += other->counts.accepted;
    counts->delayed += other->counts.delayed;
    counts->failed += other->counts.failed;
    if (row != NULL)
        row->disowned += other->disowned;
}

void senders_add(struct senders *senders, uint16_t provider,
                 const struct recipient *recipient, bool disowned)
{
    struct sender_row row = {.provider = provider,
                             .sender = recipient->sender,
                             .from = recipient->from,
                             .login = recipient->login,
                             .asks_login = recipient->asks_login,
                             .disowned = disowned};

    row.counts.accepted = recipient->fate == FATE_ACCEPTED;
    row.counts.delayed = recipient->fate == FATE_DELAYED;
    row.counts.failed = recipient->fate == FATE_FAILED;
    senders_add_row(senders, &row);
}
