/*
 * exim_error_test.c - holds exim_error_read() to every form of Exim's sentence, to every
 * stage, and to ending where the server's own words begin.
 */
#include "parse/exim_error.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "parse/reply.h"

#define AFTER "SMTP error from remote mail server after "

static const struct {
    const char *name;
    const char *text;
    uint32_t stage;
    const char *host;
    const char *reply;
} sentences[] = {
    {"recipient", AFTER "RCPT TO:<bob@example.org>: 550 5.1.1 No", SLS_RCPT, "",
     "550 5.1.1 No"},
    {"sender", AFTER "MAIL FROM:<a@example.org> SIZE=2402: 530 Login", SLS_MAIL, "",
     "530 Login"},
    {"sender of a notice", AFTER "MAIL FROM:<>; SIZE=2: 550 No", SLS_MAIL, "", "550 No"},
    {"pipelined", AFTER "pipelined MAIL FROM:<> SIZE=1: 550 No", SLS_MAIL, "", "550 No"},
    {"pipelined end", AFTER "pipelined end of data: 550 No", SLS_END_OF_DATA, "",
     "550 No"},
    {"connection", AFTER "initial connection: 554 No", SLS_CONNECT, "", "554 No"},
    {"greeting", AFTER "EHLO host.example: 501 No", SLS_CONNECT, "", "501 No"},
    {"old greeting", AFTER "HELO host.example: 501 No", SLS_CONNECT, "", "501 No"},
    {"encryption", AFTER "STARTTLS: 454 No", SLS_TLS, "", "454 No"},
    {"login", AFTER "AUTH PLAIN: 535 No", SLS_AUTH, "", "535 No"},
    {"data", AFTER "DATA: 451 No", SLS_DATA, "", "451 No"},
    {"chunk", AFTER "BDAT 12 LAST: 451 No", SLS_END_OF_DATA, "", "451 No"},
    {"block", AFTER "sending data block: 451 No", SLS_END_OF_DATA, "", "451 No"},
    {"unknown stage", AFTER "NOOP: 451 No", SLS_STAGE_UNKNOWN, "", "451 No"},
    {"old wording", "SMTP error from remote mailer after DATA: 451 No", SLS_DATA, "",
     "451 No"},
    {"LMTP", "LMTP error after RCPT TO:<a@b.example>: 550 No", SLS_RCPT, "", "550 No"},

    {"names its host",
     AFTER "end of data: host mx.example.org [192.0.2.1]: 554-a\\n554 b", SLS_END_OF_DATA,
     "mx.example.org", "554-a\\n554 b"},
    {"host with a final dot", AFTER "DATA: host mx.example. [192.0.2.1]: 554 a", SLS_DATA,
     "mx.example", "554 a"},
    {"reply about a host", AFTER "DATA: host not allowed: 554", SLS_DATA, "",
     "host not allowed: 554"},
    {"bounce", "host mx.example [2001:db8::1] " AFTER "DATA: 554 a", SLS_DATA,
     "mx.example", "554 a"},
    {"old bounce",
     "host mx.example [192.0.2.1] SMTP error from remote mailer after DATA: 554 a",
     SLS_DATA, "mx.example", "554 a"},

    {"quoted address", AFTER "RCPT TO:<\"a: 250 ok\"@b.example>: 550 No", SLS_RCPT, "",
     "550 No"},
    {"escaped quote", AFTER "RCPT TO:<\"a\\\": 250\"@b.example>: 550 No", SLS_RCPT, "",
     "550 No"},
    {"stage in the reply", AFTER "RCPT TO:<a@b.example>: 550 after end of data: 250",
     SLS_RCPT, "", "550 after end of data: 250"},
    {"cut behind the stage", AFTER "end of data", SLS_END_OF_DATA, "", ""},
    {"cut at the colon", AFTER "end of data:", SLS_END_OF_DATA, "", ""},
    {"cut at once", AFTER, SLS_STAGE_UNKNOWN, "", ""},

    {"broke off",
     "Remote host mx.example [192.0.2.1] closed connection in response to initial "
     "connection",
     SLS_CONNECT, "mx.example", ""},
    {"broke off midway",
     "Remote host mx.example [192.0.2.1] closed connection in response to pipelined "
     "RCPT TO:<a@b.example>",
     SLS_RCPT, "mx.example", ""},
    {"timed out",
     "SMTP timeout while connected to mx.example [192.0.2.1] after end of data (5m)",
     SLS_END_OF_DATA, "mx.example", ""},
    {"no SMTP",
     "Malformed SMTP reply from mx.example [192.0.2.1] in response to EHLO x: hello",
     SLS_CONNECT, "mx.example", ""},
};

static bool read_copy(const char *text, struct exim_error *error, char **block)
{
    size_t bytes = strlen(text);

    *block = malloc(bytes + (bytes == 0));
    memcpy(*block, text, bytes);
    return exim_error_read((sls_view){*block, bytes}, error);
}

Test(exim_error, sentences)
{
    for (size_t i = 0; i < SLS_COUNT(sentences); i++) {
        struct exim_error error;
        char *block;
        const char *name = sentences[i].name;
        cr_expect(read_copy(sentences[i].text, &error, &block), "%s: none", name);
        cr_expect_eq(error.stage, sentences[i].stage, "%s: stage %u", name, error.stage);
        cr_expect(view_equal(error.host, view_of(sentences[i].host)), "%s: host %.*s",
                  name, (int)error.host.len, error.host.ptr);
        cr_expect(view_equal(error.reply, view_of(sentences[i].reply)), "%s: reply %.*s",
                  name, (int)error.reply.len, error.reply.ptr);
        free(block);
    }
}

Test(exim_error, others)
{
    static const char *const texts[] = {
        "",
        "host",
        "host ",
        "host mx.example",
        "host mx.example[192.0.2.1] said: 550 No (in reply to end of DATA command)",
        "host mx.example [192.0.2.1",
        "host mx.example [192.0.2.1]",
        "host mx.example [192.0.2.1] said: " AFTER "DATA: 550",
        "550 " AFTER "DATA: 550",
        "Remote host said: 550 No",
        "retry timeout exceeded",
    };

    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        struct exim_error error;
        char *block;
        cr_expect_not(read_copy(texts[i], &error, &block), "\"%s\"", texts[i]);
        free(block);
    }
}

/* A text that somebody pastes is read as the same text out of a log. */
static const struct {
    const char *text;
    const char *want;
    uint16_t reply;
    uint32_t stage;
} pasted[] = {
    {AFTER "RCPT TO:<a@b.example>: 550 5.1.1 No", "550 5.1.1 No", 550, SLS_RCPT},
    {"host a.example [192.0.2.1] " AFTER "end of data: 550-5.7.1 a\\n550 5.7.1 b said: c",
     "550 5.7.1 a b said: c", 550, SLS_END_OF_DATA},
    {"Remote host a.example [192.0.2.1] closed connection in response to MAIL FROM:<>",
     "Remote host a.example [192.0.2.1] closed connection in response to MAIL FROM:<>", 0,
     SLS_MAIL},
    {AFTER "DATA", AFTER "DATA", 0, SLS_DATA},
};

Test(exim_error, pasted)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(pasted); i++) {
        sls_attempt attempt = {0};
        reply_read(room, view_of(pasted[i].text), &attempt);
        cr_expect(view_equal(attempt.text, view_of(pasted[i].want)), "\"%.*s\"",
                  (int)attempt.text.len, attempt.text.ptr);
        cr_expect_eq(attempt.reply, pasted[i].reply, "%s", pasted[i].text);
        cr_expect_eq(attempt.stage, pasted[i].stage, "%s", pasted[i].text);
    }
    free(room);
}
