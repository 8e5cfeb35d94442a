/*
 * exim_test.c - holds Exim's lines to their kinds under every head they may have, to what
 * an arrival and a refusal tell, and to leaving other programs' lines alone.
 */
#include "parse/exim.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "parse/format.h"

#define OWN "2026-11-22 10:00:23 "
#define SYS "Nov 22 10:00:23 mx1 exim[4242]: "
#define OLD "1abcDE-000123-AB "
#define NEW "1abcDE-00000123456-AbCd "
#define BOB "=> bob@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.25]"
#define TEN "2026-11-22T10:00:23+00:00"

static struct parser open_parser(void)
{
    struct parser parser;

    parser_open(&parser);
    stamp_open(&parser.stamps, (struct zone){.fixed = true}, 0, 2026);
    return parser;
}

/* The caller frees the copy, which has not one byte more than the line. */
static char *read_line(struct parser *parser, const char *line, struct record *record)
{
    size_t bytes = strlen(line);
    char *block = malloc(bytes + (bytes == 0));

    memcpy(block, line, bytes);
    parser_read(parser, (sls_view){block, bytes}, record);
    return block;
}

static const struct {
    const char *name;
    const char *line;
    enum line_kind kind;
    const char *queue_id;
    bool timeless;
} lines[] = {
    {"own log", OWN OLD BOB, LINE_ATTEMPT, "1abcDE-000123-AB", false},
    {"longer id", OWN NEW BOB, LINE_ATTEMPT, "1abcDE-00000123456-AbCd", false},
    {"pid", OWN "[42] " OLD BOB, LINE_ATTEMPT, "1abcDE-000123-AB", false},
    {"zone", OWN "+0000 " OLD BOB, LINE_ATTEMPT, "1abcDE-000123-AB", false},
    {"zone and pid", OWN "+0000 [42] " OLD BOB, LINE_ATTEMPT, "1abcDE-000123-AB", false},
    {"syslog", SYS OLD BOB, LINE_ATTEMPT, "1abcDE-000123-AB", false},
    {"stamped twice", SYS "2026-11-22 09:00:23 " OLD BOB, LINE_ATTEMPT,
     "1abcDE-000123-AB", false},
    {"milliseconds", SYS "2026-11-22 09:00:23.123 +0100 [42] " OLD BOB, LINE_ATTEMPT,
     "1abcDE-000123-AB", false},
    {"first part of a long line", SYS "[1/2] " OLD BOB, LINE_ATTEMPT, "1abcDE-000123-AB",
     false},
    {"first part, stamped", SYS "[1\\13] 2026-11-22 09:00:23 [42] " OLD BOB, LINE_ATTEMPT,
     "1abcDE-000123-AB", false},
    {"second part", SYS "[2/2] " OLD BOB, LINE_OTHER, "", false},
    {"no part", SYS "[1/] " OLD BOB, LINE_OTHER, "", false},
    {"Debian's name", "Nov 22 10:00:23 mx1 exim4[1]: " OLD BOB, LINE_ATTEMPT,
     "1abcDE-000123-AB", false},
    {"container's", "Nov 22 18:00:23 host1 docker[7]: " OWN OLD BOB, LINE_ATTEMPT,
     "1abcDE-000123-AB", false},
    {"id was cut", OWN BOB, LINE_ATTEMPT, "", false},
    {"stamp was cut", OLD BOB, LINE_ATTEMPT, "1abcDE-000123-AB", true},
    {"both were cut", "  " BOB, LINE_ATTEMPT, "", true},
    {"pasted with another head", "smtp   |  29   " BOB, LINE_ATTEMPT, "", true},

    {"arrival", OWN OLD "<= alice@example.com U=alice P=local S=7", LINE_OPENED,
     "1abcDE-000123-AB", false},
    {"end", OWN OLD "Completed", LINE_CLOSED, "1abcDE-000123-AB", false},
    {"end with a time", OWN OLD "Completed QT=3s", LINE_CLOSED, "1abcDE-000123-AB",
     false},
    {"frozen", OWN OLD "Frozen (delivery error message)", LINE_OTHER, "1abcDE-000123-AB",
     false},
    {"another host is tried", OWN OLD "mx.example [192.0.2.1] Connection timed out",
     LINE_DETAIL, "1abcDE-000123-AB", false},
    {"login refused", OWN OLD "LOGIN authenticator failed H=mx.example [192.0.2.1] 535 a",
     LINE_OTHER, "1abcDE-000123-AB", false},
    {"refusal before the next host",
     OWN OLD "SMTP error from remote mail server after DATA: host a [192.0.2.1]: 451 b",
     LINE_OTHER, "1abcDE-000123-AB", false},
    {"cut at the mark", OWN OLD "=>  ", LINE_OTHER, "1abcDE-000123-AB", false},
    {"mark in the text", OWN OLD "DKIM: d=example.org => bob@example.org R=r", LINE_OTHER,
     "1abcDE-000123-AB", false},
    {"arrival of nobody knows what", OWN "<= alice@example.com U=alice", LINE_SKIPPED, "",
     true},

    {"connection", OWN "SMTP connection from [192.0.2.1] (TCP/IP connection count = 1)",
     LINE_OTHER, "", false},
    {"no name", OWN "no host name found for IP address 192.0.2.1", LINE_OTHER, "", false},
    {"queue run", OWN "Start queue run: pid=4242", LINE_OTHER, "", false},
    {"start", OWN "exim 4.98 daemon started: pid=1, -q30m, listening for SMTP",
     LINE_OTHER, "", false},
    {"login of a stranger",
     OWN "plain_server authenticator failed for (x) [192.0.2.1]: 535 Incorrect",
     LINE_OTHER, "", false},
    {"host's", OWN "H=(x) [192.0.2.1] F=<a@b.example> rejected RCPT <c@d.example>: no",
     LINE_OTHER, "", false},
    {"mark in a greeting",
     OWN "H=[192.0.2.1] rejected HELO a => bob@example.org R=r: syntax", LINE_OTHER, "",
     false},
    {"syslog, nothing of a message", SYS "anything", LINE_OTHER, "", false},
    {"syslog, empty", SYS, LINE_OTHER, "", false},
    {"syslog, mark in the middle", SYS "a => bob@example.org R=r", LINE_OTHER, "", false},
};

Test(exim, lines)
{
    struct parser parser = open_parser();

    for (size_t i = 0; i < SLS_COUNT(lines); i++) {
        struct record record;
        char time[RFC3339_BYTES];
        char *block = read_line(&parser, lines[i].line, &record);
        cr_expect_eq(record.kind, lines[i].kind, "%s: kind %d", lines[i].name,
                     record.kind);
        cr_expect(view_equal(record.attempt.queue_id, view_of(lines[i].queue_id)),
                  "%s: id \"%.*s\"", lines[i].name, (int)record.attempt.queue_id.len,
                  record.attempt.queue_id.ptr);
        clock_rfc3339(time, record.attempt.time, (struct zone){.fixed = true});
        cr_expect_eq(strcmp(time, TEN) != 0, lines[i].timeless, "%s: %s", lines[i].name,
                     time);
        if (record.kind == LINE_ATTEMPT)
            cr_expect(view_equal(record.attempt.recipient, VIEW("bob@example.org")) &&
                          view_equal(record.attempt.relay, VIEW("mx.example.org")),
                      "%s: delivery is not read", lines[i].name);
        free(block);
    }
    parser_close(&parser);
}

/* Lines that are not Exim's, though they share a word or a shape with it. */
Test(exim, others)
{
    static const char *const others[] = {
        "Nov 22 10:00:23 mx1 cron[1]: " OLD BOB,
        "Nov 22 10:00:23 docker-server-01 cron[1]: H=x",
        "Nov 22 10:00:23 docker-server-01 kernel: a",
        OWN "Connection from 192.0.2.1 closed",
        OWN "host1 sshd[1]: exim",
        OWN "=> nothing",
        "=> an arrow",
        "** a list item **",
        "docker-server-01 is down",
        "H=x",
        "x",
    };
    struct parser parser = open_parser();

    for (size_t i = 0; i < SLS_COUNT(others); i++) {
        struct record record;
        char *block = read_line(&parser, others[i], &record);
        cr_expect(record.kind == LINE_SKIPPED || record.kind == LINE_MALFORMED,
                  "\"%s\": %d", others[i], record.kind);
        free(block);
    }
    parser_close(&parser);
}

static const struct {
    const char *name;
    const char *line;
    const char *sender, *login, *message_id;
} arrivals[] = {
    {"logged in",
     "<= alice@example.com H=(pc) [192.0.2.7]:51111 P=esmtpsa A=plain_server:alice S=811 "
     "id=1@example.com T=\"Hi\" from <alice@example.com> for bob@example.org",
     "alice@example.com", "alice", "1@example.com"},
    {"login with a colon", "<= a@b.example H=x [192.0.2.7] A=login:c:d", "a@b.example",
     "c:d", ""},
    {"from here", "<= root@example.com U=root P=local S=296", "root@example.com", "", ""},
    {"notice", "<= <> R=1abcDE-000123-AB U=mailnull P=local S=3958", "", "", ""},
    {"blank in quotes", "<= \"a b\"@c.example U=d", "\"a b\"@c.example", "", ""},
    {"subject holds fields", "<= a@b.example U=c T=\"x A=p:eve id=0@e\" id=1@b.example",
     "a@b.example", "", "1@b.example"},
    {"greeting holds fields", "<= a@b.example H=(A=p:eve) [192.0.2.7] A=p:bob",
     "a@b.example", "bob", ""},
    {"the first counts", "<= a@b.example A=p:bob T=\"x\" for A=p:eve", "a@b.example",
     "bob", ""},
};

Test(exim, arrivals)
{
    struct parser parser = open_parser();

    for (size_t i = 0; i < SLS_COUNT(arrivals); i++) {
        struct record record;
        char line[512] = OWN OLD;
        strncat(line, arrivals[i].line, sizeof(line) - sizeof(OWN OLD));
        char *block = read_line(&parser, line, &record);
        const sls_attempt *attempt = &record.attempt;
        cr_expect_eq(record.kind, LINE_OPENED, "%s: %d", arrivals[i].name, record.kind);
        cr_expect(record.sender_known, "%s: no sender", arrivals[i].name);
        cr_expect(view_equal(attempt->sender, view_of(arrivals[i].sender)) &&
                      view_equal(attempt->login, view_of(arrivals[i].login)) &&
                      view_equal(attempt->message_id, view_of(arrivals[i].message_id)),
                  "%s: \"%.*s\" \"%.*s\" \"%.*s\"", arrivals[i].name,
                  (int)attempt->sender.len, attempt->sender.ptr, (int)attempt->login.len,
                  attempt->login.ptr, (int)attempt->message_id.len,
                  attempt->message_id.ptr);
        free(block);
    }
    parser_close(&parser);
}

#define CLIENT "H=(pc) [192.0.2.7]:51111 X=TLS1.3:AES:256 CV=no A=plain_server:alice "

static const struct {
    const char *name;
    const char *line;
    enum line_kind kind;
    const char *sender, *recipient, *text;
    uint32_t stage;
} refusals[] = {
    {"recipient",
     CLIENT "F=<a@example.com> rejected RCPT <bob@example.org>: 550 5.1.1 No: gone",
     LINE_REFUSED, "a@example.com", "bob@example.org", "550 5.1.1 No: gone", SLS_RCPT},
    {"for now", CLIENT "F=<a@example.com> temporarily rejected RCPT <b@c.example>: slow",
     LINE_REFUSED, "a@example.com", "b@c.example", "slow", SLS_RCPT},
    {"login behind the sender",
     "H=x [192.0.2.7] F=<a@b.example> A=p:alice rejected RCPT <b@c.example>: no",
     LINE_REFUSED, "a@b.example", "b@c.example", "no", SLS_RCPT},
    {"content", OLD CLIENT "F=<a@example.com> rejected after DATA: spam", LINE_REFUSED,
     "a@example.com", "", "spam", SLS_END_OF_DATA},
    {"sender", CLIENT "rejected MAIL <a@example.com>: no", LINE_REFUSED, "", "", "no",
     SLS_MAIL},
    {"nobody logged in", "H=x [192.0.2.7] F=<a@b.example> rejected RCPT <b@c.example>: n",
     LINE_OTHER, "", "", "", SLS_STAGE_UNKNOWN},
    {"login in the reason",
     "H=x [192.0.2.7] F=<a@b.example> rejected RCPT <b@c.example>: "
     "A=p:alice rejected RCPT <e@f.example>: n",
     LINE_OTHER, "", "", "", SLS_STAGE_UNKNOWN},
    {"login in an address",
     "H=x [192.0.2.7] F=<\"A=p:alice rejected\"@b.example> rejected RCPT <b@c.example>: "
     "n",
     LINE_OTHER, "", "", "", SLS_STAGE_UNKNOWN},
    {"check of the sender", CLIENT "sender verify fail for <a@b.example>: rejected no",
     LINE_OTHER, "", "", "", SLS_STAGE_UNKNOWN},
};

Test(exim, refusals)
{
    struct parser parser = open_parser();

    for (size_t i = 0; i < SLS_COUNT(refusals); i++) {
        struct record record;
        char line[512] = OWN;
        strncat(line, refusals[i].line, sizeof(line) - sizeof(OWN));
        char *block = read_line(&parser, line, &record);
        const sls_attempt *attempt = &record.attempt;
        const char *name = refusals[i].name;
        cr_expect_eq(record.kind, refusals[i].kind, "%s: %d", name, record.kind);
        cr_expect(view_equal(attempt->sender, view_of(refusals[i].sender)), "%s: sender",
                  name);
        cr_expect(view_equal(attempt->recipient, view_of(refusals[i].recipient)),
                  "%s: recipient \"%.*s\"", name, (int)attempt->recipient.len,
                  attempt->recipient.ptr);
        cr_expect(view_equal(attempt->text, view_of(refusals[i].text)), "%s: \"%.*s\"",
                  name, (int)attempt->text.len, attempt->text.ptr);
        cr_expect_eq(attempt->stage, refusals[i].stage, "%s: stage", name);
        if (record.kind == LINE_REFUSED)
            cr_expect(record.submission && attempt->outcome == SLS_BOUNCED &&
                          view_equal(attempt->login, VIEW("alice")),
                      "%s: no submission", name);
        free(block);
    }
    parser_close(&parser);
}

/* Whatever a line is cut down to, nothing is read behind its end. */
Test(exim, every_beginning)
{
    static const char *const whole[] = {
        SYS OWN "+0100 [42] " NEW BOB " X=a DN=\"b\" C=\"250 OK\" QT=1.5s",
        OWN OLD
        "== bob <bob@example.org> R=a T=b defer (110): Timed out H=c [192.0.2.1]:2: "
        "SMTP error from remote mail server after RCPT TO:<\"d\"@e>: host f "
        "[192.0.2.1]: 450-g\\n450 h",
        OWN OLD CLIENT "F=<a@example.com> temporarily rejected RCPT <\"b\"@c.example>: 5",
        OWN OLD "<= \"a b\"@c.example H=d (e) [192.0.2.1] A=f:g id=h T=\"i\"",
        "  ** bob@example.org (a) <b@c> R=d T=e: Remote host f [192.0.2.1] closed",
    };
    struct parser parser = open_parser();

    for (size_t i = 0; i < SLS_COUNT(whole); i++)
        for (size_t bytes = 0; bytes <= strlen(whole[i]); bytes++) {
            struct record record;
            char *block = malloc(bytes + (bytes == 0));
            memcpy(block, whole[i], bytes);
            parser_read(&parser, (sls_view){block, bytes}, &record);
            free(block);
        }
    parser_close(&parser);
}

static const struct {
    const char *text;
    const char *relay; /* NULL: says nothing of a host that was tried */
} tried[] = {
    {"H=smtp.example [192.0.2.1] Connection timed out", "smtp.example"},
    {"smtp.example [192.0.2.1] Connection refused", "smtp.example"},
    {"H=smtp.example [2001:db8::1]:587 Network is unreachable", "smtp.example"},
    {"H=smtp.example [192.0.2.1] No route to host", "smtp.example"},
    {"H=smtp.example [192.0.2.1] F=<a@b> rejected after DATA: Connection timed out",
     NULL},
    {"H=smtp.example Connection timed out", NULL},
    {"smtp.example [192.0.2.1]", NULL},
    {"H=", NULL},
};

Test(exim, host_that_was_tried)
{
    struct parser parser = open_parser();

    for (size_t i = 0; i < SLS_COUNT(tried); i++) {
        char line[256];
        struct record record;
        snprintf(line, sizeof(line), OWN OLD "%s", tried[i].text);
        char *block = read_line(&parser, line, &record);
        cr_expect_eq(record.kind, tried[i].relay == NULL ? LINE_OTHER : LINE_DETAIL,
                     "%s: %d", tried[i].text, record.kind);
        cr_expect(view_equal(record.attempt.relay, view_of(tried[i].relay)), "%s: %.*s",
                  tried[i].text, (int)record.attempt.relay.len, record.attempt.relay.ptr);
        free(block);
    }
    parser_close(&parser);
}
