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

static uint64_t key_of(uint16_t provider, const struct recipient *recipient)
{
    uint64_t who = (uint64_t)recipient->sender << 32 | recipient->from;
    uint64_t how = (uint64_t)recipient->login << 32 | (uint32_t)provider << 1 |
                   (recipient->asks_login ? 1 : 0);
    return hash_mix(hash_mix(who, 0x73656E64), how);
}

/* NULL: nobody is named, or there is no room. */
static struct sender_row *row_of(struct senders *senders, uint16_t provider,
                                 const struct recipient *recipient)
{
    uint64_t key = key_of(provider, recipient);
    const uint32_t *known = table_find(&senders->index, key);
    bool added;

    if (recipient->sender <= INTERN_OTHER)
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
    *row = (struct sender_row){.provider = provider,
                               .sender = recipient->sender,
                               .from = recipient->from,
                               .login = recipient->login,
                               .asks_login = recipient->asks_login};
    return row;
}

static void count(struct sender_counts *counts, const struct recipient *recipient)
{
    counts->accepted += recipient->fate == FATE_ACCEPTED;
    counts->delayed += recipient->fate == FATE_DELAYED;
    counts->failed += recipient->fate == FATE_FAILED;
}

void senders_add(struct senders *senders, uint16_t provider,
                 const struct recipient *recipient, bool disowned)
{
    struct sender_row *row = row_of(senders, provider, recipient);

    count(row != NULL ? &row->counts : &senders->other, recipient);
    if (row != NULL)
        row->disowned += disowned;
}
