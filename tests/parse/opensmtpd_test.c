/*
 * opensmtpd_test.c - holds the lines of all versions to the same records, and text that
 * others choose to staying text.
 */
#include "parse/opensmtpd.h"

#include "mta_rows.h"

#define SESSION "5df87c9b982c840c "
#define ENVELOPE                                                                         \
    "evpid=3d4c4a424797fe79 from=<alice@example.com> to=<bob@example.org> rcpt=<-> "
#define RELAY "source=\"192.0.2.7\" relay=\"192.0.2.25 (mx.example.org)\" delay=1h2m3s "
#define LOOP  "source=\"127.0.0.1\" relay=\"127.0.0.1 (localhost)\" delay=0s "
#define COMMON                                                                           \
    .kind = LINE_ATTEMPT, .queue_id = "3d4c4a42", .sender = "alice@example.com",         \
    .sender_known = true, .recipient = "bob@example.org"

static const struct mta_row rows[] = {
    {.body = SESSION "mta delivery " ENVELOPE RELAY "result=\"Ok\" stat=\"250 2.0.0 Ok\"",
     COMMON,
     .outcome = SLS_SENT,
     .relay = "mx.example.org",
     .delay_ms = 3723000},
    {.body = SESSION "mta event=delivery " ENVELOPE RELAY
                     "result=\"PermFail\" stat=\"550 5.7.1 \"No\", result=\"Ok\"\"",
     COMMON,
     .outcome = SLS_BOUNCED,
     .relay = "mx.example.org",
     .delay_ms = 3723000,
     .reply = 550,
     .text = "550 5.7.1 \"No\", result=\"Ok\""},
    {.body = SESSION "mta delivery " ENVELOPE
                     "source=\"-\" relay=\"192.0.2.25 (192.0.2.25)\" delay=2s "
                     "result=\"TempFail\" stat=\"421 busy\"",
     COMMON,
     .outcome = SLS_DEFERRED,
     .relay = "192.0.2.25",
     .delay_ms = 2000,
     .reply = 421,
     .text = "421 busy"},
    {.body = SESSION "mta delivery " ENVELOPE
                     "source=\"-\" relay=\"192.0.2.25 (<unknown>)\" delay=2s "
                     "result=\"Loop\" stat=\"Loop detected\"",
     COMMON,
     .outcome = SLS_BOUNCED,
     .relay = "192.0.2.25",
     .delay_ms = 2000,
     .text = "Loop detected"},
    {.body = "0000000000000000 mta delivery " ENVELOPE
             "source=\"-\" relay=\"\" delay=0s result=\"TempFail\" stat=\"No MX found "
             "for domain\"",
     COMMON,
     .outcome = SLS_DEFERRED,
     .text = "No MX found for domain"},
    {.body = SESSION "mta delivery " ENVELOPE LOOP
                     "result=\"Ok\" stat=\"250 2.0.0: f6e94209 Message accepted for "
                     "delivery\"",
     COMMON,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_HOP,
     .other_id = "f6e94209",
     .relay = "localhost"},
    {.body = SESSION "mta delivery " ENVELOPE LOOP "result=\"Ok\" stat=\"250 Ok\"",
     COMMON,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL,
     .relay = "localhost"},
    {.body =
         SESSION "mta delivery " ENVELOPE LOOP "result=\"PermFail\" stat=\"550 spam\"",
     COMMON,
     .outcome = SLS_BOUNCED,
     .relay = "localhost",
     .reply = 550,
     .text = "550 spam"},
    {.body = SESSION "mta delivery evpid=3d4c4a424797fe79 from=<> to=<bob@example.org> "
                     "rcpt=<-> " RELAY "result=\"Ok\" stat=\"250 Ok\"",
     .kind = LINE_ATTEMPT,
     .outcome = SLS_SENT,
     .queue_id = "3d4c4a42",
     .sender_known = true,
     .recipient = "bob@example.org",
     .relay = "mx.example.org",
     .delay_ms = 3723000},
    {.body = SESSION "mta delivery evpid=3d4c4a424797fe79 from=<\"x> to=<y\"@b.example> "
                     "to=<bob@example.org> result=\"Ok\" stat=\"250 Ok\"",
     .kind = LINE_ATTEMPT,
     .outcome = SLS_SENT,
     .queue_id = "3d4c4a42",
     .sender = "\"x> to=<y\"@b.example",
     .sender_known = true,
     .recipient = "bob@example.org",
     .delay_ms = -1},
    {.body =
         SESSION "mda delivery " ENVELOPE "user=bob delay=0s result=Ok stat=Delivered",
     COMMON,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL},
    {.body = SESSION
     "mda event=delivery " ENVELOPE
     "user=bob method=mbox delay=0s result=TempFail stat=Error (\"mail.local\")",
     COMMON,
     .outcome = SLS_DEFERRED,
     .delivery = DELIVERY_LOCAL,
     .text = "Error (\"mail.local\")"},
    {.body =
         "relay: TempFail for 3d4c4a424797fe79: session=5df87c9b982c840c, "
         "from=<alice@example.com>, to=<bob@example.org>, rcpt=<->, source=192.0.2.7, "
         "relay=192.0.2.25 (mx.example.org), delay=1m, stat=450 4.7.1 x, stat=y",
     COMMON,
     .outcome = SLS_DEFERRED,
     .relay = "mx.example.org",
     .delay_ms = 60000,
     .reply = 450,
     .text = "450 4.7.1 x, stat=y"},
    {.body = "relay: Expire for 3d4c4a424797fe79: from=<@>, to=<bob@example.org>, "
             "rcpt=<->, delay=4d, stat=Envelope expired",
     .kind = LINE_ATTEMPT,
     .outcome = SLS_BOUNCED,
     .reason_before = true,
     .queue_id = "3d4c4a42",
     .sender_known = true,
     .recipient = "bob@example.org",
     .delay_ms = 345600000,
     .text = "Envelope expired"},
    {.body = "delivery: Ok for 3d4c4a424797fe79: from=<alice@example.com>, "
             "to=<bob@example.org>, user=bob, method=maildir, delay=0s, stat=Delivered",
     COMMON,
     .outcome = SLS_SENT,
     .delivery = DELIVERY_LOCAL},
    {.body = "relay: Remove for 3d4c4a424797fe79: from=<a@b>, to=<c@d>",
     .kind = LINE_OTHER},
    {.body = "relay: Ok for nothing: from=<a@b>, to=<c@d>",
     .kind = LINE_OTHER,
     .outcome = SLS_SENT},
    {.body = SESSION "smtp message msgid=3d4c4a42 size=303 nrcpt=1 proto=ESMTP",
     .kind = LINE_OPENED,
     .queue_id = "3d4c4a42"},
    {.body = SESSION "smtp event=message address=192.0.2.7 host=c.example msgid=3d4c4a42 "
                     "from=<alice@example.com> to=<bob@example.org> size=3 ndest=1",
     .kind = LINE_OPENED,
     .queue_id = "3d4c4a42",
     .sender = "alice@example.com",
     .sender_known = true},
    {.body = SESSION "smtp envelope evpid=3d4c4a424797fe79 from=<> to=<bob@example.org>",
     .kind = LINE_DETAIL,
     .queue_id = "3d4c4a42",
     .sender_known = true},
    {.body = SESSION "smtp event=failed-command command=\"RCPT TO:<b@d>\" result=\"550 "
                     "Invalid recipient\"",
     .kind = LINE_OTHER},
    {.body = SESSION "smtp connected address=192.0.2.7 host=c.example",
     .kind = LINE_OTHER},
    {.body = SESSION "mta error reason=Connection closed unexpectedly",
     .kind = LINE_OTHER},
    {.body = SESSION "mta delivery " ENVELOPE RELAY "result=\"Odd\" stat=\"x\"",
     .kind = LINE_OTHER,
     .queue_id = "3d4c4a42",
     .sender = "alice@example.com",
     .sender_known = true,
     .recipient = "bob@example.org",
     .relay = "mx.example.org",
     .delay_ms = 3723000},
    {.body = "info: OpenSMTPD 7.4.0 starting", .kind = LINE_OTHER},
};

Test(opensmtpd, rows)
{
    mta_rows_check(&mta_opensmtpd, rows, SLS_COUNT(rows));
}

Test(opensmtpd, cut_lines)
{
    mta_rows_cut(&mta_opensmtpd, rows, SLS_COUNT(rows));
}

static const struct mta_claim claims[] = {
    {"smtpd", "anything", true},
    {"opensmtpd", "anything", true},
    {"postfix/smtpd", SESSION "mta connected", false},
    {"sendmail", SESSION "mta connected", false},
    {"", SESSION "mta connected", true},
    {"", SESSION "smtp disconnected reason=quit", true},
    {"", SESSION "mda delivery x", true},
    {"", SESSION "mtas", false},
    {"", "5df87c9b982c840 mta connected", false},
    {"", "5df87c9b982c840g mta connected", false},
    {"", "5df87c9b982c840c", false},
    {"", "", false},
};

Test(opensmtpd, claims)
{
    mta_rows_claims(&mta_opensmtpd, claims, SLS_COUNT(claims));
}
