/*
 * spoof_test.c - holds the whole parser to this: text that others choose never passes for
 * Postfix's own.  Senders and clients choose addresses, HELO names and subjects, the
 * other side chooses its replies, and other programs log what they like.  A row says what
 * is chosen; what must come out is one tuple: way, recipient, relay and port, outcome,
 * reply code, enhanced code, text.
 */
#include "parse/format.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/view.h"

#define AT       "Nov 22 10:00:23 mx1 "
#define ID       "4XyZ1a2b3c: "
#define EVIL     "relay=evil.example[203.0.113.6]:25, "
#define FORGE    EVIL "delay=1, dsn=2.0.0, status=sent (250 ok)"
#define WHOLE    "4AbC1a2b3c: to=<boss@example.com>, " FORGE
#define RELAY    ", relay=mx.example.org[192.0.2.25]:25, delay=1, delays=0/0/1/0, "
#define HOST     "host mx.example.org[192.0.2.25] said: "
#define RCPT     " (in reply to RCPT TO command)"
#define REJECTED AT "postfix/smtps/smtpd[1]: NOQUEUE: reject: RCPT from a[192.0.2.7]: "

enum { TEXT_BYTES = 2048 };

/* Addresses as Postfix logs them: quoted since 3.5, bare before. */
static const char *const addresses[] = {
    "\"a>, " EVIL "delay=0\"@example.com",
    "\"a>, " FORGE "\"@example.com",
    "\"a>, orig_to=<b>, " FORGE "\"@example.com",
    "\"a> " FORGE "\"@example.com",
    "\"a>; from=<boss@example.com> to=<c\"@example.com",
    "\"a>, status=expired, returned to sender\"@example.com",
    "\"a> to=<boss@example.com> proto=ESMTP helo=<b> sasl_username=<c>\"@example.com",
    "\"a> orig_id=4AbC1a2b3c\"@example.com",
    "\"status=sent (\"@example.com",
    "\"status=sent (250 ok)\"@example.com",
    "\"a\\\">, " FORGE "\"@example.com",
    "\"a\\\"@b>, " FORGE "\"@example.com",
    "\"a\\\\\\\">, " FORGE "\"@example.com",
    "\"a\\\\\"@example.com",
    "\"\\\"\"@example.com",
    "\"\\\\\\\\\"@example.com",
    "\"<boss@example.com>\"@example.com",
    "\"<<>>\"@example.com",
    "\"<>, " FORGE "\"@example.com",
    "\"a\\n>, " FORGE "\"@example.com",
    "\"a?>, " FORGE "\"@example.com",
    "\"a), status=bounced (b\"@example.com",
    "\"said: 550 a\"@example.com",
    "\"@\"@example.com",
    "\"\"@example.com",
    "\" \"@example.com",
    "re>ceiver@example.com",
    "<re>ceiver@example.com>",
    "<receiver@example.com>",
    "<<receiver@example.com>>",
    "re>>ceiver@example.com",
    "re,ceiver@example.com",
    "re ceiver@example.com",
    "re\"ceiver@example.com",
    "\"receiver@example.com",
    "receiver\"@example.com",
    "\"re\"ceiver@example.com",
    "\"",
    "\\",
    ">x",
    "status=sent@example.com",
    "relay=evil.example@example.com",
    "to=a,relay=b,status=sent@example.com",
    "a?b@example.com",
    "a\\nb@example.com",
    "user%evil.example@example.com",
    "@evil.example:a@example.com",
    "a@[203.0.113.6]",
    "a@[IPv6:2001:db8::6]",
    "받는이@example.com",
};

/* Where an address stands, and what of the line does not depend on it. */
static const struct {
    const char *before, *between; /* the address stands twice, unless NULL */
    const char *behind;
    enum line_kind kind;
    const char *tuple; /* of an attempt */
} places[] = {
    {AT "postfix/smtp[1]: " ID "to=<", NULL,
     ">" RELAY "dsn=5.1.1, status=bounced (" HOST "550 5.1.1 No" RCPT ")", LINE_ATTEMPT,
     "mx.example.org:25 bounced 550 5.1.1 550 5.1.1 No"},
    {AT "postfix/smtp[1]: " ID "to=<", NULL,
     ">" RELAY "dsn=2.0.0, status=sent (250 2.0.0 Ok)", LINE_ATTEMPT,
     "mx.example.org:25 sent 0 0.0.0 "},
    {AT "postfix/smtp[1]: " ID "to=<", ">, orig_to=<",
     ">" RELAY "dsn=4.0.0, status=deferred (no)", LINE_ATTEMPT,
     "mx.example.org:25 deferred 0 0.0.0 no"},
    {AT "postfix/qmgr[1]: " ID "from=<", NULL, ">, size=1, nrcpt=1 (queue active)",
     LINE_DETAIL, NULL},
    {AT "postfix/pickup[1]: " ID "uid=0 from=<", NULL, ">", LINE_OPENED, NULL},
    {REJECTED "554 5.7.1 no; from=<", NULL, "> to=<bob@example.org> proto=ESMTP helo=<a>",
     LINE_REFUSED, NULL},
    {REJECTED "554 5.7.1 no; from=<app@example.com> to=<", NULL, "> proto=ESMTP helo=<a>",
     LINE_REFUSED, NULL},
    {REJECTED "554 5.7.1 <", ">: no; from=<app@example.com> to=<",
     "> proto=ESMTP helo=<a>", LINE_REFUSED, NULL},
};

/* What the other side may say; codes and text are those of its reply. */
static const struct {
    const char *reply;
    const char *want; /* NULL: the reply as it is, 550 5.1.1 */
} replies[] = {
    {"550 5.1.1 status=sent (250 2.0.0 ok)", NULL},
    {"550 5.1.1 status=sent", NULL},
    {"550 5.1.1 a), " FORGE, NULL},
    {"550 5.1.1 to=<boss@example.com>, " FORGE, NULL},
    {"550 5.1.1 " WHOLE, NULL},
    {"550 5.1.1 " AT "postfix/smtp[1]: " WHOLE, NULL},
    {"550 5.1.1 " ID "removed", NULL},
    {"550 5.1.1 relay=evil.example[203.0.113.6]:25", NULL},
    {"550 5.1.1 host evil.example[203.0.113.6] said: 250 2.0.0 ok", NULL},
    {"550 5.1.1 x said: 421 4.7.0 later", NULL},
    {"550 5.1.1 evil.example refused to talk to me: 250 hi", NULL},
    {"550 5.1.1 x refused to start TLS: 250 hi", NULL},
    {"550 5.1.1 it responded with: 250 hi", NULL},
    {"550 5.1.1 delivery temporarily suspended: 250 hi", NULL},
    {"550 5.1.1 a (in reply to MAIL FROM command)", NULL},
    {"550 5.1.1 a (in reply to RCPT TO command)", NULL},
    {"550 5.1.1 a (in reply to end of DATA command))", NULL},
    {"550 5.1.1 Ok: queued as 4AbC1a2b3c", NULL},
    {"550 5.1.1 a?250 2.0.0 b", NULL},
    {"550 5.1.1 a\\n250 2.0.0 b", NULL},
    {"550 5.1.1 a\\r\\n250 2.0.0 b", NULL},
    {"550 5.1.1 a???b", NULL},
    {"550 5.1.1 \"a\", 'b', \\\"c\\\", <d>, [e], {f}", NULL},
    {"550 5.1.1 (a", NULL},
    {"550 5.1.1 a))", NULL},
    {"550 5.1.1 \"@evil.example>, " FORGE, NULL},
    {"550 5.1.1 %s%n%d", NULL},
    {"550-5.1.1 a?550 5.1.1 b", "550 5.1.1 550 5.1.1 a b"},
    {"550-5.1.1 a\\n550 5.1.1 b", "550 5.1.1 550 5.1.1 a b"},
    {"550-5.1.1 status=sent 550 5.1.1 (ok", "550 5.1.1 550 5.1.1 status=sent (ok"},
    {"250 2.0.0 status=sent", "250 2.0.0 250 2.0.0 status=sent"},
    {"status=sent (250 ok)", "0 0.0.0 status=sent (250 ok)"},
    {"5.1.1 550 a", "0 0.0.0 5.1.1 550 a"},
};

/* Whole lines of Postfix with something foreign in them, and their tuple. */
static const struct {
    const char *line;
    const char *want;
} lines[] = {
    {"smtp[1]: " ID "to=<a@b.example>" RELAY "dsn=2.0.0, status=sent (250 Ok: queued as "
     "4AbC1a2b3c)",
     "remote <a@b.example> mx.example.org:25 sent 0 0.0.0 "},
    {"smtp[1]: " ID "to=<a@b.example>" RELAY "dsn=2.0.0, status=sent (250 Ok status="
     "bounced (" HOST "550 5.1.1 no" RCPT "))",
     "remote <a@b.example> mx.example.org:25 sent 0 0.0.0 "},
    {"smtp[1]: " ID "to=<a@b.example>" RELAY "dsn=2.0.0, status=sent (250 a), " FORGE ")",
     "remote <a@b.example> mx.example.org:25 sent 0 0.0.0 "},
    {"smtp[1]: " ID "to=<a@b.example>, relay=none, delay=1, dsn=4.7.8, status=deferred "
     "(SASL authentication failed; server smtp.example.net[192.0.2.7] said: 535 5.7.8 "
     "host evil.example[203.0.113.6] said: 250 ok)",
     "remote <a@b.example> smtp.example.net:0 deferred 535 5.7.8 535 5.7.8 host "
     "evil.example[203.0.113.6] said: 250 ok"},
    {"error[1]: " ID "to=<a@b.example>, relay=none, delay=1, dsn=4.0.0, status=deferred "
     "(delivery temporarily suspended: host mx.example.org[192.0.2.25] refused to talk "
     "to "
     "me: 421 server evil.example said: 250 ok)",
     "remote <a@b.example> mx.example.org:0 deferred 421 0.0.0 421 server evil.example "
     "said: 250 ok"},
    {"local[1]: " ID "to=<a@b.example>, relay=local, delay=1, dsn=5.1.1, status=bounced "
     "(unknown user: \"a), " FORGE "\")",
     "local <a@b.example> local:0 bounced 0 0.0.0 unknown user: \"a), " FORGE "\""},
    {"pipe[1]: " ID "to=<a@b.example>, relay=filter, delay=1, dsn=4.3.0, status=deferred "
     "(temporary failure. Command output: " WHOLE ")",
     "local <a@b.example> filter:0 deferred 0 0.0.0 temporary failure. Command "
     "output: " WHOLE},
    {"smtp[1]: " ID
     "host mx.example.org[192.0.2.25] said: 450 4.2.0 to=<a@b.example>, " FORGE RCPT,
     "other"},
    {"smtp[1]: " ID "lost connection with evil.example[203.0.113.6], " FORGE, "other"},
    {"smtp[1]: warning: " WHOLE, "other"},
    {"smtpd[1]: warning: unknown[203.0.113.6]: SASL LOGIN failed: " WHOLE, "other"},
    {"smtpd[1]: warning: non-SMTP command from unknown[203.0.113.6]: " WHOLE, "other"},
    {"smtpd[1]: improper command pipelining after DATA from a[203.0.113.6]: " WHOLE,
     "other"},
    {"smtpd[1]: " WHOLE, "other"},
    {"cleanup[1]: " WHOLE, "other"},
    {"cleanup[1]: " ID "message-id=<" WHOLE ">", "other"},
    {"cleanup[1]: " ID "warning: header Subject: " WHOLE " from a[192.0.2.7]; from=<b>",
     "other"},
    {"postfix-script[1]: " WHOLE, "other"},
    {"smtpd[1]: NOQUEUE: reject: RCPT from a[203.0.113.6]: 554 5.7.1 <b@example.org>: "
     "Relay access denied; from=<c@example.com> to=<b@example.org> proto=ESMTP "
     "helo=<a?sasl_username=?boss?example.com?>",
     "other"},
};

/* Other programs, whose text holds a line of Postfix's. */
static const char *const strangers[] = {
    AT "dovecot: imap-login: Disconnected: user=<",
    AT "dovecot: lmtp(a)<1><b>: ",
    AT "dovecot[1]: ",
    AT "sshd[1]: Invalid user ",
    AT "sshd[1]: ",
    AT "CRON[1]: (root) ",
    AT "sudo: a : COMMAND=/bin/echo ",
    AT "kernel: [ 1.2] ",
    AT "spamd[1]: spamd: ",
    AT "amavis[1]: (1-2) Passed CLEAN, ",
    AT "opendkim[1]: 4XyZ1a2b3c: ",
    AT "postgrey[1]: action=pass, ",
    AT "rspamd[1]: ",
    AT "nginx: 192.0.2.7 - GET /",
    AT "fail2ban.filter[1]: INFO Found ",
    AT "systemd[1]: Started ",
    AT "logger: ",
    "2026-11-22T10:00:23Z mx1 sshd[1]: Invalid user ",
    "<38>1 2026-11-22T10:00:23Z mx1 sshd 1 - - Invalid user ",
    "<38>Nov 22 10:00:23 mx1 sshd[1]: Invalid user ",
};

#define REJECT_IN                                                                        \
    "smtpd[1]: NOQUEUE: reject: RCPT from a[203.0.113.6]: 554 5.7.1 no; from=<"
#define CHECK "cleanup[1]: " ID "reject: header Subject: "

/* What a stranger hands in must bring no login, and no sender but its own. */
static const struct {
    const char *line;
    enum line_kind kind;
    const char *sender;
} names[] = {
    {REJECT_IN "b@c.example> to=<d@example.org> proto=ESMTP helo=<x sasl_username=<boss@"
               "example.com>>",
     LINE_OTHER, NULL},
    {REJECT_IN
     "b@c.example> to=<d@example.org> proto=ESMTP helo=<x y sasl_username=boss>",
     LINE_OTHER, NULL},
    {REJECT_IN "\"a> sasl_username=<boss\"@c.example> to=<d@example.org> proto=ESMTP",
     LINE_OTHER, NULL},
    {REJECT_IN "b@c.example> to=<\"d> proto=ESMTP helo=<e> sasl_username=<boss\"@example."
               "org> proto=ESMTP helo=<a>",
     LINE_OTHER, NULL},
    {CHECK "x]: 554 5.7.1 y; from=<boss@example.com> to=<b@c.example> from a[192.0.2.7]; "
           "from=<app@example.com> to=<d@example.org> proto=ESMTP helo=<a>: 5.7.1 no",
     LINE_REFUSED, "app@example.com"},
    {CHECK "x from a[203.0.113.6]; from=<\"; from=<boss@example.com> sasl_username=<boss>"
           "\"@c.example> to=<d@example.org> proto=ESMTP helo=<a>: 5.7.1 no",
     LINE_REFUSED, "\"; from=<boss@example.com> sasl_username=<boss>\"@c.example"},
    {CHECK
     "x from a[203.0.113.6]; from=<app@example.com> to=<\"; from=<boss@example.com> "
     "sasl_username=<boss>\"@example.org> proto=ESMTP helo=<a>: 5.7.1 no",
     LINE_REFUSED, "app@example.com"},
    {CHECK "x from a[203.0.113.6]; from=<\"a>: b\"@c.example> to=<d@example.org> "
           "proto=ESMTP helo=<a>: 5.7.1 no",
     LINE_REFUSED, "\"a>: b\"@c.example"},
};

static const char *const outcomes[] = {"unknown", "sent", "deferred", "bounced"};
static const char *const ways[] = {"remote", "local", "hop", "probe"};

static void open_parser(struct parser *parser)
{
    parser_open(parser);
    stamp_open(&parser->stamps, (struct zone){.fixed = true}, 0, 2026);
}

static void write_tuple(char text[TEXT_BYTES], const struct record *record)
{
    const sls_attempt *a = &record->attempt;

    if (record->kind != LINE_ATTEMPT) {
        snprintf(text, TEXT_BYTES, "%s",
                 record->kind == LINE_OTHER || record->kind == LINE_DETAIL ? "other"
                 : record->kind == LINE_SKIPPED                            ? "skipped"
                                                : "no attempt");
        return;
    }
    snprintf(text, TEXT_BYTES, "%s <%.*s> %.*s:%u %s %u %u.%u.%u %.*s",
             ways[record->delivery], (int)a->recipient.len, a->recipient.ptr,
             (int)a->relay.len, a->relay.ptr, a->port, outcomes[a->outcome], a->reply,
             a->enhanced[0], a->enhanced[1], a->enhanced[2], (int)a->text.len,
             a->text.ptr);
}

static void check_tuple(struct parser *parser, const char *line, const char *want)
{
    struct record record;
    char found[TEXT_BYTES];

    parser_read(parser, view_of(line), &record);
    write_tuple(found, &record);
    cr_expect_str_eq(found, want, "%s\nwant %s\ngot  %s", line, want, found);
}

static void check_address(struct parser *parser, size_t place, const char *address)
{
    char line[TEXT_BYTES], want[TEXT_BYTES];
    struct record record;
    const char *between = places[place].between;

    snprintf(line, sizeof(line), "%s%s%s%s%s", places[place].before, address,
             between == NULL ? "" : between, between == NULL ? "" : address,
             places[place].behind);
    if (places[place].kind == LINE_ATTEMPT) {
        snprintf(want, sizeof(want), "remote <%s> %s", address, places[place].tuple);
        check_tuple(parser, line, want);
        return;
    }
    parser_read(parser, view_of(line), &record);
    bool recipient = strstr(places[place].behind, " to=<") == NULL &&
                     places[place].kind == LINE_REFUSED;
    sls_view found = recipient ? record.attempt.recipient : record.attempt.sender;
    cr_expect_eq(record.kind, places[place].kind, "%s\nkind %d", line, record.kind);
    cr_expect(view_equal(found, view_of(address)), "%s\ngot <%.*s>", line, (int)found.len,
              found.ptr);
    cr_expect_eq(record.attempt.login.len, 0, "%s\nlogin", line);
}

Test(spoof, addresses)
{
    struct parser parser;

    open_parser(&parser);
    for (size_t i = 0; i < SLS_COUNT(addresses); i++)
        for (size_t place = 0; place < SLS_COUNT(places); place++)
            check_address(&parser, place, addresses[i]);
    parser_close(&parser);
}

Test(spoof, replies)
{
    struct parser parser;

    open_parser(&parser);
    for (size_t i = 0; i < SLS_COUNT(replies); i++) {
        char line[TEXT_BYTES], want[TEXT_BYTES];
        snprintf(line, sizeof(line),
                 AT "postfix/smtp[1]: " ID "to=<a@b.example>" RELAY
                    "dsn=5.1.1, status=bounced (" HOST "%s" RCPT ")",
                 replies[i].reply);
        snprintf(want, sizeof(want),
                 "remote <a@b.example> mx.example.org:25 bounced %s%s",
                 replies[i].want == NULL ? "550 5.1.1 " : "",
                 replies[i].want == NULL ? replies[i].reply : replies[i].want);
        check_tuple(&parser, line, want);
    }
    parser_close(&parser);
}

Test(spoof, lines)
{
    struct parser parser;
    char line[TEXT_BYTES];

    open_parser(&parser);
    for (size_t i = 0; i < SLS_COUNT(lines); i++) {
        snprintf(line, sizeof(line), AT "postfix/%s", lines[i].line);
        check_tuple(&parser, line, lines[i].want);
    }
    parser_close(&parser);
}

Test(spoof, other_programs)
{
    static const char *const inside[] = {WHOLE, "postfix/smtp[1]: " WHOLE,
                                         "x " AT "postfix/smtp[1]: " WHOLE};
    struct parser parser;
    char line[TEXT_BYTES];

    open_parser(&parser);
    for (size_t i = 0; i < SLS_COUNT(strangers); i++)
        for (size_t j = 0; j < SLS_COUNT(inside); j++) {
            snprintf(line, sizeof(line), "%s%s", strangers[i], inside[j]);
            check_tuple(&parser, line, "skipped");
        }
    parser_close(&parser);
}

Test(spoof, names)
{
    struct parser parser;
    struct record record;
    char line[TEXT_BYTES];

    open_parser(&parser);
    for (size_t i = 0; i < SLS_COUNT(names); i++) {
        int bytes = snprintf(line, sizeof(line), AT "postfix/%s", names[i].line);
        parser_read(&parser, (sls_view){line, (size_t)bytes}, &record);
        cr_expect_eq(record.kind, names[i].kind, "%s\nkind %d", line, record.kind);
        cr_expect_not(record.submission, "%s\ntaken for a submission", line);
        if (names[i].sender != NULL)
            cr_expect(view_equal(record.attempt.sender, view_of(names[i].sender)),
                      "%s\nsender <%.*s>", line, (int)record.attempt.sender.len,
                      record.attempt.sender.ptr);
    }
    parser_close(&parser);
}
