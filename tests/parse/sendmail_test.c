/*
 * sendmail_test.c - holds each kind of line to what it says about a message, masked ones
 * included.  sendmail_delivery_test.c has the fields of a delivery.
 */
#include "parse/sendmail.h"

#include "mta_rows.h"

#define ID "x0BAbCdE012345: "

static const struct mta_row rows[] = {
    {.body = ID "from=<alice@example.com>, size=1024, class=0, nrcpts=1, "
                "msgid=<1.2@example.com>, proto=ESMTP, daemon=MTA, relay=c.example "
                "[192.0.2.7]",
     .kind = LINE_OPENED,
     .queue_id = "x0BAbCdE012345",
     .sender = "alice@example.com",
     .sender_known = true,
     .message_id = "1.2@example.com"},
    {.body =
         ID "from=root, size=10, class=0, nrcpts=1, msgid=<1@h>, relay=root@localhost",
     .kind = LINE_OPENED,
     .queue_id = "x0BAbCdE012345",
     .sender = "root",
     .sender_known = true,
     .message_id = "1@h"},
    {.body = ID "from=<>, size=10, class=0, nrcpts=1, proto=SMTP",
     .kind = LINE_OPENED,
     .queue_id = "x0BAbCdE012345",
     .sender_known = true},
    {.body = ID "from=<\"a>, msgid=<x\"@b.example>, size=10, nrcpts=1",
     .kind = LINE_OPENED,
     .queue_id = "x0BAbCdE012345",
     .sender = "\"a>, msgid=<x\"@b.example",
     .sender_known = true},
    {.body = ID "alice@example.com, size=540, class=0, nrcpts=2, msgid=<1@h>, u@h",
     .kind = LINE_OPENED,
     .queue_id = "x0BAbCdE012345",
     .sender = "alice@example.com",
     .sender_known = true,
     .message_id = "1@h"},
    {.body = ID "x0BAbCdF012346: DSN: User unknown",
     .kind = LINE_NOTICE,
     .queue_id = "x0BAbCdE012345",
     .other_id = "x0BAbCdF012346"},
    {.body = ID "x0BAbCdF012346: sender notify: Warning: could not send message for past "
                "4 hours",
     .kind = LINE_NOTICE,
     .queue_id = "x0BAbCdE012345",
     .other_id = "x0BAbCdF012346"},
    {.body = ID "x0BAbCdF012346: postmaster notify: Host unknown",
     .kind = LINE_NOTICE,
     .queue_id = "x0BAbCdE012345",
     .other_id = "x0BAbCdF012346"},
    {.body = ID "x0BAbCdF012346: return to sender: Host unknown",
     .kind = LINE_NOTICE,
     .queue_id = "x0BAbCdE012345",
     .other_id = "x0BAbCdF012346"},
    {.body = ID "x0BAbCdF012346: clone: owner=list-owner",
     .kind = LINE_OTHER,
     .queue_id = "x0BAbCdE012345"},
    {.body = ID "done; delay=00:00:01, ntries=1",
     .kind = LINE_CLOSED,
     .queue_id = "x0BAbCdE012345"},
    {.body = ID "ruleset=check_rcpt, arg1=<bob@example.org>, relay=c.example "
                "[192.0.2.7], reject=550 5.7.1 <bob@example.org>... Relaying denied",
     .kind = LINE_OTHER,
     .queue_id = "x0BAbCdE012345"},
    {.body = ID "ruleset=check_rcpt, arg1=<bob@example.org>, relay=c.example "
                "[192.0.2.7], authid=alice, reject=550 5.7.1 No, authid=x",
     .kind = LINE_REFUSED,
     .outcome = SLS_BOUNCED,
     .queue_id = "x0BAbCdE012345",
     .recipient = "bob@example.org",
     .reply = 550,
     .text = "550 5.7.1 No, authid=x"},
    {.body = ID "ruleset=check_mail, arg1=<alice@example.com>, authid=alice, reject=553 "
                "5.1.8 No",
     .kind = LINE_REFUSED,
     .outcome = SLS_BOUNCED,
     .queue_id = "x0BAbCdE012345",
     .reply = 553,
     .text = "553 5.1.8 No"},
    {.body = "ruleset=check_relay, arg1=c.example, reject=554 x", .kind = LINE_OTHER},
    {.body = "NOQUEUE: SYSERR(root): opendaemonsocket: daemon MTA: cannot bind",
     .kind = LINE_OTHER},
    {.body = ID "SYSERR(root): collect: a@b, stat=Sent",
     .kind = LINE_OTHER,
     .queue_id = "x0BAbCdE012345"},
    {.body = "starting daemon (8.15.2): SMTP+queueing@00:30:00", .kind = LINE_OTHER},
    {.body = "STARTTLS=client, relay=mx.example.org., version=TLSv1.3, verify=OK",
     .kind = LINE_OTHER},
    {.body = ID "AUTH=server, relay=c.example [192.0.2.7], authid=alice, mech=PLAIN",
     .kind = LINE_OTHER,
     .queue_id = "x0BAbCdE012345"},
    {.body = ID "--- 550 5.1.1 <bob@example.org>... User unknown",
     .kind = LINE_OTHER,
     .queue_id = "x0BAbCdE012345"},
    {.body = "alias database /etc/aliases rebuilt by root", .kind = LINE_OTHER},
};

Test(sendmail, lines)
{
    mta_rows_check(&mta_sendmail, rows, SLS_COUNT(rows));
}

Test(sendmail, cut_lines)
{
    mta_rows_cut(&mta_sendmail, rows, SLS_COUNT(rows));
}

#define DELIVERY                                                                         \
    "to=<bob@example.org>, delay=00:00:01, mailer=esmtp, dsn=2.0.0, stat=Sent (ok)"

static const struct mta_claim claims[] = {
    {"sendmail", "anything", true},
    {"sm-mta", "anything", true},
    {"sm-msp-queue", "anything", true},
    {"sm-acceptingconnections", "anything", true},
    {"sendmail-in", "anything", true},
    {"postfix/sendmail", "anything", false},
    {"smtpd", ID DELIVERY, false},
    {"dma", ID DELIVERY, false},
    {"", ID DELIVERY, true},
    {"", ID "from=<a@b>, size=1, class=0, nrcpts=1, msgid=<x>", true},
    {"",
     "4XyZab: to=<bob@example.org>, relay=a[192.0.2.1]:25, delay=1, dsn=2.0.0, "
     "status=sent (250 Ok)",
     false},
    {"", "4XyZab: from=<a@b>, size=1, nrcpt=1 (queue active)", false},
    {"", ": " DELIVERY, false},
    {"", DELIVERY, false},
    {"", ID "x", false},
    {"", "", false},
};

Test(sendmail, claims)
{
    mta_rows_claims(&mta_sendmail, claims, SLS_COUNT(claims));
}

/* One line for several recipients is one record each. */
Test(sendmail, recipients)
{
    static const char *const lines[] = {
        ID "to=<bob@example.org>,<\"x, y\"@example.org>,carol, ctladdr=<a@b> (1/1), "
           "delay=00:00:01, stat=Sent",
        ID "bob@example.org,\"x, y\"@example.org,carol, a@b (1/1), delay=00:00:01, "
           "stat=Sent",
    };

    for (size_t i = 0; i < SLS_COUNT(lines); i++) {
        struct head head = {.body = view_of(lines[i])};
        struct record record = {0};
        mta_sendmail.parse(NULL, &head, &record);
        cr_expect_eq(record.kind, LINE_ATTEMPT, "%s", lines[i]);
        cr_expect(view_equal(record.attempt.recipient, VIEW("bob@example.org")));
        cr_expect(record_next(&record));
        cr_expect(view_equal(record.attempt.recipient, VIEW("\"x, y\"@example.org")));
        cr_expect(record_next(&record));
        cr_expect(view_equal(record.attempt.recipient, VIEW("carol")));
        cr_expect_not(record_next(&record));
    }
}
