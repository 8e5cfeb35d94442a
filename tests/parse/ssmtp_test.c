/*
 * ssmtp_test.c - holds sSMTP's sentences to what became of the message, and those that
 * another sentence follows to saying nothing.
 */
#include "parse/ssmtp.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "parse/format.h"

#define HEAD "Nov 22 10:00:23 mx1 sSMTP[42]: "

static const struct sentence_row {
    const char *name;
    const char *line;
    enum sls_outcome outcome; /* SLS_UNKNOWN: no attempt */
    const char *sender, *recipient, *relay;
    uint16_t port;
    const char *text;
    uint32_t stage;
} sentences[] = {
    {"sent",
     HEAD "Sent mail for a@example.com (221 2.0.0 Bye) uid=0 username=root outbytes=42",
     SLS_SENT, "a@example.com", "", "", 0, "", 0},
    {"other name",
     "Nov 22 10:00:23 mx1 ssmtp[42]: Sent mail for a@example.com (221 Bye) uid=0",
     SLS_SENT, "a@example.com", "", "", 0, "", 0},
    {"no head", "Sent mail for a@ (221 Bye) uid=0 username=root outbytes=42", SLS_SENT,
     "a@", "", "", 0, "", 0},
    {"nobody", HEAD "Sent mail for  (221 Bye) uid=0 username=root outbytes=4", SLS_SENT,
     "", "", "", 0, "", 0},
    {"cut", HEAD "Sent mail for a@example.com", SLS_SENT, "a@example.com", "", "", 0, "",
     0},
    {"recipient", HEAD "RCPT TO:<b@example.org> (550 5.1.1 no (really))", SLS_BOUNCED, "",
     "b@example.org", "", 0, "550 5.1.1 no (really)", SLS_RCPT},
    {"recipient with a code", HEAD "RCPT TO:<\"x (550 a\"@b.example> (551 no)",
     SLS_BOUNCED, "", "\"x (550 a\"@b.example", "", 0, "551 no", SLS_RCPT},
    {"sender", HEAD "MAIL FROM:<a@example.com> (530 5.7.0 no)", SLS_BOUNCED,
     "a@example.com", "", "", 0, "530 5.7.0 no", SLS_MAIL},
    {"login", HEAD "Authorization failed (535 5.7.8 no)", SLS_BOUNCED, "", "", "", 0,
     "535 5.7.8 no", SLS_AUTH},
    {"login not offered", HEAD "Server didn't like our AUTH LOGIN (530 5.7.0 no)",
     SLS_BOUNCED, "", "", "", 0, "530 5.7.0 no", SLS_AUTH},
    {"reply alone", HEAD "554 5.7.1 no", SLS_BOUNCED, "", "", "", 0, "554 5.7.1 no", 0},
    {"for now", HEAD "451 4.3.0 later", SLS_BOUNCED, "", "", "", 0, "451 4.3.0 later", 0},
    {"other words", HEAD "Something failed (421 later)", SLS_BOUNCED, "", "", "", 0,
     "421 later", 0},
    {"no connection", HEAD "Cannot open smtp.example.net:587", SLS_BOUNCED, "", "",
     "smtp.example.net", 587, "Cannot open smtp.example.net:587", SLS_CONNECT},
    {"no port", HEAD "Cannot open smtp.example.net", SLS_BOUNCED, "", "",
     "smtp.example.net", 0, "Cannot open smtp.example.net", SLS_CONNECT},
    {"no greeting", HEAD "Invalid response SMTP server", SLS_BOUNCED, "", "", "", 0,
     "Invalid response SMTP server", SLS_CONNECT},
    {"lost", HEAD "Connection lost in middle of processing", SLS_BOUNCED, "", "", "", 0,
     "Connection lost in middle of processing", 0},

    {"told again", HEAD "Unable to connect to smtp.example.net:587", SLS_UNKNOWN, "", "",
     "", 0, "", 0},
    {"not found, told again", HEAD "Unable to locate smtp.example.net", SLS_UNKNOWN, "",
     "", "", 0, "", 0},
    {"encryption", HEAD "Creating SSL connection to host", SLS_UNKNOWN, "", "", "", 0, "",
     0},
    {"dialogue", HEAD "RCPT TO:<b@example.org>", SLS_UNKNOWN, "", "b@example.org", "", 0,
     "", 0},
    {"answer", HEAD "250 2.0.0 Ok: queued as 4XyZ", SLS_UNKNOWN, "", "", "", 0, "", 0},
    {"in brackets", HEAD "Set MailHub (smtp.example.net)", SLS_UNKNOWN, "", "", "", 0, "",
     0},
    {"empty", HEAD, SLS_UNKNOWN, "", "", "", 0, "", 0},
};

static void check_view(const char *name, const char *part, sls_view found,
                       const char *want)
{
    cr_expect(view_equal(found, view_of(want)), "%s: %s \"%.*s\"", name, part,
              (int)found.len, found.ptr);
}

static void check_attempt(const struct sentence_row *row, const struct record *record)
{
    const sls_attempt *attempt = &record->attempt;

    cr_expect_eq(record->kind, row->outcome == SLS_UNKNOWN ? LINE_OTHER : LINE_ATTEMPT,
                 "%s: %d", row->name, record->kind);
    cr_expect_eq(attempt->outcome, row->outcome, "%s: outcome", row->name);
    cr_expect_eq(record->sender_known, row->sender[0] != '\0' || row->outcome == SLS_SENT,
                 "%s: sender", row->name);
    check_view(row->name, "id", attempt->queue_id, "");
    check_view(row->name, "sender", attempt->sender, row->sender);
    check_view(row->name, "recipient", attempt->recipient, row->recipient);
    check_view(row->name, "relay", attempt->relay, row->relay);
    check_view(row->name, "text", attempt->text, row->text);
    cr_expect_eq(attempt->port, row->port, "%s: port", row->name);
    cr_expect_eq(attempt->stage, row->stage, "%s: stage", row->name);
}

/* Every sentence, then all it may be cut down to. */
Test(ssmtp, sentences)
{
    struct parser parser;
    struct record record;

    parser_open(&parser);
    stamp_open(&parser.stamps, (struct zone){.fixed = true}, 0, 2026);
    for (size_t i = 0; i < SLS_COUNT(sentences); i++)
        for (size_t bytes = strlen(sentences[i].line) + 1; bytes-- > 0;) {
            char *block = malloc(bytes + (bytes == 0));
            memcpy(block, sentences[i].line, bytes);
            parser_read(&parser, (sls_view){block, bytes}, &record);
            if (sentences[i].line[bytes] == '\0')
                check_attempt(&sentences[i], &record);
            free(block);
        }
    parser_close(&parser);
}

Test(ssmtp, others)
{
    static const char *const others[] = {
        "Nov 22 10:00:23 mx1 app[1]: Sent mail for a@b.example (221 x) outbytes=4",
        "Sent mail for the holidays",
        "550 5.1.1 no",
    };
    struct parser parser;

    parser_open(&parser);
    for (size_t i = 0; i < SLS_COUNT(others); i++) {
        struct record record;
        parser_read(&parser, view_of(others[i]), &record);
        cr_expect(record.kind <= LINE_MALFORMED, "\"%s\": %d", others[i], record.kind);
    }
    parser_close(&parser);
}
