/*
 * sendmail_delivery_test.c - holds each field of a delivery, each word of stat= and each
 * way of masking them to the attempt that it was; text that others choose passes for none
 * of them.
 */
#include "parse/sendmail_delivery.h"

#include "mta_rows.h"
#include "parse/sendmail.h"

#define ID     "x0BAbCdE012345: "
#define TO     ID "to=<bob@example.org>, "
#define RELAY  "mailer=esmtp, pri=1, relay=mx.example.org. [192.0.2.25], "
#define LOOP   "mailer=relay, pri=1, relay=[127.0.0.1] [127.0.0.1], "
#define COMMON .kind = LINE_ATTEMPT, .queue_id = "x0BAbCdE012345"
#define BOB    .recipient = "bob@example.org"

static const struct mta_row rows[] = {
    {.body = ID "to=<bob@example.org>, ctladdr=<alice@example.com> (1000/1000), "
                "delay=1+05:19:58, xdelay=00:00:01, mailer=esmtp, pri=120296, "
                "relay=mx.example.org. [192.0.2.25], dsn=2.0.0, stat=Sent (Ok)",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .sender = "alice@example.com",
     .relay = "mx.example.org",
     .delay_ms = 105598000,
     .dsn = {2, 0, 0}},
    {.body = TO "delay=00:00:01, " RELAY "dsn=5.1.1, stat=User unknown",
     COMMON,
     BOB,
     .outcome = SLS_BOUNCED,
     .relay = "mx.example.org",
     .delay_ms = 1000,
     .dsn = {5, 1, 1},
     .text = "User unknown"},
    {.body =
         TO RELAY "dsn=4.0.0, stat=Deferred: 451 4.7.1 Greylisted, come back, stat=Sent",
     COMMON,
     BOB,
     .outcome = SLS_DEFERRED,
     .relay = "mx.example.org",
     .delay_ms = -1,
     .dsn = {4, 0, 0},
     .reply = 451,
     .text = "451 4.7.1 Greylisted, come back, stat=Sent"},
    {.body = TO RELAY "dsn=4.7.1, reply=450 4.7.1 a, stat=Sent (b), stat=Deferred: 450 "
                      "4.7.1 a, stat=Sent (b)",
     COMMON,
     BOB,
     .outcome = SLS_DEFERRED,
     .relay = "mx.example.org",
     .delay_ms = -1,
     .dsn = {4, 7, 1},
     .reply = 450,
     .text = "450 4.7.1 a, stat=Sent (b), stat=Deferred: 450 4.7.1 a"},
    {.body = TO "stat=Deferred: Connection timed out with mx.example.org.",
     COMMON,
     BOB,
     .outcome = SLS_DEFERRED,
     .delay_ms = -1,
     .text = "Connection timed out with mx.example.org."},
    {.body = TO "stat=Deferred",
     COMMON,
     BOB,
     .outcome = SLS_DEFERRED,
     .delay_ms = -1,
     .text = "Deferred"},
    {.body = TO "delay=00:00:00, mailer=esmtp, pri=30, dsn=4.4.3, stat=queued",
     COMMON,
     BOB,
     .outcome = SLS_DEFERRED,
     .reason_before = true,
     .dsn = {4, 4, 3},
     .text = "queued"},
    {.body = TO RELAY "dsn=4.5.0, stat=Operating system error",
     COMMON,
     BOB,
     .outcome = SLS_DEFERRED,
     .relay = "mx.example.org",
     .delay_ms = -1,
     .dsn = {4, 5, 0},
     .text = "Operating system error"},
    {.body = TO RELAY "dsn=5.1.1, reply=550 5.1.1 No, stat=Sent (x), stat=User unknown",
     COMMON,
     BOB,
     .outcome = SLS_BOUNCED,
     .relay = "mx.example.org",
     .delay_ms = -1,
     .dsn = {5, 1, 1},
     .reply = 550,
     .text = "550 5.1.1 No, stat=Sent (x)"},
    {.body = TO RELAY "stat=Sentry is down",
     COMMON,
     BOB,
     .outcome = SLS_BOUNCED,
     .relay = "mx.example.org",
     .delay_ms = -1,
     .text = "Sentry is down"},
    {.body = TO "relay=mx.example.org, stat=Sent",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .relay = "mx.example.org",
     .delay_ms = -1},
    {.body = TO "relay=[192.0.2.25] [192.0.2.25], stat=Sent",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .relay = "192.0.2.25",
     .delay_ms = -1},
    {.body = TO "mailer=esmtp, relay=[IPv6:2001:db8::1], stat=Sent",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .relay = "2001:db8::1",
     .delay_ms = -1},
    {.body = TO "ctladdr=www (33/33), stat=Sent",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .sender = "www",
     .delay_ms = -1},
    {.body = TO "ctladdr=[X12]<alice@example.com> (33/33), stat=Sent",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .sender = "alice@example.com",
     .delay_ms = -1},
    {.body = ID "to=<\"x>, stat=Sent (y\"@example.org>, stat=User unknown",
     COMMON,
     .outcome = SLS_BOUNCED,
     .recipient = "\"x>, stat=Sent (y\"@example.org",
     .delay_ms = -1,
     .text = "User unknown"},
    /* Where it went. */
    {.body = TO "mailer=local, pri=1, dsn=2.0.0, stat=Sent",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL,
     .delay_ms = -1,
     .dsn = {2, 0, 0}},
    {.body = ID "to=\"|/usr/bin/x, y\", mailer=prog, stat=Sent",
     COMMON,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL,
     .recipient = "\"|/usr/bin/x, y\"",
     .delay_ms = -1},
    {.body = TO "mailer=*file*, stat=Sent",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL,
     .delay_ms = -1},
    {.body = TO "mailer=cyrusv2, relay=localhost, stat=Sent",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL,
     .relay = "localhost",
     .delay_ms = -1},
    {.body = TO LOOP "stat=Sent (x0BAbCdF012346 Message accepted for delivery)",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_HOP,
     .other_id = "x0BAbCdF012346",
     .relay = "127.0.0.1",
     .delay_ms = -1},
    {.body = TO LOOP "stat=Sent (Ok: queued as 4XyZ)",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_HOP,
     .other_id = "4XyZ",
     .relay = "127.0.0.1",
     .delay_ms = -1},
    {.body = TO LOOP "stat=Sent (Ok)",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL,
     .relay = "127.0.0.1",
     .delay_ms = -1},
    {.body = TO "relay=localhost [IPv6:::1], stat=Sent (Ok)",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL,
     .relay = "localhost",
     .delay_ms = -1},
    {.body = TO LOOP "stat=Deferred: Connection refused by [127.0.0.1]",
     COMMON,
     BOB,
     .outcome = SLS_DEFERRED,
     .relay = "127.0.0.1",
     .delay_ms = -1,
     .text = "Connection refused by [127.0.0.1]"},
    /* Masked, mangled, cut. */
    {.body = ID "bob@example.org, ctladdr=www (33/33), delay=00:00:02, " RELAY
                "dsn=5.0.0, stat=Service unavailable",
     COMMON,
     BOB,
     .outcome = SLS_BOUNCED,
     .sender = "www",
     .relay = "mx.example.org",
     .delay_ms = 2000,
     .dsn = {5, 0, 0},
     .text = "Service unavailable"},
    {.body = ": to=<bob@example.org>, " RELAY "stat=Sent (Ok)",
     .kind = LINE_ATTEMPT,
     BOB,
     .outcome = SLS_SENT,
     .relay = "mx.example.org",
     .delay_ms = -1},
    {.body = TO "00:00:00, " RELAY "stat=Sent (Ok)",
     COMMON,
     BOB,
     .outcome = SLS_SENT,
     .relay = "mx.example.org",
     .delay_ms = -1},
    {.body = ID "to=, ctladdr=www (33/33), stat=Sent",
     COMMON,
     .outcome = SLS_SENT,
     .sender = "www",
     .delay_ms = -1},
    {.body = TO RELAY "dsn=2.0.0",
     .kind = LINE_OTHER,
     BOB,
     .queue_id = "x0BAbCdE012345",
     .relay = "mx.example.org",
     .delay_ms = -1,
     .dsn = {2, 0, 0}},
};

Test(sendmail_delivery, rows)
{
    mta_rows_check(&mta_sendmail, rows, SLS_COUNT(rows));
}

Test(sendmail_delivery, cut_lines)
{
    mta_rows_cut(&mta_sendmail, rows, SLS_COUNT(rows));
}

static const struct {
    const char *text;
    const char *list;
    const char *rest;
} lists[] = {
    {"<a@b>, x=y", "<a@b>", ", x=y"},
    {"<a@b>,<c@d>, x=y", "<a@b>,<c@d>", ", x=y"},
    {"a,b, x=y", "a,b", ", x=y"},
    {"a", "a", ""},
    {"a,", "a,", ""},
    {", x=y", "", ", x=y"},
    {"", "", ""},
};

Test(sendmail_delivery, take_list)
{
    for (size_t i = 0; i < SLS_COUNT(lists); i++) {
        sls_view rest = view_of(lists[i].text);
        sls_view list = sendmail_take_list(&rest);
        cr_expect(view_equal(list, view_of(lists[i].list)), "\"%s\"", lists[i].text);
        cr_expect(view_equal(rest, view_of(lists[i].rest)), "\"%s\"", lists[i].text);
    }
}
