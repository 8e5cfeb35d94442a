/*
 * exim_delivery_test.c - holds exim_delivery() to every mark and field of a delivery
 * line, to telling the ways a message takes apart, and to the reason of a failure.
 */
#include "parse/exim_delivery.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

#define BOB    "bob@example.org "
#define RT     "R=dnslookup T=remote_smtp "
#define MX     "H=mx.example.org [192.0.2.25]"
#define TLS    " X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes DN=\"O=a, CN=mx\""
#define AFTER  "SMTP error from remote mail server after "
#define RCPT   AFTER "RCPT TO:<bob@example.org>: "
#define HOST   "host mx.example.org [192.0.2.25]: "
#define LOCALS "H=localhost [127.0.0.1]:10025 "

static const struct delivery_row {
    const char *name;
    const char *rest;
    enum sls_outcome outcome;
    enum delivery delivery;
    const char *recipient; /* NULL: bob@example.org */
    const char *relay;     /* NULL: mx.example.org  */
    uint16_t port;
    int64_t delay_ms; /* 0: none is told */
    const char *other_id;
} ways[] = {
    {"sent", "=> " BOB RT MX TLS " C=\"250 OK\"", SLS_SENT, DELIVERY_REMOTE, NULL, NULL,
     0, 0, ""},
    {"port", "=> " BOB RT MX ":587 C=\"250 OK\"", SLS_SENT, DELIVERY_REMOTE, NULL, NULL,
     587, 0, ""},
    {"times", "=> " BOB RT MX " C=\"250\" QT=1d2h3m4s DT=1s", SLS_SENT, DELIVERY_REMOTE,
     NULL, NULL, 0, 93784000, ""},
    {"milliseconds", "=> " BOB RT MX " C=\"250\" QT=0.512s", SLS_SENT, DELIVERY_REMOTE,
     NULL, NULL, 0, 512, ""},
    {"delivery time", "=> " BOB RT MX " C=\"250\" DT=2.0625s", SLS_SENT, DELIVERY_REMOTE,
     NULL, NULL, 0, 2062, ""},
    {"no time", "=> " BOB RT MX " QT=soon", SLS_SENT, DELIVERY_REMOTE, NULL, NULL, 0, 0,
     ""},
    {"same connection", "-> " BOB RT MX, SLS_SENT, DELIVERY_REMOTE, NULL, NULL, 0, 0, ""},
    {"cut through", ">> " BOB RT MX, SLS_SENT, DELIVERY_REMOTE, NULL, NULL, 0, 0, ""},
    {"not really", "*> " BOB RT MX, SLS_SENT, DELIVERY_PROBE, NULL, NULL, 0, 0, ""},
    {"failed", "** " BOB RT MX ": " RCPT "550 No", SLS_BOUNCED, DELIVERY_REMOTE, NULL,
     NULL, 0, 0, ""},
    {"put off", "== " BOB RT "defer (-44) " MX ": " RCPT "450 No", SLS_DEFERRED,
     DELIVERY_REMOTE, NULL, NULL, 0, 0, ""},
    {"old, put off", "== " BOB RT "defer (-44): " RCPT HOST "450 No", SLS_DEFERRED,
     DELIVERY_REMOTE, NULL, NULL, 0, 0, ""},
    {"number and host", "== " BOB RT "defer (110): Connection timed out " MX ":25",
     SLS_DEFERRED, DELIVERY_REMOTE, NULL, NULL, 25, 0, ""},
    {"only put off", "== " BOB RT "defer (-1)", SLS_DEFERRED, DELIVERY_REMOTE, NULL, "",
     0, 0, ""},
    {"never routed", "** " BOB "R=system_aliases: Unknown", SLS_BOUNCED, DELIVERY_REMOTE,
     NULL, "", 0, 0, ""},
    {"no fields", "** bob@example.org: Unrouteable address", SLS_BOUNCED, DELIVERY_REMOTE,
     NULL, "", 0, 0, ""},
    {"nothing else", "=> bob@example.org", SLS_SENT, DELIVERY_LOCAL, NULL, "", 0, 0, ""},

    {"redirected", "=> " BOB "<team@example.org> " RT MX, SLS_SENT, DELIVERY_REMOTE, NULL,
     NULL, 0, 0, ""},
    {"mailbox", "=> bob <bob@example.org> R=local_user T=local_delivery", SLS_SENT,
     DELIVERY_LOCAL, NULL, "", 0, 0, ""},
    {"command", "=> |/usr/bin/x -a <bob@example.org> R=a T=address_pipe", SLS_SENT,
     DELIVERY_LOCAL, NULL, "", 0, 0, ""},
    {"file", "=> /dev/null <bob@example.org> R=a T=**bypassed**", SLS_SENT,
     DELIVERY_LOCAL, NULL, "", 0, 0, ""},
    {"black hole", "=> :blackhole: <bob@example.org> R=a", SLS_SENT, DELIVERY_LOCAL, NULL,
     "", 0, 0, ""},
    {"full mailbox", "== bob <bob@example.org> R=a T=local_delivery defer (-22): full",
     SLS_DEFERRED, DELIVERY_LOCAL, NULL, "", 0, 0, ""},
    {"command that failed", "** |/x <bob@example.org> R=a T=address_pipe: exit 1",
     SLS_BOUNCED, DELIVERY_LOCAL, NULL, "", 0, 0, ""},
    {"host was cut", "=> " BOB RT, SLS_SENT, DELIVERY_REMOTE, NULL, "", 0, 0, ""},

    {"filter here", "=> " BOB RT LOCALS "C=\"250 2.0.0 Ok: queued as 4XyZ1\"", SLS_SENT,
     DELIVERY_HOP, NULL, "localhost", 10025, 0, "4XyZ1"},
    {"Exim here", "=> " BOB RT LOCALS "C=\"250 OK id=1abcDE-000123-AB\"", SLS_SENT,
     DELIVERY_HOP, NULL, "localhost", 10025, 0, "1abcDE-000123-AB"},
    {"here to stay", "=> " BOB RT "H=::1 [::1] C=\"250 OK\"", SLS_SENT, DELIVERY_LOCAL,
     NULL, "::1", 0, 0, ""},
    {"filter refuses", "** " BOB RT LOCALS ": " AFTER "DATA: 554 No", SLS_BOUNCED,
     DELIVERY_REMOTE, NULL, "localhost", 10025, 0, ""},
    {"id of another host", "=> " BOB RT MX " C=\"250 OK id=1abcDE-000123-AB\"", SLS_SENT,
     DELIVERY_REMOTE, NULL, NULL, 0, 0, ""},

    {"field in the reply", "=> " BOB RT MX " C=\"250 H=evil.example [192.0.2.6]\"",
     SLS_SENT, DELIVERY_REMOTE, NULL, NULL, 0, 0, ""},
    {"second host", "=> " BOB RT MX " C=\"250\" H=evil.example [127.0.0.1]", SLS_SENT,
     DELIVERY_REMOTE, NULL, NULL, 0, 0, ""},
    {"mark in the reply", "** " BOB RT MX ": " RCPT "550 => eve@evil.example R=r",
     SLS_BOUNCED, DELIVERY_REMOTE, NULL, NULL, 0, 0, ""},
    {"blank in quotes", "=> \"a => b\"@example.org " RT MX, SLS_SENT, DELIVERY_REMOTE,
     "\"a => b\"@example.org", NULL, 0, 0, ""},
};

static void parse(struct reply_room *room, const char *rest, struct record *record)
{
    *record = (struct record){0};
    cr_expect(exim_delivery(room, view_of(rest), record), "no mark: %s", rest);
}

static void check_view(const char *name, const char *part, sls_view found,
                       const char *want)
{
    cr_expect(view_equal(found, view_of(want)), "%s: %s \"%.*s\"", name, part,
              (int)found.len, found.ptr);
}

Test(exim_delivery, ways)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(ways); i++) {
        const struct delivery_row *row = &ways[i];
        struct record record;
        parse(room, row->rest, &record);
        const sls_attempt *attempt = &record.attempt;
        cr_expect_eq(record.kind, LINE_ATTEMPT, "%s: kind %d", row->name, record.kind);
        cr_expect_eq(attempt->outcome, row->outcome, "%s: outcome", row->name);
        cr_expect_eq(record.delivery, row->delivery, "%s: way %d", row->name,
                     record.delivery);
        check_view(row->name, "recipient", attempt->recipient,
                   row->recipient != NULL ? row->recipient : "bob@example.org");
        check_view(row->name, "relay", attempt->relay,
                   row->relay != NULL ? row->relay : "mx.example.org");
        check_view(row->name, "other id", record.other_id, row->other_id);
        cr_expect_eq(attempt->port, row->port, "%s: port %u", row->name, attempt->port);
        cr_expect_eq(attempt->delay_ms, row->delay_ms != 0 ? row->delay_ms : -1,
                     "%s: delay %lld", row->name, (long long)attempt->delay_ms);
    }
    free(room);
}

static const struct reason_row {
    const char *name;
    const char *rest;
    const char *text;
    uint16_t reply;
    uint32_t stage;
    bool reason_before;
} reasons[] = {
    {"reply", "** " BOB RT MX ": " RCPT "550 5.1.1 No", "550 5.1.1 No", 550, SLS_RCPT,
     false},
    {"folded", "** " BOB RT ": " AFTER "end of data: " HOST "550-5.7.1 a\\n550 5.7.1 b",
     "550 5.7.1 a b", 550, SLS_END_OF_DATA, false},
    {"bracket missing",
     "== " BOB RT "defer (-44) H=(r.example) [192.0.2.1: " RCPT "450 4.7.1 a",
     "450 4.7.1 a", 450, SLS_RCPT, false},
    {"number", "== " BOB RT "defer (111): Connection refused", "Connection refused", 0,
     SLS_CONNECT, false},
    {"number, host behind", "== " BOB RT "defer (110): Connection timed out " MX,
     "Connection timed out", 0, SLS_CONNECT, false},
    {"number, host before", "== " BOB RT "defer (110) " MX ": Connection timed out",
     "Connection timed out", 0, SLS_CONNECT, false},
    {"number and more",
     "== " BOB RT "defer (110): Connection timed out: SMTP timeout while connected to "
     "mx.example.org [192.0.2.25] after end of data",
     "Connection timed out: SMTP timeout while connected to mx.example.org [192.0.2.25] "
     "after end of data",
     0, SLS_END_OF_DATA, false},
    {"number, host and reply",
     "== " BOB RT "defer (11): Try again " MX ": " RCPT "451 4.3.0 a", "451 4.3.0 a", 451,
     SLS_RCPT, false},
    {"broke off",
     "== " BOB RT "defer (-18): Remote host mx.example.org [192.0.2.25] closed "
     "connection in response to initial connection",
     "Remote host mx.example.org [192.0.2.25] closed connection in response to initial "
     "connection",
     0, SLS_CONNECT, false},
    {"no route", "** bob@example.org: Unrouteable address", "Unrouteable address", 0,
     SLS_STAGE_UNKNOWN, false},
    {"DNS", "== " BOB "R=dnslookup defer (-1): host lookup did not complete",
     "host lookup did not complete", 0, SLS_STAGE_UNKNOWN, false},
    {"time over", "** bob@example.org: retry timeout exceeded", "retry timeout exceeded",
     0, SLS_STAGE_UNKNOWN, true},
    {"time over, with a reason",
     "** " BOB RT MX ": " RCPT "450 a: retry timeout exceeded",
     "450 a: retry timeout exceeded", 450, SLS_RCPT, false},
    {"not yet", "== " BOB RT "defer (-53): retry time not reached for any host",
     "retry time not reached for any host", 0, SLS_STAGE_UNKNOWN, true},
    {"only queued",
     "== " BOB RT "defer (-1): domain matches queue_smtp_domains, or -odqs set",
     "domain matches queue_smtp_domains, or -odqs set", 0, SLS_STAGE_UNKNOWN, true},
    {"hosts down",
     "** " BOB RT ": all hosts for 'a.example' have been failing for a long time (and "
     "retry time not reached)",
     "all hosts for 'a.example' have been failing for a long time (and retry time not "
     "reached)",
     0, SLS_STAGE_UNKNOWN, true},
    {"server says so", "== " BOB RT MX ": " RCPT "450 retry timeout exceeded",
     "450 retry timeout exceeded", 450, SLS_RCPT, false},
};

Test(exim_delivery, reasons)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(reasons); i++) {
        const struct reason_row *row = &reasons[i];
        struct record record;
        parse(room, row->rest, &record);
        check_view(row->name, "text", record.attempt.text, row->text);
        cr_expect_eq(record.attempt.reply, row->reply, "%s: %u", row->name,
                     record.attempt.reply);
        cr_expect_eq(record.attempt.stage, row->stage, "%s: stage %u", row->name,
                     record.attempt.stage);
        cr_expect_eq(record.reason_before, row->reason_before, "%s: before", row->name);
    }
    free(room);
}

/* The host that only the explanation names. */
Test(exim_delivery, named_host)
{
    struct reply_room *room = malloc(sizeof(*room));
    struct record record;

    parse(room, "** " BOB RT ": " RCPT HOST "550 No", &record);
    check_view("old form", "relay", record.attempt.relay, "mx.example.org");
    free(room);
}

Test(exim_delivery, no_recipient)
{
    struct reply_room *room = malloc(sizeof(*room));
    struct record record;

    parse(room, "=> ", &record);
    cr_expect_eq(record.kind, LINE_MALFORMED);
    record.kind = LINE_OTHER;
    cr_expect_not(exim_delivery(room, VIEW("Completed"), &record));
    cr_expect_not(exim_delivery(room, VIEW("=>"), &record));
    cr_expect_not(exim_delivery(room, VIEW(""), &record));
    cr_expect_eq(record.kind, LINE_OTHER);
    free(room);
}

static const struct {
    const char *text;
    bool begins;
} beginnings[] = {
    {"=> " BOB RT MX, true},
    {"** " BOB "<a@b.example> " RT, true},
    {"== bob <bob@example.org> R=a", true},
    {"=> bob R=a", false},
    {"** " BOB, false},
    {"** bob@example.org: retry timeout exceeded", false},
    {"** a list item about bob@example.org R=r", false},
    {"=> ", false},
    {"", false},
};

Test(exim_delivery, begins)
{
    for (size_t i = 0; i < SLS_COUNT(beginnings); i++)
        cr_expect_eq(exim_delivery_begins(view_of(beginnings[i].text)),
                     beginnings[i].begins, "\"%s\"", beginnings[i].text);
}
