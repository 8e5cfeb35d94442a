/*
 * qmail_delivery_test.c - holds every sentence of qmail-remote to its host, stage and
 * reply, and the text to being free of what qmail writes for blanks and line ends.
 */
#include "parse/qmail_delivery.h"

#include "mta_rows.h"
#include "parse/qmail.h"

#define BOUNCED                                                                          \
    .kind = LINE_ATTEMPT, .outcome = SLS_BOUNCED, .other_id = "17", .delay_ms = -1
#define DEFERRED                                                                         \
    .kind = LINE_ATTEMPT, .outcome = SLS_DEFERRED, .other_id = "17", .delay_ms = -1
#define SENT .kind = LINE_ATTEMPT, .outcome = SLS_SENT, .other_id = "17", .delay_ms = -1
#define F    "delivery 17: failure: "
#define D    "delivery 17: deferral: "
#define S    "delivery 17: success: "
#define SAID "Remote_host_said:_"

static const struct mta_row rows[] = {
    {.body = F "192.0.2.25_does_not_like_recipient./" SAID
               "550_5.1.1_<bob@example.org>..._User_unknown/Giving_up_on_192.0.2.25./",
     BOUNCED,
     .stage = SLS_RCPT,
     .relay = "192.0.2.25",
     .reply = 550,
     .text = "550 5.1.1 <bob@example.org>... User unknown"},
    {.body = F "192.0.2.25_failed_after_I_sent_the_message./" SAID
               "550-5.7.26_Not_signed./550-5.7.26_See_https://x.example/a/b/"
               "550_5.7.26_bye/",
     BOUNCED,
     .stage = SLS_END_OF_DATA,
     .relay = "192.0.2.25",
     .reply = 550,
     .text = "550 5.7.26 Not signed. See https://x.example/a/b bye"},
    {.body = D "192.0.2.25_failed_on_DATA_command./" SAID "451_x/",
     DEFERRED,
     .stage = SLS_DATA,
     .relay = "192.0.2.25",
     .reply = 451,
     .text = "451 x"},
    {.body = D "Connected_to_192.0.2.25_but_greeting_failed./" SAID "421_busy/",
     DEFERRED,
     .stage = SLS_CONNECT,
     .relay = "192.0.2.25",
     .reply = 421,
     .text = "421 busy"},
    {.body = D "Connected_to_2001:db8::1_but_my_name_was_rejected./" SAID "450_x/",
     DEFERRED,
     .stage = SLS_CONNECT,
     .relay = "2001:db8::1",
     .reply = 450,
     .text = "450 x"},
    {.body = F "Connected_to_192.0.2.25_but_sender_was_rejected./" SAID "553_x/",
     BOUNCED,
     .stage = SLS_MAIL,
     .relay = "192.0.2.25",
     .reply = 553,
     .text = "553 x"},
    {.body = D "Connected_to_192.0.2.25_but_connection_died._(#4.4.2)/",
     DEFERRED,
     .relay = "192.0.2.25",
     .dsn = {4, 4, 2},
     .text = "Connected to 192.0.2.25 but connection died. (#4.4.2)"},
    {.body = F "User_and_password_not_set,_continuing_without_authentication./"
               "<bob@example.org>_192.0.2.25_does_not_like_recipient./" SAID "550_x/",
     BOUNCED,
     .stage = SLS_RCPT,
     .relay = "192.0.2.25",
     .reply = 550,
     .text = "550 x"},
    {.body = D "Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/",
     DEFERRED,
     .stage = SLS_CONNECT,
     .dsn = {4, 4, 1},
     .text = "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)"},
    {.body =
         F "Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/"
           "I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./",
     BOUNCED,
     .stage = SLS_CONNECT,
     .dsn = {4, 4, 1},
     .text = "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)"},
    {.body =
         F "192.0.2.25_does_not_like_recipient./" SAID "451_x/Giving_up_on_192.0.2.25./"
           "I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./",
     BOUNCED,
     .stage = SLS_RCPT,
     .relay = "192.0.2.25",
     .reply = 451,
     .text = "451 x"},
    {.body = F "Sorry,_I_couldn't_find_any_host_named_x.example._(#5.1.2)/",
     BOUNCED,
     .dsn = {5, 1, 2},
     .text = "Sorry, I couldn't find any host named x.example. (#5.1.2)"},
    {.body = F "Sorry._Although_I'm_listed_as_a_best-preference_MX_or_A_for_that_host,/"
               "it_isn't_in_my_control/locals_file,_so_I_don't_treat_it_as_local._"
               "(#5.4.6)/",
     BOUNCED,
     .dsn = {5, 4, 6},
     .text = "Sorry. Although I'm listed as a best-preference MX or A for that host, it "
             "isn't in my control/locals file, so I don't treat it as local. (#5.4.6)"},
    /* The stage is told by qmail's own sentence, whatever the server says. */
    {.body = F "192.0.2.25_does_not_like_recipient./" SAID
               "550_1.2.3.4_failed_after_I_sent_the_message._(in_reply_to_AUTH_command)/",
     BOUNCED,
     .stage = SLS_RCPT,
     .relay = "192.0.2.25",
     .reply = 550,
     .text = "550 1.2.3.4 failed after I sent the message."},
    {.body = S "192.0.2.25_accepted_message./" SAID "250_Ok/",
     SENT,
     .relay = "192.0.2.25"},
    {.body = S "127.0.0.1_accepted_message./" SAID "250_Ok:_queued_as_4XyZ/",
     .kind = LINE_ATTEMPT,
     .outcome = SLS_SENT,
     .delay_ms = -1,
     .delivery = DELIVERY_HOP,
     .other_id = "17",
     .relay = "127.0.0.1"},
    {.body = S "did_1+0+0/", SENT, .delivery = DELIVERY_LOCAL},
    {.body = S "a_program_wrote_this.//did_0+0+1/", SENT, .delivery = DELIVERY_LOCAL},
    {.body = F "Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/",
     BOUNCED,
     .dsn = {5, 1, 1},
     .text = "Sorry, no mailbox here by that name. (#5.1.1)"},
    {.body = F "/", BOUNCED},
    {.body = F, BOUNCED},
    {.body = D SAID, DEFERRED},
    {.body = "delivery 17: partial: x", .kind = LINE_OTHER},
    {.body = "delivery 17:", .kind = LINE_OTHER},
};

Test(qmail_delivery, rows)
{
    mta_rows_check(&mta_qmail, rows, SLS_COUNT(rows));
}

Test(qmail_delivery, cut_lines)
{
    mta_rows_cut(&mta_qmail, rows, SLS_COUNT(rows));
}

/* A line of the greatest length fills the room, and no more. */
Test(qmail_delivery, longest)
{
    struct reply_room *room = malloc(sizeof(*room));
    static const char start[] =
        "failure: 192.0.2.25_does_not_like_recipient./" SAID "550_";
    char *line = malloc(LINE_BYTES);
    struct record record = {0};

    memset(line, '_', LINE_BYTES);
    memcpy(line, start, sizeof(start) - 1);
    cr_expect(qmail_delivery(room, (sls_view){line, LINE_BYTES}, &record));
    cr_expect_eq(record.attempt.reply, 550);
    memset(line + sizeof(start), '/', LINE_BYTES - sizeof(start));
    cr_expect(qmail_delivery(room, (sls_view){line, LINE_BYTES}, &record));
    free(line);
    free(room);
}
