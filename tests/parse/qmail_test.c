/*
 * qmail_test.c - holds qmail-send's sentences to their records.  qmail_delivery_test.c
 * has the reports of a delivery.
 */
#include "parse/qmail.h"

#include "mta_rows.h"

static const struct mta_row rows[] = {
    {.body = "new msg 2638395", .kind = LINE_OPENED, .queue_id = "2638395"},
    {.body = "1272943914.123456 new msg 2638395",
     .kind = LINE_OPENED,
     .queue_id = "2638395"},
    {.body = "info msg 2638395: bytes 4233 from <alice@example.com> qp 30980 uid 89",
     .kind = LINE_DETAIL,
     .queue_id = "2638395",
     .sender = "alice@example.com",
     .sender_known = true},
    {.body = "info msg 2638395: bytes 4233 from <> qp 30980 uid 89",
     .kind = LINE_DETAIL,
     .queue_id = "2638395",
     .sender_known = true},
    {.body = "info msg 2638395: bytes 4233 from <#@[]> qp 30980 uid 89",
     .kind = LINE_DETAIL,
     .queue_id = "2638395",
     .sender_known = true},
    {.body = "info msg 2638395: bytes", .kind = LINE_OTHER},
    {.body = "info msg 2638395: bytes 4233 to <x>", .kind = LINE_OTHER},
    {.body = "starting delivery 17: msg 2638395 to remote bob@example.org",
     .kind = LINE_STARTED,
     .queue_id = "2638395",
     .other_id = "17",
     .recipient = "bob@example.org"},
    {.body = "starting delivery 17: msg 2638395 to local example.com-bob@example.com",
     .kind = LINE_STARTED,
     .delivery = DELIVERY_LOCAL,
     .queue_id = "2638395",
     .other_id = "17",
     .recipient = "example.com-bob@example.com"},
    {.body = "starting delivery 17: msg 2638395 to nowhere",
     .kind = LINE_OTHER,
     .queue_id = "2638395"},
    {.body = "starting delivery 17", .kind = LINE_OTHER},
    {.body = "delivery 17: success: 192.0.2.25_accepted_message./"
             "Remote_host_said:_250_Ok/",
     .kind = LINE_ATTEMPT,
     .outcome = SLS_SENT,
     .other_id = "17",
     .relay = "192.0.2.25",
     .delay_ms = -1},
    {.body = "delivery 17: report mangled, will defer", .kind = LINE_OTHER},
    {.body = "end msg 2638395", .kind = LINE_CLOSED, .queue_id = "2638395"},
    {.body = "bounce msg 2638395 qp 31012", .kind = LINE_OTHER},
    {.body = "triple bounce: discarding bounce/2638395", .kind = LINE_OTHER},
    {.body = "status: local 0/10 remote 34/35", .kind = LINE_OTHER},
    {.body = "warning: unable to stat mess/1/2", .kind = LINE_OTHER},
};

Test(qmail, rows)
{
    mta_rows_check(&mta_qmail, rows, SLS_COUNT(rows));
}

Test(qmail, cut_lines)
{
    mta_rows_cut(&mta_qmail, rows, SLS_COUNT(rows));
}

/* The outcome's line names no message: the start's line does. */
Test(qmail, by_start)
{
    struct reply_room *room = malloc(sizeof(*room));
    struct head head = {.body = VIEW("delivery 17: success: did_1+0+0/")};
    struct record record = {0};

    mta_qmail.parse(room, &head, &record);
    cr_expect(record.by_start);
    cr_expect_eq(record.delivery, DELIVERY_LOCAL);
    free(room);
}

static const struct mta_claim claims[] = {
    {"qmail", "anything", true},
    {"qmail-send", "anything", true},
    {"qmail-smtpd", "new msg 1", false},
    {"smtpd", "new msg 1", false},
    {"", "new msg 1", true},
    {"", "info msg 1: bytes 2", true},
    {"", "end msg 1", true},
    {"", "bounce msg 1 qp 2", true},
    {"", "starting delivery 1: msg 2 to local x", true},
    {"", "delivery 1: success: x/", true},
    {"", "status: local 0/10 remote 1/20", true},
    {"", "delivery: Ok for x", false},
    {"", "delivery of goods", false},
    {"", "new msg", false},
    {"", "new msg x", false},
    {"", "", false},
};

Test(qmail, claims)
{
    mta_rows_claims(&mta_qmail, claims, SLS_COUNT(claims));
}
