/*
 * msmtp_test.c - holds msmtp's line to its fields, with and without their keys, to one
 * attempt for each recipient, and to the last word of the line about its outcome.
 */
#include "parse/msmtp.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "parse/format.h"

#define STAMP   "Nov 22 10:00:23 "
#define ACCOUNT "host=smtp.example.net tls=on auth=on "
#define PEOPLE  "user=alice from=a@example.com recipients=bob@example.org "
#define SENT    "mailsize=273 smtpstatus=250 smtpmsg='250 2.0.0 OK' exitcode=EX_OK"
#define NO(msg, error, code)                                                             \
    "smtpstatus=550 smtpmsg='" msg "' errormsg='" error "' exitcode=" code
#define NOT_TAKEN "the server did not accept the mail"

static const struct message_row {
    const char *name;
    const char *line;
    enum sls_outcome outcome;
    const char *login, *sender, *recipient;
    const char *text;
    uint32_t stage;
    uint16_t port;
} messages[] = {
    {"sent", STAMP ACCOUNT PEOPLE SENT, SLS_SENT, "alice", "a@example.com",
     "bob@example.org", "", 0, 0},
    {"syslog", STAMP "mx1 msmtp: " ACCOUNT PEOPLE SENT, SLS_SENT, "alice",
     "a@example.com", "bob@example.org", "", 0, 0},
    {"no log file", "sendmail: log info was: " ACCOUNT PEOPLE SENT, SLS_SENT, "alice",
     "a@example.com", "bob@example.org", "", 0, 0},
    {"another language's month", "juin 03 11:20:37 " ACCOUNT PEOPLE SENT, SLS_SENT,
     "alice", "a@example.com", "bob@example.org", "", 0, 0},
    {"no stamp", ACCOUNT PEOPLE SENT, SLS_SENT, "alice", "a@example.com",
     "bob@example.org", "", 0, 0},
    {"no login",
     STAMP "host=smtp.example.net tls=off auth=off from=a@example.com "
           "recipients=bob@example.org " SENT,
     SLS_SENT, "", "a@example.com", "bob@example.org", "", 0, 0},

    {"an equals sign in an address",
     STAMP ACCOUNT "user=a=b from=c=d@example.com recipients=to=a@example.org " SENT,
     SLS_SENT, "a=b", "c=d@example.com", "to=a@example.org", "", 0, 0},
    {"no keys", STAMP ACCOUNT "alice@example.com a@example.com bob@example.org " SENT,
     SLS_SENT, "alice@example.com", "a@example.com", "bob@example.org", "", 0, 0},
    {"no keys, no login",
     STAMP "host=smtp.example.net tls=on auth=off a@example.com bob@example.org " SENT,
     SLS_SENT, "", "a@example.com", "bob@example.org", "", 0, 0},
    {"last key alone",
     STAMP ACCOUNT "alice a@example.com recipients=bob@example.org " SENT, SLS_SENT,
     "alice", "a@example.com", "bob@example.org", "", 0, 0},
    {"middle key alone", STAMP ACCOUNT "alice' from=bluebird bob@example.org " SENT,
     SLS_SENT, "alice", "bluebird", "bob@example.org", "", 0, 0},
    {"quoted login",
     STAMP ACCOUNT "user='alice' from=a@example.com "
                   "recipients=bob@example.org " SENT,
     SLS_SENT, "alice", "a@example.com", "bob@example.org", "", 0, 0},

    {"login refused",
     STAMP ACCOUNT PEOPLE NO("535-5.7.8 no\\n535 5.7.8 see x",
                             "authentication failed (method PLAIN)", "EX_NOPERM"),
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org", "535 5.7.8 no see x",
     SLS_AUTH, 0},
    {"sender refused",
     STAMP ACCOUNT PEOPLE NO("530 5.7.0 no",
                             "envelope from address a@example.com not accepted by the "
                             "server",
                             "EX_DATAERR"),
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org", "530 5.7.0 no", SLS_MAIL,
     0},
    {"recipient refused",
     STAMP ACCOUNT PEOPLE NO("550 no",
                             "recipient address bob@example.org not accepted by "
                             "the server",
                             "EX_DATAERR"),
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org", "550 no", SLS_RCPT, 0},
    {"mail refused", STAMP ACCOUNT PEOPLE NO("550 no", NOT_TAKEN, "EX_UNAVAILABLE"),
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org", "550 no", SLS_END_OF_DATA,
     0},
    {"for now", STAMP ACCOUNT PEOPLE NO("451 later", NOT_TAKEN, "EX_TEMPFAIL"),
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org", "451 later",
     SLS_END_OF_DATA, 0},
    {"no connection",
     STAMP ACCOUNT PEOPLE "errormsg='cannot connect to smtp.example.net, port 587: "
                          "Connection timed out' exitcode=EX_TEMPFAIL",
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org",
     "cannot connect to smtp.example.net, port 587: Connection timed out", SLS_CONNECT,
     587},
    {"no host",
     STAMP ACCOUNT PEOPLE
     "errormsg='cannot locate host smtp.example.net: Name or service "
     "not known' exitcode=EX_NOHOST",
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org",
     "cannot locate host smtp.example.net: Name or service not known", SLS_CONNECT, 0},
    {"certificate",
     STAMP ACCOUNT PEOPLE "errormsg='TLS certificate verification failed: expired' "
                          "exitcode=EX_UNAVAILABLE",
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org",
     "TLS certificate verification failed: expired", SLS_TLS, 0},

    {"quote in the reply",
     STAMP ACCOUNT PEOPLE NO("550 it's 'no'", NOT_TAKEN, "EX_UNAVAILABLE"), SLS_BOUNCED,
     "alice", "a@example.com", "bob@example.org", "550 it's 'no'", SLS_END_OF_DATA, 0},
    {"fields in the reply",
     STAMP ACCOUNT PEOPLE NO("550 user=eve recipients=eve@example.com exitcode=EX_OK",
                             NOT_TAKEN, "EX_UNAVAILABLE"),
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org",
     "550 user=eve recipients=eve@example.com exitcode=EX_OK", SLS_END_OF_DATA, 0},
    {"cut in the error",
     STAMP ACCOUNT PEOPLE "smtpstatus=550 smtpmsg='550 no' "
                          "errormsg='recipient address b",
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org", "550 no", SLS_RCPT, 0},
    {"cut in the reply", STAMP ACCOUNT PEOPLE "smtpstatus=550 smtpmsg='550 n",
     SLS_BOUNCED, "alice", "a@example.com", "bob@example.org", "550 n", 0, 0},
    {"cut behind the status", STAMP ACCOUNT PEOPLE "mailsize=1 smtpstatus=250", SLS_SENT,
     "alice", "a@example.com", "bob@example.org", "", 0, 0},
};

static struct parser open_parser(void)
{
    struct parser parser;

    parser_open(&parser);
    stamp_open(&parser.stamps, (struct zone){.fixed = true}, 0, 2026);
    return parser;
}

static char *read_line(struct parser *parser, const char *line, size_t bytes,
                       struct record *record)
{
    char *block = malloc(bytes + (bytes == 0));

    memcpy(block, line, bytes);
    parser_read(parser, (sls_view){block, bytes}, record);
    return block;
}

static void check_view(const char *name, const char *part, sls_view found,
                       const char *want)
{
    cr_expect(view_equal(found, view_of(want)), "%s: %s \"%.*s\"", name, part,
              (int)found.len, found.ptr);
}

Test(msmtp, messages)
{
    struct parser parser = open_parser();

    for (size_t i = 0; i < SLS_COUNT(messages); i++) {
        const struct message_row *row = &messages[i];
        struct record record;
        char *block = read_line(&parser, row->line, strlen(row->line), &record);
        const sls_attempt *attempt = &record.attempt;
        cr_expect_eq(record.kind, LINE_ATTEMPT, "%s: %d", row->name, record.kind);
        cr_expect_eq(record.delivery, DELIVERY_REMOTE, "%s: way", row->name);
        cr_expect_eq(attempt->outcome, row->outcome, "%s: outcome", row->name);
        cr_expect(record.sender_known, "%s: no sender", row->name);
        cr_expect_not(record.continued, "%s: joined to the line before", row->name);
        check_view(row->name, "relay", attempt->relay, "smtp.example.net");
        check_view(row->name, "login", attempt->login, row->login);
        check_view(row->name, "sender", attempt->sender, row->sender);
        check_view(row->name, "recipient", attempt->recipient, row->recipient);
        check_view(row->name, "text", attempt->text, row->text);
        cr_expect_eq(attempt->stage, row->stage, "%s: stage %u", row->name,
                     attempt->stage);
        cr_expect_eq(attempt->port, row->port, "%s: port", row->name);
        cr_expect_not(record_next(&record), "%s: one recipient more", row->name);
        free(block);
    }
    parser_close(&parser);
}

Test(msmtp, recipients)
{
    static const char line[] =
        STAMP ACCOUNT "user=alice from=a@example.com "
                      "recipients=b@c.example,d@e.example,f@g.example " SENT;
    static const char *const wanted[] = {"b@c.example", "d@e.example", "f@g.example"};
    struct parser parser = open_parser();
    struct record record;
    char *block = read_line(&parser, line, strlen(line), &record);

    for (size_t i = 0; i < SLS_COUNT(wanted); i++) {
        check_view("recipients", wanted[i], record.attempt.recipient, wanted[i]);
        cr_expect_eq(record_next(&record), i + 1 < SLS_COUNT(wanted));
    }
    free(block);
    parser_close(&parser);
}

static const struct {
    const char *line;
    enum line_kind kind;
} others[] = {
    {STAMP "mx1 msmtp: cannot read the configuration", LINE_OTHER},
    {STAMP ACCOUNT PEOPLE, LINE_MALFORMED},
    {STAMP "mx1 sendmail[1]: host=x tls=on", LINE_OTHER},
    {STAMP "mx1 app[1]: " ACCOUNT PEOPLE SENT, LINE_SKIPPED},
    {STAMP "host=x port=1", LINE_SKIPPED},
    {"host=x", LINE_MALFORMED},
    {"a sentence with host=x in it", LINE_MALFORMED},
};

Test(msmtp, others)
{
    struct parser parser = open_parser();

    for (size_t i = 0; i < SLS_COUNT(others); i++) {
        struct record record;
        char *block = read_line(&parser, others[i].line, strlen(others[i].line), &record);
        cr_expect_eq(record.kind, others[i].kind, "\"%s\": %d", others[i].line,
                     record.kind);
        free(block);
    }
    parser_close(&parser);
}

Test(msmtp, every_beginning)
{
    static const char line[] = STAMP ACCOUNT PEOPLE NO(
        "550-a\\n550 b", "cannot connect to c, port 25: d", "EX_OK");
    struct parser parser = open_parser();
    struct record record;

    for (size_t bytes = 0; bytes < sizeof(line); bytes++)
        free(read_line(&parser, line, bytes, &record));
    parser_close(&parser);
}
