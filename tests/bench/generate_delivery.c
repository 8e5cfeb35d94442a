/*
 * generate_delivery.c - "to=<...>, relay=..., delay=..., status=... (...)".
 */
#include "generate_delivery.h"

#include "generate_arrival.h"
#include "generate_template.h"

/* Lines that Postfix writes before the delivery line, by how the reply's text begins. */
static const struct foreword {
    const char *begin;
    const char *instead; /* another text than the reply's own, or NULL */
    bool with_id;
    uint16_t chance; /* in ten thousand */
} forewords[] = {
    {"SASL authentication failed; cannot",
     "warning: SASL authentication failure: No worthy mechs found", false, 10000},
    {"SASL authentication failed", NULL, true, 10000},
    {"connect to ", NULL, false, 10000},
    {"lost connection with ", NULL, true, 4000},
    {"Server certificate not trusted",
     "certificate verification failed for {relay}:{port}: untrusted issuer "
     "/C=US/O=Example Trust/CN=Example Root CA",
     false, 10000},
    {"Cannot start TLS", "SSL_connect error to {relay}:{port}: -1", false, 10000},
};

const struct reply *recipient_reply(const struct message *m, const struct recipient *to)
{
    return m->runs < to->tries ? to->trouble : to->verdict;
}

bool reply_in_session(const struct reply *reply)
{
    return !reply || (strncmp(reply->text, "host ", 5) == 0 &&
                      !strstr(reply->text, "refused to talk to me"));
}

int64_t delivery_time(struct post *post, const struct message *m)
{
    const struct recipient *to = &m->to[0];
    const struct reply *reply = recipient_reply(m, to);
    int64_t low = 180, high = 1900;

    if (m->hop || !to->relay->port || (reply && reply->text[0] == 'd')) {
        low = 8;
        high = 120;
    }
    if (reply && strstr(reply->text, "timed out")) {
        low = 30020;
        high = 30090;
    }
    if (post->thrifty)
        low += (high - low) * (int64_t)dice_below(&post->dice, 3) / 8;
    return post_wait(post, low, high);
}

/* The same text may be written twice, with the same ids in it. */
static void text_make(struct post *post, const char *template, const struct facts *facts)
{
    out_reserve(&post->out);
    size_t start = post->out.used;

    put_template(&post->out, template, facts);
    post->text_bytes = post->out.used - start;
    if (post->text_bytes > sizeof post->text)
        post->text_bytes = sizeof post->text;
    memcpy(post->text, post->out.bytes + start, post->text_bytes);
    post->out.used = start;
}

static void forewords_write(struct post *post, const struct message *m,
                            const struct reply *reply, const struct facts *facts,
                            int64_t now)
{
    for (size_t i = 0; i < sizeof forewords / sizeof forewords[0]; i++) {
        const struct foreword *f = &forewords[i];

        if (strncmp(reply->text, f->begin, strlen(f->begin)) != 0 ||
            !dice_chance(&post->dice, f->chance))
            continue;
        if (f->with_id)
            message_line(post, m, now, "smtp", m->smtp_pid);
        else
            out_begin(&post->out, now, m->instance->name, "smtp", m->smtp_pid);
        if (f->instead)
            put_template(&post->out, f->instead, facts);
        else
            put_bytes(&post->out, post->text, post->text_bytes);
        out_end(&post->out);
    }
}

/* Before the queue manager, in it, until connected, and the rest. */
static void put_delays(struct post *post, const struct message *m, int64_t now,
                       bool unreached)
{
    int64_t all = (now - m->arrived) / MILLISECOND;
    int64_t before = (m->activated - m->arrived) / MILLISECOND;
    int64_t rest = all - before;
    int64_t queued = rest < 40 ? rest / 4 : 10;

    if (!post->thrifty && rest >= 40)
        queued += (int64_t)dice_below(&post->dice, 20);
    int64_t connected = unreached ? rest - queued : (rest - queued) * 6 / 10;

    put(&post->out, ", delay=");
    put_delay(&post->out, all);
    put(&post->out, ", delays=");
    put_delay(&post->out, before);
    put_byte(&post->out, '/');
    put_delay(&post->out, queued);
    put_byte(&post->out, '/');
    put_delay(&post->out, connected);
    put_byte(&post->out, '/');
    put_delay(&post->out, rest - queued - connected);
}

/* The queue manager gave it to the error daemon: nothing was tried. */
static bool unsent(const struct reply *reply)
{
    return strncmp(reply->text, "delivery temporarily suspended", 30) == 0 ||
           strstr(reply->text, "mail transport");
}

static void line_write(struct post *post, const struct message *m,
                       const struct recipient *to, const struct reply *reply,
                       const struct facts *facts, int64_t now)
{
    static const char *const words[] = {"sent", "deferred", "bounced"};
    const char *service = reply && unsent(reply) ? "error" : to->relay->service;

    message_line(post, m, now, service, m->smtp_pid);
    put(&post->out, "to=<");
    put(&post->out, to->address);
    if (to->alias) {
        put(&post->out, ">, orig_to=<");
        put(&post->out, to->alias);
    }
    put(&post->out, ">, relay=");
    if (reply && reply->unreached)
        put(&post->out, "none");
    else
        put_relay(&post->out, facts);
    put_delays(post, m, now, reply && reply->unreached);
    put(&post->out, ", dsn=");
    put(&post->out, reply ? reply->dsn : m->probe ? "2.1.5" : "2.0.0");
    put(&post->out, ", status=");
    if (m->probe)
        put(&post->out, reply ? "undeliverable" : "deliverable");
    else
        put(&post->out, words[reply ? reply->status : STATUS_SENT]);
    put(&post->out, " (");
    put_bytes(&post->out, post->text, post->text_bytes);
    put_byte(&post->out, ')');
    out_end(&post->out);
}

static void truth_line(struct post *post, struct message *m, struct recipient *to,
                       const struct reply *reply)
{
    if (m->notice) {
        post->truth.notices++;
        return;
    }
    if (m->probe) {
        post->truth.probes++;
        return;
    }
    if (m->hop) {
        post->truth.hops++;
        return;
    }
    if (!to->relay->port) {
        truth_local(&post->truth, &to->standing);
        return;
    }
    if (!m->counted)
        post->truth.messages++;
    m->counted = true;
    truth_attempt(&post->truth, &to->standing, reply ? reply->status : STATUS_SENT,
                  reply ? reply->cause_number : 0);
}

void delivery_write(struct post *post, struct message *m, struct recipient *to,
                    int64_t now)
{
    const struct reply *reply = recipient_reply(m, to);
    /* One transaction, one reply: its ids are the same for every recipient. */
    struct dice transaction = {.state = (uint64_t)m->activated + m->smtp_pid};
    struct dice few = {.state = m->smtp_pid % 4};
    struct facts facts = {
        .relay = to->relay,
        .recipient = to->address,
        .sender = m->sender,
        .login = m->login,
        .machine = post->machine,
        .next_id = m->next_id,
        .words = m->words,
        .second = now / SECOND,
        .dice = &transaction,
        .common = post->thrifty ? &few : &transaction,
    };

    facts.address = relay_address(to->relay, to->address, m->smtp_pid);
    text_make(post,
              reply      ? reply->text
              : m->probe ? "250 2.1.5 Ok"
                         : to->relay->accepted,
              &facts);
    if (reply)
        forewords_write(post, m, reply, &facts, now);
    line_write(post, m, to, reply, &facts, now);
    truth_line(post, m, to, reply);
    to->done = !reply || reply->status != STATUS_DEFERRED;
    if (reply && reply->status == STATUS_BOUNCED)
        m->bounced = true;
}
