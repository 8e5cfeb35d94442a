/*
 * haraka_test.c - holds the lines of Haraka's core and outbound queue to their records,
 * in the quoting of old and new versions.
 */
#include "parse/haraka.h"

#include "mta_rows.h"

#define UUID     "3E6A027F-8307-4DA4-B105-2A39EC4B58D4"
#define CORE     "[NOTICE] [" UUID ".1] [core] "
#define OUTBOUND "[INFO] [" UUID ".1.2] [outbound] "
#define ID       .queue_id = UUID ".1"
#define FILE     "delivered file=1_1_0_42_x_2_h domain="

static const struct mta_row rows[] = {
    {.body = CORE "sender <alice@example.com> code=CONT msg=\"\"",
     .kind = LINE_OPENED,
     ID,
     .sender = "alice@example.com",
     .sender_known = true},
    {.body = CORE "sender <> code=OK msg=\"\"",
     .kind = LINE_OPENED,
     ID,
     .sender_known = true},
    {.body = CORE "sender <alice@example.com> code=DENY msg=\"no\"",
     .kind = LINE_OTHER,
     ID},
    {.body = CORE "recipient <bob@example.org> code=OK msg=\"\" "
                  "sender=\"alice@example.com\"",
     .kind = LINE_DETAIL,
     ID,
     .sender = "alice@example.com",
     .sender_known = true},
    {.body = CORE "recipient <bob@example.org> code=OK msg=\"\" sender=alice@example.com",
     .kind = LINE_DETAIL,
     ID,
     .sender = "alice@example.com",
     .sender_known = true},
    {.body = CORE "message mid=\"<1@example.com>\" size=173 rcpts=1/0/0 code=CONT",
     .kind = LINE_DETAIL,
     ID,
     .message_id = "1@example.com"},
    {.body = CORE "message mid=<1@example.com> size=173 rcpts=1/0/0",
     .kind = LINE_DETAIL,
     ID,
     .message_id = "1@example.com"},
    {.body = CORE "queue code=OK msg=\"ok 1478291735 qp 49341\"",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_SENT,
     .delay_ms = -1},
    {.body = CORE "queue code=OK msg=\"Message Queued (" UUID ".1)\"",
     .kind = LINE_OTHER,
     ID},
    {.body = CORE "queue code=CONT msg=\"Message Queued (" UUID ".1)\"",
     .kind = LINE_OTHER,
     ID},
    {.body = CORE "queue code=DENY msg=\"spam\"", .kind = LINE_OTHER, ID},
    {.body =
         OUTBOUND FILE "\"example.org\" host=\"mx.example.org\" ip=192.0.2.25 port=25 "
                       "mode=SMTP tls=Y auth=N response=\"Ok \"a\" delay=9\" "
                       "delay=0.57 fails=0 rcpts=1/0/0",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_SENT,
     .relay = "mx.example.org",
     .delay_ms = 570},
    {.body = OUTBOUND " " FILE "example.org host=mx.example.org ip=192.0.2.25 port=25 "
                      "mode=SMTP tls=Y auth=N response=Ok delay=3 fails=1 "
                      "rcpts=1/0/0",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_SENT,
     .relay = "mx.example.org",
     .delay_ms = 3000},
    {.body = OUTBOUND FILE "\"x\" host=\"mx.example.org\" ip=192.0.2.25 response=\"Ok\" "
                           "delay=3 fails=1",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_SENT,
     .relay = "mx.example.org",
     .delay_ms = 3000},
    {.body = OUTBOUND FILE "x host=127.0.0.1 ip=/run/lmtp port=24 mode=LMTP tls=N auth=N "
                           "response=\"<b@d> Saved\" delay=0.04 fails=0 rcpts=1/0/0",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL,
     .relay = "127.0.0.1",
     .delay_ms = 40},
    {.body =
         OUTBOUND FILE "x host=localhost ip=127.0.0.1 mode=SMTP response=\"Ok: queued "
                       "as 4XyZ\" delay=0.04 fails=0 rcpts=1/0/0",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_HOP,
     .other_id = "4XyZ",
     .relay = "localhost",
     .delay_ms = 40},
    {.body = OUTBOUND "bouncing mail: 550 5.7.26 Not signed. See x",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_BOUNCED,
     .delay_ms = -1,
     .reply = 550,
     .text = "550 5.7.26 Not signed. See x"},
    {.body = OUTBOUND "bouncing mail: No Such Domain: x.example",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_BOUNCED,
     .delay_ms = -1,
     .text = "No Such Domain: x.example"},
    {.body = OUTBOUND "bouncing mail: Too many failures (Upstream error: 450 4.2.1 x)",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_BOUNCED,
     .reason_before = true,
     .delay_ms = -1,
     .reply = 450,
     .text = "450 4.2.1 x"},
    {.body = OUTBOUND "bouncing mail: Some recipients failed: <bob@example.org>",
     .kind = LINE_OTHER,
     ID},
    {.body = OUTBOUND "Temp failing 1_1_0 for 64 seconds: Tried all MXs",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_DEFERRED,
     .delay_ms = -1,
     .text = "Tried all MXs"},
    {.body = OUTBOUND "Temp failing 1_1_0 for 64 seconds: Upstream error: 421 4.7.0 x",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_DEFERRED,
     .delay_ms = -1,
     .reply = 421,
     .text = "421 4.7.0 x"},
    {.body = OUTBOUND "Temp failing 1_1_0 for 64 seconds: Some recipients temp failed: "
                      "<bob@example.org>",
     .kind = LINE_OTHER,
     ID},
    {.body = OUTBOUND "recipient <bob@example.org> rejected: 550 5.1.1 No",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_BOUNCED,
     .stage = SLS_RCPT,
     .recipient = "bob@example.org",
     .delay_ms = -1,
     .reply = 550,
     .text = "550 5.1.1 No"},
    {.body = OUTBOUND "recipient <bob@example.org> deferred: 450 4.7.1 Later",
     .kind = LINE_ATTEMPT,
     ID,
     .outcome = SLS_DEFERRED,
     .stage = SLS_RCPT,
     .delay_ms = -1,
     .reply = 450,
     .text = "450 4.7.1 Later"},
    {.body = "[PROTOCOL] [" UUID ".1.1] [outbound] S: 550-5.7.26 Blocked\\r\\n",
     .kind = LINE_OTHER,
     ID},
    {.body = OUTBOUND "Attempting to deliver to: 192.0.2.25:25 (0) (0)",
     .kind = LINE_OTHER,
     ID},
    {.body = "[NOTICE] [" UUID "] [core] sender <a@b> code=OK", .kind = LINE_OTHER},
    {.body = "[INFO] [-] [core] loading", .kind = LINE_OTHER},
    {.body = "loading", .kind = LINE_OTHER},
};

Test(haraka, rows)
{
    mta_rows_check(&mta_haraka, rows, SLS_COUNT(rows));
}

Test(haraka, cut_lines)
{
    mta_rows_cut(&mta_haraka, rows, SLS_COUNT(rows));
}

static const struct mta_claim claims[] = {
    {"haraka", "anything", true},
    {"Haraka", "anything", true},
    {"rspamd", CORE "x", false},
    {"", CORE "x", true},
    {"", "[INFO] [-] [core] loading", true},
    {"", "[INFO] loading [core]", false},
    {"", "[HINT] [-] [core] loading", false},
    {"", "[INFO]", false},
    {"", "[", false},
    {"", "", false},
};

Test(haraka, claims)
{
    mta_rows_claims(&mta_haraka, claims, SLS_COUNT(claims));
}
