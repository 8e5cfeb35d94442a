/*
 * generate_mail.c - queue manager, content filter, retries and notices.
 *
 * The lines are those of Postfix 3.7.  Arrival is in generate_arrival.c, the delivery
 * line itself in generate_delivery.c.
 */
#include "generate_mail.h"

#include "generate_arrival.h"
#include "generate_delivery.h"

/* minimal_backoff_time, maximal_backoff_time and queue_run_delay of postconf(5). */
enum { BACKOFF_LEAST = 300, BACKOFF_MOST = 4000, QUEUE_RUN = 300 };

/* What follows when the queue manager has taken the message. */
static int64_t to_delivery(struct post *post, struct message *m)
{
    const struct recipient *to = &m->to[0];
    bool remote = to->relay->port && !m->hop && !m->probe;

    if (m->filtered)
        return message_due(post, m, STEP_FILTER, 20, 400);
    if (remote && reply_in_session(recipient_reply(m, to)) &&
        dice_chance(&post->dice, post->thrifty ? 60 : 2000))
        return message_due(post, m, STEP_TLS, 40, 300);
    m->step = STEP_DELIVER;
    return delivery_time(post, m);
}

static int64_t step_active(struct post *post, struct message *m, int64_t now)
{
    m->activated = now;
    m->cursor = 0;
    m->smtp_pid = 3000 + dice_below(&post->dice, post->thrifty ? 2 : 60);
    message_line(post, m, now, "qmgr", m->instance->qmgr_pid);
    put(&post->out, "from=<");
    put(&post->out, m->sender);
    put(&post->out, ">, size=");
    put_number(&post->out, m->size);
    put(&post->out, ", nrcpt=");
    put_number(&post->out, m->count);
    put(&post->out, " (queue active)");
    out_end(&post->out);
    if (m->origin == ORIGIN_LOGIN && m->runs == 0 && !m->quiet)
        return message_due(post, m, STEP_DISCONNECT, 1, 30);
    return to_delivery(post, m);
}

static int64_t step_disconnect(struct post *post, struct message *m, int64_t now)
{
    disconnect_write(post, m, now);
    return to_delivery(post, m);
}

/* The filter hands the message back under a new id; what is left here is a hop. */
static int64_t step_filter(struct post *post, struct message *m, int64_t now)
{
    struct message *after = queue_message(&post->queue);

    *after = *m;
    after->origin = ORIGIN_FILTER;
    after->filtered = false;
    after->smtpd = "smtpd";
    after->smtpd_pid = 2700 + m->smtpd_pid % 5;
    after->size += 460;
    message_name(post, after, now);
    after->step = STEP_CLIENT;
    queue_push(&post->queue, now, after);
    m->filtered = false;
    m->hop = true;
    memcpy(m->next_id, after->id, sizeof m->next_id);
    for (unsigned i = 0; i < m->count; i++) {
        m->to[i].relay = &relays[RELAY_FILTER];
        m->to[i].tries = 0;
        m->to[i].verdict = NULL;
    }
    return message_due(post, m, STEP_DELIVER, 60, 200);
}

static int64_t step_tls(struct post *post, struct message *m, int64_t now)
{
    struct facts facts = {.relay = m->to[0].relay, .recipient = m->to[0].address};

    facts.address = relay_address(facts.relay, facts.recipient, m->smtp_pid);
    out_begin(&post->out, now, m->instance->name, "smtp", m->smtp_pid);
    put(&post->out, "Untrusted TLS connection established to ");
    put_relay(&post->out, &facts);
    put(&post->out, ": TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) "
                    "key-exchange X25519 server-signature ECDSA (P-256) server-digest "
                    "SHA256");
    out_end(&post->out);
    m->step = STEP_DELIVER;
    return delivery_time(post, m);
}

static int64_t step_deliver(struct post *post, struct message *m, int64_t now)
{
    while (m->cursor < m->count && m->to[m->cursor].done)
        m->cursor++;
    if (m->cursor < m->count)
        delivery_write(post, m, &m->to[m->cursor++], now);
    while (m->cursor < m->count && m->to[m->cursor].done)
        m->cursor++;
    if (m->cursor < m->count)
        return dice_between(&post->dice, 80, 400);
    return message_due(post, m, STEP_SETTLE, 1, 4);
}

static void notice_make(struct post *post, struct message *m, int64_t now)
{
    struct message *notice = queue_message(&post->queue);

    notice->instance = m->instance;
    notice->origin = ORIGIN_SELF;
    notice->notice = true;
    notice->count = 1;
    notice->size = m->size % 60000 + 2100;
    notice->smtpd_pid = m->smtpd_pid;
    memcpy(notice->to[0].address, m->sender, sizeof m->sender);
    notice->to[0].relay = m->notice_relay;
    message_name(post, notice, now);
    memcpy(m->next_id, notice->id, sizeof m->next_id);
    notice->step = STEP_CLEANUP;
    queue_push(&post->queue, now, notice);
}

static bool message_open(const struct message *m)
{
    for (unsigned i = 0; i < m->count; i++)
        if (!m->to[i].done)
            return true;
    return false;
}

/* The next run of the queue in which the message takes part, or its end. */
static int64_t settle(struct post *post, struct message *m, int64_t now)
{
    int64_t age = (now - m->arrived) / SECOND;
    int64_t wait = age < BACKOFF_LEAST ? BACKOFF_LEAST : age;

    if (!message_open(m))
        return message_due(post, m, STEP_REMOVE, 1, 5);
    if (wait > BACKOFF_MOST)
        wait = BACKOFF_MOST;
    wait = wait * SECOND + dice_between(&post->dice, 0, QUEUE_RUN * (int64_t)SECOND);
    m->step = STEP_ACTIVE;
    return now + wait < post->end ? wait : -1;
}

static void message_expire(struct post *post, struct message *m, int64_t now)
{
    message_line(post, m, now, "qmgr", m->instance->qmgr_pid);
    put(&post->out, "from=<");
    put(&post->out, m->sender);
    put(&post->out, ">, status=expired, returned to sender");
    out_end(&post->out);
    for (unsigned i = 0; i < m->count; i++) {
        truth_expire(&post->truth, &m->to[i].standing);
        m->to[i].done = true;
    }
    m->bounced = true;
}

static int64_t step_settle(struct post *post, struct message *m, int64_t now)
{
    m->runs++;
    if (message_open(m) && m->expires && m->runs >= m->expires)
        message_expire(post, m, now);
    if (!m->bounced || m->notice || m->probe)
        return settle(post, m, now);
    notice_make(post, m, now);
    return message_due(post, m, STEP_BOUNCE, 1, 6);
}

static int64_t step_bounce(struct post *post, struct message *m, int64_t now)
{
    m->bounced = false;
    message_line(post, m, now, "bounce", 3300 + m->smtp_pid % 9);
    put(&post->out, "sender non-delivery notification: ");
    put(&post->out, m->next_id);
    out_end(&post->out);
    return settle(post, m, now);
}

static int64_t step_remove(struct post *post, struct message *m, int64_t now)
{
    message_line(post, m, now, "qmgr", m->instance->qmgr_pid);
    put(&post->out, "removed");
    out_end(&post->out);
    return -1;
}

void mail_start(struct post *post, struct message *message, int64_t time)
{
    static const enum step first[] = {
        [ORIGIN_LOGIN] = STEP_CONNECT,  [ORIGIN_PICKUP] = STEP_CLIENT,
        [ORIGIN_FILTER] = STEP_CLIENT,  [ORIGIN_SELF] = STEP_CLEANUP,
        [ORIGIN_EARLIER] = STEP_ACTIVE, [ORIGIN_REFUSED] = STEP_CONNECT,
    };

    message->step = first[message->origin];
    if (message->quiet && message->step == STEP_CONNECT)
        message->step = STEP_CLIENT;
    if (message->origin == ORIGIN_SELF || message->origin == ORIGIN_EARLIER)
        message_name(post, message, message->arrived ? message->arrived : time);
    queue_push(&post->queue, time, message);
}

int64_t mail_step(struct post *post, struct message *message, int64_t now)
{
    static int64_t (*const steps[])(struct post * post, struct message * m,
                                    int64_t now) = {
        [STEP_CONNECT] = step_connect,
        [STEP_CLIENT] = step_client,
        [STEP_CLEANUP] = step_cleanup,
        [STEP_ACTIVE] = step_active,
        [STEP_DISCONNECT] = step_disconnect,
        [STEP_FILTER] = step_filter,
        [STEP_TLS] = step_tls,
        [STEP_DELIVER] = step_deliver,
        [STEP_SETTLE] = step_settle,
        [STEP_BOUNCE] = step_bounce,
        [STEP_REMOVE] = step_remove,
        [STEP_REFUSE] = step_refuse,
        [STEP_HANG_UP] = step_hang_up,
    };

    return steps[message->step](post, message, now);
}
