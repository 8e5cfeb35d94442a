/*
 * postfix_test.c - holds mta_postfix.claims() to every form a Postfix program's name has,
 * and mta_postfix.parse() to what each daemon's sentences say about a message: that it
 * begins, whose it is, that it ended, expired, was requeued, was refused when it was
 * handed in.
 */
#include "parse/postfix.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

#define ID "4XyZ1a2b3c"
#define DELIVERY                                                                         \
    "to=<bob@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=1, dsn=2.0.0, "    \
    "status=sent (250 2.0.0 Ok)"
#define CLIENT "client=host.example.com[192.0.2.7]"
#define REJECT "reject: RCPT from host.example.com[192.0.2.7]: "
#define WHO    "; from=<app@example.com> to=<bob@example.org> proto=ESMTP helo=<host>"

/* The kinds of the six sentences below, one letter each. */
static const struct {
    const char *daemon;
    const char *kinds;
} daemons[] = {
    {"smtp", "R-----"},
    {"lmtp", "L-----"},
    {"local", "L-----"},
    {"virtual", "L-----"},
    {"pipe", "L-----"},
    {"discard", "L-----"},
    {"error", "R-----"},
    {"retry", "R-----"},
    {"qmgr", "RCD---"},
    {"nqmgr", "RCD---"},
    {"oqmgr", "RCD---"},
    {"smtpd", "---O--"},
    {"pickup", "----O-"},
    {"bounce", "-----N"},
    {"defer", "-----N"},
    {"trace", "-----N"},
    {"postsuper", "-C----"},
    {"cleanup", "------"},
    {"anvil", "------"},
    {"scache", "------"},
    {"master", "------"},
    {"tlsmgr", "------"},
    {"tlsproxy", "------"},
    {"verify", "------"},
    {"postscreen", "------"},
    {"dnsblog", "------"},
    {"trivial-rewrite", "------"},
    {"proxymap", "------"},
    {"flush", "------"},
    {"showq", "------"},
    {"spawn", "------"},
    {"sendmail", "------"},
    {"postdrop", "------"},
    {"postqueue", "------"},
    {"postlogd", "------"},
    {"postfix-script", "------"},
    {"postmulti", "------"},
    {"postalias", "------"},
    {"postmap", "------"},
    {"policy-spf", "------"},
    {"a-daemon-to-come", "------"},
};

static const char *const sentences[] = {
    ID ": " DELIVERY,
    ID ": removed",
    ID ": from=<app@example.com>, size=512, nrcpt=1 (queue active)",
    ID ": " CLIENT,
    ID ": uid=1000 from=<app>",
    ID ": sender non-delivery notification: 4AbC1a2b3c",
};

static char letter_of(const struct record *record)
{
    switch (record->kind) {
    case LINE_ATTEMPT:
        return record->delivery == DELIVERY_REMOTE ? 'R' : 'L';
    case LINE_CLOSED:
        return 'C';
    case LINE_DETAIL:
        return 'D';
    case LINE_OPENED:
        return 'O';
    case LINE_NOTICE:
        return 'N';
    case LINE_OTHER:
        return '-';
    default:
        return '?';
    }
}

/* The record keeps views of both texts, and of the room when there is a reply. */
static bool parse(struct reply_room *room, const char *program, const char *body,
                  struct record *record)
{
    struct head head = {.program = view_of(program), .body = view_of(body)};

    *record = (struct record){0};
    if (!mta_postfix.claims(&head))
        return false;
    mta_postfix.parse(room, &head, record);
    return true;
}

Test(postfix, every_daemon)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(daemons); i++) {
        char program[64] = "postfix/", kinds[SLS_COUNT(sentences) + 1] = "";
        struct record record;
        strcat(program, daemons[i].daemon);
        for (size_t j = 0; j < SLS_COUNT(sentences); j++) {
            cr_assert(parse(room, program, sentences[j], &record), "%s", program);
            kinds[j] = letter_of(&record);
        }
        cr_expect_str_eq(kinds, daemons[i].kinds, "%s: %s", program, kinds);
    }
    free(room);
}

static const struct {
    const char *program;
    const char *instance; /* NULL: not Postfix */
    bool sends;           /* it is an smtp(8) */
} programs[] = {
    {"postfix/smtp", "postfix", true},
    {"postfix/relay/smtp", "postfix", true},
    {"postfix/a/b/smtp", "postfix", true},
    {"postfix-out/smtp", "postfix-out", true},
    {"postfix-out/relay/smtp", "postfix-out", true},
    {"postfix-10.20.30.40/smtp", "postfix-10.20.30.40", true},
    {"postfix/mx_out/smtp", "postfix", true},
    {"mailout/smtp", "mailout", true},
    {"mailout/qmgr", "mailout", false},
    {"postfix/qmgr", "postfix", false},
    {"postfix/submission/smtpd", "postfix", false},
    {"postfix/smtps/smtpd", "postfix", false},
    {"postfix-in/submissions/smtpd", "postfix-in", false},
    {"/smtp", "", true},
    {"", "postfix", true},
    {"postfix", "", false},
    {"postfix/", "", false},
    {"postfix-script", "", false},
    {"postfix/unheard-of", "", false},
    {"smtp", NULL, false},
    {"qmgr", NULL, false},
    {"sendmail", NULL, false},
    {"sshd", NULL, false},
    {"dovecot", NULL, false},
    {"postgrey", NULL, false},
    {"mail/smtps", NULL, false},
    {"mail/SMTP", NULL, false},
    {"mailout/", NULL, false},
    {"smtp/mailout", NULL, false},
    {"/", NULL, false},
};

Test(postfix, every_name)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(programs); i++) {
        struct record record;
        bool known = parse(room, programs[i].program, sentences[0], &record);
        cr_expect_eq(known, programs[i].instance != NULL, "\"%s\"", programs[i].program);
        if (!known || programs[i].instance == NULL)
            continue;
        cr_expect(view_equal(record.attempt.instance, view_of(programs[i].instance)),
                  "\"%s\": instance \"%.*s\"", programs[i].program,
                  (int)record.attempt.instance.len, record.attempt.instance.ptr);
        if (programs[i].sends)
            cr_expect_eq(letter_of(&record), 'R', "\"%s\"", programs[i].program);
    }
    free(room);
}

static const struct {
    const char *name;
    const char *body;
    const char *id; /* NULL: the line says nothing about a message */
} ids[] = {
    {"short", "9B078: removed", "9B078"},
    {"eleven digits", "9B078C2C147: removed", "9B078C2C147"},
    {"long", "4XyZ1k2Bq3z9XyB: removed", "4XyZ1k2Bq3z9XyB"},
    {"32 characters", "abcdefghijklmnopqrstuvwxyz012345: removed",
     "abcdefghijklmnopqrstuvwxyz012345"},
    {"masked", "9B078XXXXXX: removed", "9B078XXXXXX"},
    {"4 characters", "9B07: removed", NULL},
    {"33 characters", "abcdefghijklmnopqrstuvwxyz0123456: removed", NULL},
    {"no colon", "9B078C2C147 removed", NULL},
    {"no blank", "9B078C2C147:removed", NULL},
    {"dash", "9B078-C2C147: removed", NULL},
    {"nothing behind it", "9B078C2C147: ", NULL},
    {"cut at the colon", "9B078C2C147:", NULL},
    {"none", "removed", NULL},
    {"empty", "", NULL},
};

Test(postfix, queue_id)
{
    for (size_t i = 0; i < SLS_COUNT(ids); i++) {
        struct record record;
        cr_assert(parse(NULL, "postfix/qmgr", ids[i].body, &record));
        cr_expect_eq(record.kind, ids[i].id != NULL ? LINE_CLOSED : LINE_OTHER, "%s: %d",
                     ids[i].name, record.kind);
        if (ids[i].id != NULL)
            cr_expect(view_equal(record.attempt.queue_id, view_of(ids[i].id)), "%s: %.*s",
                      ids[i].name, (int)record.attempt.queue_id.len,
                      record.attempt.queue_id.ptr);
    }
}

static const struct {
    const char *name;
    const char *program;
    const char *body;
    enum line_kind kind;
    const char *sender; /* NULL: not known */
    const char *login;
    const char *other_id;
} told[] = {
    {"client", "postfix/smtpd", ID ": " CLIENT, LINE_OPENED, NULL, "", ""},
    {"client with login", "postfix/submission/smtpd",
     ID ": " CLIENT ", sasl_method=PLAIN, sasl_username=app@example.com", LINE_OPENED,
     NULL, "app@example.com", ""},
    {"login, then sender", "postfix/smtps/smtpd",
     ID ": " CLIENT ", sasl_method=LOGIN, sasl_username=app, sasl_sender=x@example.com",
     LINE_OPENED, NULL, "app", ""},
    {"first client behind a proxy", "postfix/smtpd",
     ID
     ": client=localhost[127.0.0.1], orig_queue_id=4AbC1a2b3c, orig_client=a[192.0.2.7]",
     LINE_OPENED, NULL, "", ""},
    {"client without id", "postfix/smtpd", "NOQUEUE: " CLIENT, LINE_OPENED, NULL, "", ""},
    {"connection", "postfix/smtpd", "connect from host.example.com[192.0.2.7]",
     LINE_OTHER, NULL, "", ""},
    {"warning", "postfix/smtpd",
     "warning: hostname a.example does not resolve to 192.0.2.7", LINE_OTHER, NULL, "",
     ""},
    {"pickup", "postfix/pickup", ID ": uid=1000 from=<app@example.com>", LINE_OPENED,
     "app@example.com", "", ""},
    {"pickup of root", "postfix/pickup", ID ": uid=0 from=<root>", LINE_OPENED, "root",
     "", ""},
    {"pickup of a notice", "postfix/pickup", ID ": uid=0 from=<>", LINE_OPENED, "", "",
     ""},
    {"requeued", "postfix/pickup",
     ID ": uid=1000 from=<app@example.com> orig_id=4AbC1a2b3c", LINE_REQUEUED,
     "app@example.com", "", "4AbC1a2b3c"},
    {"pickup warning", "postfix/pickup", "warning: maildrop/x: error", LINE_OTHER, NULL,
     "", ""},
    {"active", "postfix/qmgr",
     ID ": from=<app@example.com>, size=1, nrcpt=1 (queue active)", LINE_DETAIL,
     "app@example.com", "", ""},
    {"active notice", "postfix/qmgr", ID ": from=<>, size=1, nrcpt=1 (queue active)",
     LINE_DETAIL, "", "", ""},
    {"expired", "postfix/qmgr",
     ID ": from=<app@example.com>, status=expired, returned to sender", LINE_EXPIRED,
     "app@example.com", "", ""},
    {"force-expired", "postfix/qmgr",
     ID ": from=<app@example.com>, status=force-expired, returned to sender",
     LINE_EXPIRED, "app@example.com", "", ""},
    {"expired notice", "postfix/qmgr", ID ": from=<>, status=expired, returned to sender",
     LINE_EXPIRED, "", "", ""},
    {"skipped", "postfix/qmgr", ID ": skipped, still being delivered", LINE_OTHER, NULL,
     "", ""},
    {"removed and more", "postfix/qmgr", ID ": removed x", LINE_OTHER, NULL, "", ""},
    {"bounce", "postfix/bounce", ID ": sender non-delivery notification: 4AbC1a2b3c",
     LINE_NOTICE, NULL, "", "4AbC1a2b3c"},
    {"delay warning", "postfix/bounce", ID ": sender delay notification: 4AbC1a2b3c",
     LINE_NOTICE, NULL, "", "4AbC1a2b3c"},
    {"success notice", "postfix/bounce",
     ID ": sender delivery status notification: 4AbC1a2b3c", LINE_NOTICE, NULL, "",
     "4AbC1a2b3c"},
    {"postmaster's copy", "postfix/bounce",
     ID ": postmaster non-delivery notification: 4AbC1a2b3c", LINE_NOTICE, NULL, "",
     "4AbC1a2b3c"},
    {"notice without id", "postfix/bounce", ID ": sender delay notification:", LINE_OTHER,
     NULL, "", ""},
    {"notice with a blank", "postfix/bounce",
     ID ": sender delay notification: ", LINE_OTHER, NULL, "", ""},
    {"postsuper removes", "postfix/postsuper", ID ": removed", LINE_CLOSED, NULL, "", ""},
    {"postsuper requeues", "postfix/postsuper", ID ": requeued", LINE_OTHER, NULL, "",
     ""},
    {"postsuper counts", "postfix/postsuper", "Deleted: 1 message", LINE_OTHER, NULL, "",
     ""},
    {"message id", "postfix/cleanup", ID ": message-id=<a@example.com>", LINE_DETAIL,
     NULL, "", ""},
    {"a try that goes on", "postfix/smtp",
     ID
     ": host mx.example.org[192.0.2.25] said: 450 4.2.0 x (in reply to RCPT TO command)",
     LINE_OTHER, NULL, "", ""},
    {"connect", "postfix/smtp", "connect to mx.example.org[192.0.2.25]:25: timed out",
     LINE_OTHER, NULL, "", ""},
    {"delivery without id", "postfix/smtp", DELIVERY, LINE_ATTEMPT, NULL, "", ""},
    {"delivery with a masked id", "postfix/smtp", "%QID%: " DELIVERY, LINE_ATTEMPT, NULL,
     "", ""},
    {"masked id of anything else", "postfix/smtp", "%QID%: host x said: 450 y",
     LINE_OTHER, NULL, "", ""},
    {"delivery of nobody", "postfix/smtp", "NOQUEUE: " DELIVERY, LINE_ATTEMPT, NULL, "",
     ""},
};

static void check_view(const char *name, const char *part, sls_view found,
                       const char *want)
{
    cr_expect(view_equal(found, view_of(want)), "%s: %s \"%.*s\"", name, part,
              (int)found.len, found.ptr);
}

Test(postfix, what_is_told)
{
    for (size_t i = 0; i < SLS_COUNT(told); i++) {
        struct record record;
        cr_assert(parse(NULL, told[i].program, told[i].body, &record));
        cr_expect_eq(record.kind, told[i].kind, "%s: %d", told[i].name, record.kind);
        cr_expect_eq(record.sender_known, told[i].sender != NULL, "%s: sender is known",
                     told[i].name);
        if (record.sender_known && told[i].sender != NULL)
            check_view(told[i].name, "sender", record.attempt.sender, told[i].sender);
        check_view(told[i].name, "login", record.attempt.login, told[i].login);
        check_view(told[i].name, "other id", record.other_id, told[i].other_id);
    }
}

static const struct {
    const char *body;
    bool claimed;
} bodies[] = {
    {ID ": " DELIVERY, true},
    {ID ": to=, relay=x, dsn=5.0.0, status=bounced (x)", true},
    {ID ": to=<a@b.example>, status=bounced (x)", false},
    {ID ": to=<a@b.example>, relay=x, dsn=5.0.0", false},
    {DELIVERY, false},
    {"Note: see , relay= and , status=", false},
    {"", false},
};

Test(postfix, body_without_head)
{
    for (size_t i = 0; i < SLS_COUNT(bodies); i++)
        cr_expect_eq(mta_postfix.claims(&(struct head){.body = view_of(bodies[i].body)}),
                     bodies[i].claimed, "%s", bodies[i].body);
}
