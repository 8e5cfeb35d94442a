/*
 * generate_noise.c - two tables of templates; the addresses are strangers' (RFC 5737).
 */
#include "generate_noise.h"

#include "generate_template.h"

struct noise {
    const char *program, *part, *text;
    unsigned pid; /* 0: none is logged */
};

static const struct noise others[] = {
    {"sshd", NULL, "Invalid user {hex4} from 203.0.113.{address} port 5{num4}", 41170},
    {"sshd", NULL,
     "Connection closed by authenticating user root 198.51.100.{address} port 4{num4} "
     "[preauth]",
     41171},
    {"sshd", NULL,
     "Accepted publickey for admin from 192.0.2.{address} port 5{num4} ssh2: ED25519 "
     "SHA256:{sg}{sg}",
     41172},
    {"systemd", NULL, "session-{num5}.scope: Deactivated successfully.", 1},
    {"systemd", NULL, "Started session-{num5}.scope - Session {num5} of User admin.", 1},
    {"CRON", NULL, "(root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)",
     50311},
    {"CRON", NULL, "(www-data) CMD (php /srv/shop/cron.php > /dev/null 2>&1)", 50312},
    {"dovecot", NULL,
     "imap-login: Login: user=<office@client{num1}.example>, method=PLAIN, "
     "rip=192.0.2.{address}, lip=192.0.2.25, mpid=6{num4}, TLS, session=<{sg}>",
     0},
    {"dovecot", NULL,
     "imap-login: Disconnected: Connection closed (no auth attempts in 0 secs): user=<>, "
     "rip=203.0.113.{address}, lip=192.0.2.25, TLS handshaking, session=<{sg}>",
     0},
    {"dovecot", NULL,
     "imap(office@client{num1}.example)<6{num4}><{sg}>: Disconnected: Logged out "
     "in={num3} "
     "out={num4} deleted=0 expunged=0 trashed=0",
     0},
};

static const struct noise strangers[] = {
    {"postfix", "smtpd", "connect from unknown[203.0.113.{address}]", 2611},
    {"postfix", "smtpd",
     "warning: unknown[203.0.113.{address}]: SASL LOGIN authentication failed: "
     "UGFzc3dvcmQ6",
     2611},
    {"postfix", "smtpd", "lost connection after AUTH from unknown[203.0.113.{address}]",
     2611},
    {"postfix", "smtpd",
     "disconnect from unknown[203.0.113.{address}] ehlo=1 auth=0/1 rset=1 quit=1 "
     "commands=3/4",
     2611},
    {"postfix", "smtpd",
     "NOQUEUE: reject: RCPT from unknown[203.0.113.{address}]: 554 5.7.1 "
     "<user{num3}@elsewhere.example>: Relay access denied; "
     "from=<spam{num2}@stranger.example> to=<user{num3}@elsewhere.example> proto=ESMTP "
     "helo=<[203.0.113.{address}]>",
     2612},
    {"postfix", "smtpd",
     "NOQUEUE: reject: RCPT from unknown[198.51.100.{address}]: 450 4.7.25 Client host "
     "rejected: cannot find your hostname, [198.51.100.{address}]; "
     "from=<info@stranger.example> to=<office@{machine}> proto=ESMTP "
     "helo=<stranger.example>",
     2612},
    {"postfix", "postscreen",
     "CONNECT from [203.0.113.{address}]:4{num4} to [192.0.2.25]:25", 2620},
    {"postfix", "anvil",
     "statistics: max connection rate 1/60s for (smtpd:203.0.113.{address}) at Nov 22 "
     "03:12:45",
     2630},
};

static void line_write(struct post *post, const struct noise *noise, int64_t now)
{
    static const struct relay nowhere = {.network = ""};
    struct facts facts = {.relay = &nowhere,
                          .address = 1 + dice_below(&post->dice, 254),
                          .machine = post->machine,
                          .dice = &post->dice,
                          .common = &post->dice};

    out_begin(&post->out, now, noise->program, noise->part, noise->pid);
    put_template(&post->out, noise->text, &facts);
    out_end(&post->out);
}

void noise_write(struct post *post, int64_t now)
{
    line_write(post, &others[dice_below(&post->dice, sizeof others / sizeof others[0])],
               now);
}

void stranger_write(struct post *post, int64_t now)
{
    unsigned pick = dice_below(&post->dice, sizeof strangers / sizeof strangers[0]);

    line_write(post, &strangers[pick], now);
}
