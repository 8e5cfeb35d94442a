/*
 * learn.c - sender, login, relay and Message-ID, as the lines come.
 */
#include "queue/learn.h"

#include <string.h>

#include "base/hash.h"
#include "base/view.h"
#include "queue/messages.h"
#include "queue/own.h"
#include "queue/words.h"

/* A notice has no client: one under the id of a message that had is another message. */
void learn_notice(struct join *join, uint32_t m)
{
    if (join->messages[m].opened)
        messages_finish_recipients(join, m);
    join->messages[m].opened = false;
    join->messages[m].notice = true;
}

void learn_sender(struct message *message, sls_view sender)
{
    sls_view kept = view_cut(sender, SENDER_BYTES);

    if (kept.len > 0)
        memcpy(message->sender, kept.ptr, kept.len);
    message->sender_bytes = (uint8_t)kept.len;
}

/* A report that was mailed is no mail that the next report is about. */
static void learn_whose(struct join *join, struct message *message, sls_view message_id)
{
    if (message->own || !own_is_report(message_id))
        return;
    join->own_reports++;
    message->own = message->notice = true;
}

void learn_line(struct join *join, uint32_t m, const struct record *record)
{
    struct message *message = &join->messages[m];
    sls_view sender = record->attempt.sender;

    words_learn(join, m, record);
    message->logged_in |= record->attempt.login.len > 0;
    if (record->kind == LINE_DETAIL && record->attempt.relay.len > 0)
        message->relay = intern_id(join->names, record->attempt.relay);
    if (record->from.len > 0)
        message->from = intern_id(join->names, record->from);
    if (record->attempt.message_id.len > 0)
        learn_whose(join, message, record->attempt.message_id);
    if (record->attempt.message_id.len > 0)
        message->message_id = hash_view(record->attempt.message_id, join->seed);
    if (!record->sender_known)
        return;
    if (sender.len == 0)
        learn_notice(join, m);
    learn_sender(message, sender);
    message->notice = sender.len == 0 || message->own;
}
