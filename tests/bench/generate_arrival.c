/*
 * generate_arrival.c - from "connect from" to "message-id=".
 */
#include "generate_arrival.h"

#include <stdio.h>

#include "generate_template.h"

int64_t post_wait(struct post *post, int64_t low, int64_t high)
{
    if (post->thrifty)
        return (low + (high - low) / 8) * MILLISECOND;
    return dice_between(&post->dice, low * MILLISECOND, high * MILLISECOND);
}

int64_t message_due(struct post *post, struct message *m, enum step next, int64_t low,
                    int64_t high)
{
    m->step = next;
    return post_wait(post, low, high);
}

static void begin(struct post *post, const struct message *m, int64_t now,
                  const char *part, unsigned pid)
{
    out_begin(&post->out, now, m->instance->name, part, pid);
}

void message_line(struct post *post, const struct message *m, int64_t now,
                  const char *part, unsigned pid)
{
    begin(post, m, now, part, pid);
    put(&post->out, m->id);
    put(&post->out, ": ");
}

static void put_client(struct out *out, const struct client *client)
{
    put(out, client->name);
    put_byte(out, '[');
    put(out, client->address);
    put_byte(out, ']');
}

/* Digits of a number in an alphabet without vowels, as Postfix does it. */
static char *put_base(char *end, uint64_t number, unsigned base, unsigned least)
{
    static const char digits[] = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

    for (unsigned i = 0; i < least || number; i++, number /= base)
        *--end = digits[number % base];
    return end;
}

/* Short: microseconds and inode in hex.  Long (enable_long_queue_ids): seconds,
   microseconds, "z" and the inode. */
void message_name(struct post *post, struct message *m, int64_t now)
{
    uint64_t number = post->inodes++;
    uint64_t inode = 131072 + number * (post->thrifty ? 1 : 2654435) % 4194304;
    char text[ID_BYTES];
    char *end = text + sizeof text - 1;

    *end = '\0';
    if (m->instance->long_ids) {
        end = put_base(end, inode, 51, 4);
        *--end = 'z';
        end = put_base(end, (uint64_t)(now % SECOND), 52, 4);
        end = put_base(end, (uint64_t)(now / SECOND), 52, 6);
        memcpy(m->id, end, strlen(end) + 1);
        return;
    }
    snprintf(m->id, sizeof m->id, "%05lX%lX", (unsigned long)(now % SECOND),
             (unsigned long)inode);
}

int64_t step_connect(struct post *post, struct message *m, int64_t now)
{
    begin(post, m, now, m->smtpd, m->smtpd_pid);
    put(&post->out, "connect from ");
    put_client(&post->out, m->client);
    out_end(&post->out);
    if (dice_chance(&post->dice, 3000)) {
        begin(post, m, now, m->smtpd, m->smtpd_pid);
        put(&post->out, "Anonymous TLS connection established from ");
        put_client(&post->out, m->client);
        put(&post->out, ": TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) "
                        "key-exchange X25519 server-signature RSA-PSS (2048 bits) "
                        "server-digest SHA256");
        out_end(&post->out);
    }
    return message_due(post, m, m->refusal ? STEP_REFUSE : STEP_CLIENT, 30, 260);
}

int64_t step_client(struct post *post, struct message *m, int64_t now)
{
    m->arrived = now;
    if (!m->id[0])
        message_name(post, m, now);
    if (m->origin == ORIGIN_PICKUP) {
        message_line(post, m, now, "pickup", 1201);
        put(&post->out, m->login);
    } else if (m->origin == ORIGIN_FILTER) {
        message_line(post, m, now, "smtpd", m->smtpd_pid);
        put(&post->out, "client=localhost[127.0.0.1]");
    } else {
        message_line(post, m, now, m->smtpd, m->smtpd_pid);
        put(&post->out, "client=");
        put_client(&post->out, m->client);
        put(&post->out, ", sasl_method=PLAIN, sasl_username=");
        put(&post->out, m->login);
    }
    out_end(&post->out);
    return message_due(post, m, STEP_CLEANUP, 1, 40);
}

static void message_id_make(struct post *post, struct message *m, int64_t now)
{
    struct civil_time t = civil_of(now / SECOND);

    if (m->origin == ORIGIN_LOGIN) {
        uint64_t bits = dice_bits(&post->dice);

        snprintf(m->message_id, sizeof m->message_id, "%08x.%08x@%s",
                 (unsigned)(bits >> 32), (unsigned)(bits & UINT32_MAX),
                 address_domain(m->sender));
        return;
    }
    snprintf(m->message_id, sizeof m->message_id, "%04u%02u%02u%02u%02u%02u.%s@%s",
             (unsigned)t.year % 10000, t.month, t.day, t.hour, t.minute, t.second, m->id,
             post->machine);
}

int64_t step_cleanup(struct post *post, struct message *m, int64_t now)
{
    if (!m->arrived)
        m->arrived = now;
    if (!m->message_id[0])
        message_id_make(post, m, now);
    message_line(post, m, now, "cleanup", 2400 + m->smtpd_pid % 7);
    put(&post->out, "message-id=<");
    put(&post->out, m->message_id);
    put_byte(&post->out, '>');
    out_end(&post->out);
    return message_due(post, m, STEP_ACTIVE, 4, 90);
}

void disconnect_write(struct post *post, const struct message *m, int64_t now)
{
    begin(post, m, now, m->smtpd, m->smtpd_pid);
    put(&post->out, "disconnect from ");
    put_client(&post->out, m->client);
    put(&post->out, " ehlo=2 starttls=1 auth=1 mail=1 rcpt=");
    put_number(&post->out, m->count);
    put(&post->out, " data=1 quit=1 commands=");
    put_number(&post->out, 7u + m->count);
    out_end(&post->out);
}

int64_t step_refuse(struct post *post, struct message *m, int64_t now)
{
    struct facts facts = {
        .relay = &relays[RELAY_MX],
        .recipient = m->to[0].address,
        .sender = m->sender,
        .login = m->login,
        .machine = post->machine,
        .client = m->client->name,
        .dice = &post->dice,
        .common = &post->dice,
    };

    begin(post, m, now, m->smtpd, m->smtpd_pid);
    put(&post->out, "NOQUEUE: reject: RCPT from ");
    put_client(&post->out, m->client);
    put(&post->out, ": ");
    put_template(&post->out, m->refusal->text, &facts);
    out_end(&post->out);
    truth_reject(&post->truth, m->refusal->cause_number);
    return message_due(post, m, STEP_HANG_UP, 2, 40);
}

int64_t step_hang_up(struct post *post, struct message *m, int64_t now)
{
    begin(post, m, now, m->smtpd, m->smtpd_pid);
    put(&post->out, "disconnect from ");
    put_client(&post->out, m->client);
    put(&post->out, m->login[0] == '-'
                        ? " ehlo=2 starttls=1 mail=1 rcpt=0/1 rset=1 quit=1 commands=6/7"
                        : " ehlo=2 starttls=1 auth=1 mail=1 rcpt=0/1 rset=1 quit=1 "
                          "commands=7/8");
    out_end(&post->out);
    return -1;
}
