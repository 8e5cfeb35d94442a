/*
 * postfix_refusal_test.c - holds postfix_refusal() to what it makes of a message that is
 * refused when it is handed in: whose it was, what was said, and whether it came from a
 * client that may send through this host, which inbound mail does not.
 */
#include "parse/postfix.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

#define ID     "4XyZ1a2b3c: "
#define NOID   "NOQUEUE: "
#define CLIENT "host.example.com[192.0.2.7]"
#define RCPT   "reject: RCPT from " CLIENT ": "
#define WHO    "; from=<app@example.com> to=<bob@example.org> proto=ESMTP helo=<host>"
#define LOGIN  " sasl_username=<app@example.com>"
#define DENIED "554 5.7.1 <bob@example.org>: Relay access denied"

struct refusal_row {
    const char *name;
    const char *program;
    const char *body;
    enum line_kind kind;
    bool submission;
    uint16_t reply;
    const char *sender, *recipient, *login, *text;
};

#define APP "app@example.com"
#define BOB "bob@example.org"

static const struct refusal_row refusals[] = {
    {"submission", "postfix/submission/smtpd", NOID RCPT DENIED WHO, LINE_REFUSED, true,
     554, APP, BOB, "", DENIED},
    {"submissions", "postfix/submissions/smtpd", NOID RCPT DENIED WHO, LINE_REFUSED, true,
     554, APP, BOB, "", DENIED},
    {"smtps", "postfix/smtps/smtpd", NOID RCPT DENIED WHO, LINE_REFUSED, true, 554, APP,
     BOB, "", DENIED},
    {"refused at MAIL, no sender yet", "postfix/submission/smtpd",
     NOID "reject: MAIL from " CLIENT ": 553 5.7.1 <app@example.com>: no; proto=ESMTP "
          "helo=<host>",
     LINE_REFUSED, true, 553, NULL, "", "", "553 5.7.1 <app@example.com>: no"},
    {"fields of a later version", "postfix/smtpd",
     NOID RCPT DENIED WHO LOGIN " tls_version=TLSv1.3 x=<y>", LINE_REFUSED, true, 554,
     APP, BOB, APP, DENIED},
    {"one of them, no login", "postfix/submission/smtpd", NOID RCPT DENIED WHO " x=y",
     LINE_REFUSED, true, 554, APP, BOB, "", DENIED},
    {"another instance", "postfix-out/submission/smtpd", NOID RCPT DENIED WHO,
     LINE_REFUSED, true, 554, APP, BOB, "", DENIED},
    {"submission with id", "postfix/submission/smtpd", ID RCPT DENIED WHO, LINE_REFUSED,
     true, 554, APP, BOB, "", DENIED},
    {"login is told", "postfix/smtpd", NOID RCPT DENIED WHO LOGIN, LINE_REFUSED, true,
     554, APP, BOB, APP, DENIED},
    {"login without brackets", "postfix/smtpd", NOID RCPT DENIED WHO " sasl_username=app",
     LINE_REFUSED, true, 554, APP, BOB, "app", DENIED},
    {"sender not owned", "postfix/submission/smtpd",
     NOID RCPT
     "553 5.7.1 <boss@example.com>: Sender address rejected: not owned by user "
     "app@example.com; from=<boss@example.com> to=<bob@example.org> proto=ESMTP "
     "helo=<host>" LOGIN,
     LINE_REFUSED, true, 553, "boss@example.com", BOB, APP,
     "553 5.7.1 <boss@example.com>: Sender address rejected: not owned by user "
     "app@example.com"},
    {"refused at MAIL", "postfix/submission/smtpd",
     NOID "reject: MAIL from " CLIENT ": 552 5.3.4 Message size exceeds fixed limit; "
          "from=<app@example.com> proto=ESMTP helo=<host>",
     LINE_REFUSED, true, 552, APP, "", "", "552 5.3.4 Message size exceeds fixed limit"},
    {"client of IPv6", "postfix/submission/smtpd",
     NOID "reject: RCPT from unknown[2001:db8::7]: " DENIED WHO, LINE_REFUSED, true, 554,
     APP, BOB, "", DENIED},
    {"semicolons in the text", "postfix/submission/smtpd",
     NOID RCPT "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using "
               "bl.example; see https://bl.example/?q" WHO,
     LINE_REFUSED, true, 554, APP, BOB, "",
     "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using bl.example; "
     "see https://bl.example/?q"},
    {"null sender", "postfix/submission/smtpd",
     NOID RCPT DENIED "; from=<> to=<bob@example.org> proto=ESMTP helo=<host>",
     LINE_REFUSED, true, 554, "", BOB, "", DENIED},
    {"sender of two words", "postfix/submission/smtpd",
     NOID RCPT DENIED "; from=<Print Connections> to=<bob@example.org> proto=SMTP",
     LINE_REFUSED, true, 554, "Print Connections", BOB, "", DENIED},
    {"known client's id", "postfix/smtpd", ID RCPT DENIED WHO, LINE_REFUSED, false, 554,
     APP, BOB, "", DENIED},
    {"milter at the end", "postfix/cleanup",
     ID "milter-reject: END-OF-MESSAGE from " CLIENT ": 5.7.1 Command rejected" WHO,
     LINE_REFUSED, false, 0, APP, BOB, "", "5.7.1 Command rejected"},
    {"milter with a code", "postfix/cleanup",
     ID "milter-reject: END-OF-MESSAGE from " CLIENT ": 550 5.7.1 Spam" WHO, LINE_REFUSED,
     false, 550, APP, BOB, "", "550 5.7.1 Spam"},
};

/* Not the user's sending, or nothing that was refused. */
static const struct {
    const char *name;
    const char *program;
    const char *body;
} others[] = {
    {"inbound", "postfix/smtpd", NOID RCPT DENIED WHO},
    {"inbound by name", "postfix/inbound/smtpd", NOID RCPT DENIED WHO},
    {"words behind the envelope", "postfix/submission/smtpd",
     NOID RCPT DENIED WHO " and more"},
    {"a warning", "postfix/submission/smtpd",
     NOID "reject_warning: RCPT from " CLIENT ": " DENIED WHO},
    {"no sender yet", "postfix/submission/smtpd",
     NOID "reject: CONNECT from " CLIENT ": 554 5.7.1 <x>: no; proto=SMTP"},
    {"no text", "postfix/submission/smtpd", NOID "reject: RCPT from x" WHO},
    {"no envelope", "postfix/submission/smtpd", NOID RCPT DENIED},
    {"greylisted by postscreen", "postfix/postscreen", NOID RCPT DENIED WHO},
    {"milter holds", "postfix/cleanup",
     ID "milter-hold: END-OF-MESSAGE from " CLIENT ": milter triggers HOLD action" WHO},
    {"milter discards", "postfix/cleanup",
     ID "milter-discard: END-OF-MESSAGE from " CLIENT ": milter triggers DISCARD" WHO},
    {"header warning", "postfix/cleanup",
     ID "warning: header Subject: x from " CLIENT WHO ": y"},
};

/* smtpd.c check_milter_reply(), smtpd_proxy.c, cleanup_message.c cleanup_act_log() and
   smtpd_client_port_logging in postconf(5). */
static const struct refusal_row other_forms[] = {
    {"milter at RCPT", "postfix/submission/smtpd",
     NOID "milter-reject: RCPT from " CLIENT ": 451 4.7.1 Try later" WHO, LINE_REFUSED,
     true, 451, APP, BOB, "", "451 4.7.1 Try later"},
    {"milter at RCPT, login known by id", "postfix/smtpd",
     ID "milter-reject: RCPT from " CLIENT ": 550 5.7.1 no" WHO, LINE_REFUSED, false, 550,
     APP, BOB, "", "550 5.7.1 no"},
    {"proxy", "postfix/submission/smtpd",
     ID "proxy-reject: END-OF-MESSAGE: 554 5.7.0 Reject, id=1-2 - spam" WHO, LINE_REFUSED,
     true, 554, APP, BOB, "", "554 5.7.0 Reject, id=1-2 - spam"},
    {"header check", "postfix/cleanup",
     ID "reject: header Subject: x from " CLIENT WHO ": 5.7.1 No such subjects",
     LINE_REFUSED, false, 0, APP, BOB, "", "5.7.1 No such subjects"},
    {"client with port", "postfix/submission/smtpd",
     NOID "reject: RCPT from " CLIENT ":50123: " DENIED WHO, LINE_REFUSED, true, 554, APP,
     BOB, "", DENIED},
};

static void check_view(const char *name, const char *part, sls_view found,
                       const char *want)
{
    cr_expect(view_equal(found, view_of(want)), "%s: %s \"%.*s\"", name, part,
              (int)found.len, found.ptr);
}

static void check_row(struct reply_room *room, const struct refusal_row *row)
{
    struct head head = {.program = view_of(row->program), .body = view_of(row->body)};
    struct record record = {0};

    mta_postfix.claims(&head);
    mta_postfix.parse(room, &head, &record);
    cr_expect_eq(record.kind, row->kind, "%s: kind %d", row->name, record.kind);
    if (row->kind != LINE_REFUSED || record.kind != LINE_REFUSED)
        return;
    cr_expect_eq(record.submission, row->submission, "%s: submission", row->name);
    cr_expect_eq(record.attempt.outcome, SLS_BOUNCED, "%s: outcome", row->name);
    cr_expect_eq(record.attempt.reply, row->reply, "%s: reply %u", row->name,
                 record.attempt.reply);
    cr_expect_eq(record.sender_known, row->sender != NULL, "%s: sender is known",
                 row->name);
    check_view(row->name, "sender", record.attempt.sender,
               row->sender == NULL ? "" : row->sender);
    check_view(row->name, "recipient", record.attempt.recipient, row->recipient);
    check_view(row->name, "login", record.attempt.login, row->login);
    check_view(row->name, "text", record.attempt.text, row->text);
}

static void check_rows(const struct refusal_row *rows, size_t count)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < count; i++)
        check_row(room, &rows[i]);
    free(room);
}

Test(postfix_refusal, of_a_client_that_may_send)
{
    check_rows(refusals, SLS_COUNT(refusals));
}

Test(postfix_refusal, not_ours)
{
    for (size_t i = 0; i < SLS_COUNT(others); i++) {
        struct head head = {.program = view_of(others[i].program),
                            .body = view_of(others[i].body)};
        struct record record = {0};
        struct reply_room *room = malloc(sizeof(*room));
        mta_postfix.claims(&head);
        mta_postfix.parse(room, &head, &record);
        cr_expect_eq(record.kind, LINE_OTHER, "%s: kind %d", others[i].name, record.kind);
        free(room);
    }
}

Test(postfix_refusal, other_forms)
{
    check_rows(other_forms, SLS_COUNT(other_forms));
}
