/*
 * words.c - a second array beside the open messages.
 */
#include "queue/words.h"

#include "base/arena.h"
#include "base/view.h"
#include "queue/pool.h"

void words_keep(struct join *join)
{
    uint64_t share = MESSAGE_SHARE_BYTES + sizeof(*join->words);
    uint64_t limit = (uint64_t)join->message_limit * MESSAGE_SHARE_BYTES / share;

    join->message_limit = join->recipient_limit = (uint32_t)limit;
    join->words = memory_get(join->message_room, sizeof(*join->words));
}

void words_forget(struct join *join, uint32_t m)
{
    if (join->words != NULL)
        join->words[m] = (struct words_of_message){0};
}

static void keep(char *room, size_t size, uint8_t *bytes, sls_view text)
{
    sls_view kept = view_cut(text, size);

    if (kept.len == 0)
        return;
    memcpy(room, kept.ptr, kept.len);
    *bytes = (uint8_t)kept.len;
}

void words_learn(struct join *join, uint32_t m, const struct record *record)
{
    const sls_attempt *attempt = &record->attempt;

    if (join->words == NULL)
        return;
    struct words_of_message *words = &join->words[m];
    keep(words->id, sizeof(words->id), &words->id_bytes, attempt->message_id);
    keep(words->login, sizeof(words->login), &words->login_bytes, attempt->login);
    keep(words->queue, sizeof(words->queue), &words->queue_bytes, attempt->queue_id);
    words->host = intern_id(join->names, attempt->host);
}

static const struct words_of_message *of_message(const struct join *join, uint32_t m)
{
    static const struct words_of_message nothing;
    return join->words == NULL || m == 0 ? &nothing : &join->words[m];
}

sls_view words_message_id(const struct join *join, uint32_t m)
{
    const struct words_of_message *words = of_message(join, m);
    return (sls_view){words->id, words->id_bytes};
}

sls_view words_login(const struct join *join, uint32_t m)
{
    const struct words_of_message *words = of_message(join, m);
    return (sls_view){words->login, words->login_bytes};
}

sls_view words_queue_id(const struct join *join, uint32_t m)
{
    const struct words_of_message *words = of_message(join, m);
    return (sls_view){words->queue, words->queue_bytes};
}

sls_view words_sender(const struct join *join, uint32_t m)
{
    const struct message *message = &join->messages[m];
    return m == 0 ? VIEW("") : (sls_view){message->sender, message->sender_bytes};
}

sls_view words_host(const struct join *join, uint32_t m)
{
    return intern_view(join->names, of_message(join, m)->host);
}
