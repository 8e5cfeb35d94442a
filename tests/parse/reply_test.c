/*
 * reply_test.c - holds reply_read() to taking codes, stage and text out of what Postfix
 * writes about a refusal: joined lines, codes that change midway, words of the server
 * that look like Postfix's own, and texts that nobody but this host has said.
 */
#include "parse/reply.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

#define HOST           "host mx.example.org[192.0.2.25] said: "
#define REFUSED        "host mx.example.org[192.0.2.25] refused to talk to me: "
#define LOGIN          "SASL authentication failed; " SERVER " said: "
#define SERVER         "server smtp.example.net[192.0.2.7]"
#define RCPT           " (in reply to RCPT TO command)"
#define END            " (in reply to end of DATA command)"
#define SUSPENDED      "delivery temporarily suspended: "
#define NO_CODE(words) 0, "0.0.0", words

struct reply_row {
    const char *name;
    const char *explanation;
    uint16_t reply;
    const char *enhanced;
    const char *text;
    enum sls_stage stage;
};

static const struct reply_row one_line[] = {
    {"usual", HOST "550 5.1.1 No such user" RCPT, 550, "5.1.1", "550 5.1.1 No such user",
     SLS_RCPT},
    {"deferral", HOST "450 4.2.0 Greylisted" RCPT, 450, "4.2.0", "450 4.2.0 Greylisted",
     SLS_RCPT},
    {"no enhanced code", HOST "554 Go away" RCPT, 554, "0.0.0", "554 Go away", SLS_RCPT},
    {"only a code", HOST "550" RCPT, 550, "0.0.0", "550", SLS_RCPT},
    {"only codes", HOST "550 5.1.1" RCPT, 550, "5.1.1", "550 5.1.1", SLS_RCPT},
    {"three digits", HOST "550 5.7.509 Denied" RCPT, 550, "5.7.509", "550 5.7.509 Denied",
     SLS_RCPT},
    {"two digits", HOST "550 5.1.10 None" RCPT, 550, "5.1.10", "550 5.1.10 None",
     SLS_RCPT},
    {"all three long", HOST "550 5.999.998 x" RCPT, 550, "5.999.998", "550 5.999.998 x",
     SLS_RCPT},
    {"four digits are text", HOST "550 5.7.1234 x" RCPT, 550, "0.0.0", "550 5.7.1234 x",
     SLS_RCPT},
    {"colon behind", HOST "550 5.7.1: no" RCPT, 550, "5.7.1", "550 5.7.1 : no", SLS_RCPT},
    {"address is no code", HOST "550 5.2.1.7 is listed" RCPT, 550, "0.0.0",
     "550 5.2.1.7 is listed", SLS_RCPT},
    {"class 3 is no code", HOST "550 3.1.1 x" RCPT, 550, "0.0.0", "550 3.1.1 x",
     SLS_RCPT},
    {"enhanced unlike reply", HOST "450 5.7.1 x" RCPT, 450, "5.7.1", "450 5.7.1 x",
     SLS_RCPT},
    {"no code at all", HOST "go away" RCPT, NO_CODE("go away"), SLS_RCPT},
    {"code glued to text", HOST "550x go" RCPT, NO_CODE("550x go"), SLS_RCPT},
    {"letter for the second digit", HOST "5x0 x" RCPT, NO_CODE("5x0 x"), SLS_RCPT},
    {"letter for the third digit", HOST "55x x" RCPT, NO_CODE("55x x"), SLS_RCPT},
    {"first digit too high", HOST "650 x" RCPT, NO_CODE("650 x"), SLS_RCPT},
    {"first digit too low", HOST "150 x" RCPT, NO_CODE("150 x"), SLS_RCPT},
    {"blanks collapse", HOST "550  5.1.1 a   b" RCPT, 550, "0.0.0", "550 5.1.1 a b",
     SLS_RCPT},
    {"tab", HOST "550 5.1.1 a\tb" RCPT, 550, "5.1.1", "550 5.1.1 a b", SLS_RCPT},
    {"question", HOST "550 5.1.1 who? me?" RCPT, 550, "5.1.1", "550 5.1.1 who? me?",
     SLS_RCPT},
    {"brackets", HOST "550 5.1.1 a (b) c (d)" RCPT, 550, "5.1.1", "550 5.1.1 a (b) c (d)",
     SLS_RCPT},
    {"open bracket", HOST "550 5.1.1 a (b" RCPT, 550, "5.1.1", "550 5.1.1 a (b",
     SLS_RCPT},
    {"numbers later", HOST "550 5.1.1 a 421 4.7.0 b" RCPT, 550, "5.1.1",
     "550 5.1.1 a 421 4.7.0 b", SLS_RCPT},
    {"pasted", "550 5.1.1 No such user", 550, "5.1.1", "550 5.1.1 No such user",
     SLS_STAGE_UNKNOWN},
    {"pasted with stage", "552 5.3.4 Too big" END, 552, "5.3.4", "552 5.3.4 Too big",
     SLS_END_OF_DATA},
    {"pasted lines", "550-5.7.1 a 550 5.7.1 b", 550, "5.7.1", "550 5.7.1 a b",
     SLS_STAGE_UNKNOWN},
};

static const struct reply_row folded[] = {
    {"two lines", HOST "550-5.7.1 a b 550 5.7.1 c" RCPT, 550, "5.7.1", "550 5.7.1 a b c",
     SLS_RCPT},
    {"three lines", HOST "550-5.7.26 a. 550-5.7.26 b 550 5.7.26 c" END, 550, "5.7.26",
     "550 5.7.26 a. b c", SLS_END_OF_DATA},
    {"two blanks", HOST "550-5.7.1 a  550 5.7.1 b" RCPT, 550, "5.7.1", "550 5.7.1 a b",
     SLS_RCPT},
    {"empty line", HOST "550-5.7.1 a 550-5.7.1 550 5.7.1 b" RCPT, 550, "5.7.1",
     "550 5.7.1 a b", SLS_RCPT},
    {"empty last line", HOST "550-5.7.1 a 550 5.7.1" RCPT, 550, "5.7.1", "550 5.7.1 a",
     SLS_RCPT},
    {"no enhanced codes", HOST "554-a 554-b 554 c" RCPT, 554, "0.0.0", "554 a b c",
     SLS_RCPT},
    {"enhanced only first", HOST "550-5.7.1 a 550 b" RCPT, 550, "5.7.1", "550 5.7.1 a b",
     SLS_RCPT},
    {"enhanced only last", HOST "550-a 550 5.7.1 b" RCPT, 550, "5.7.1", "550 5.7.1 a b",
     SLS_RCPT},
    {"codes change midway", HOST "550-5.7.26 a the 450 4.7.26 b" END, 450, "4.7.26",
     "450 4.7.26 a the b", SLS_END_OF_DATA},
    {"enhanced changes", HOST "550-5.7.26 a 550 5.7.1 b" END, 550, "5.7.1",
     "550 5.7.1 a b", SLS_END_OF_DATA},
    {"other number is text", HOST "550-a 450 of b 550 c" RCPT, 550, "0.0.0",
     "550 a 450 of b c", SLS_RCPT},
    {"no line behind the last", HOST "550-a 550 b 550 c" RCPT, 550, "0.0.0",
     "550 a b 550 c", SLS_RCPT},
    {"last line is missing", HOST "550-5.7.1 a" RCPT, 550, "5.7.1", "550 5.7.1 a",
     SLS_RCPT},
    {"code in a word", HOST "550-a x550 b 550 c" RCPT, 550, "0.0.0", "550 a x550 b c",
     SLS_RCPT},
    {"question marks", LOGIN "535-5.7.8 More at?535 5.7.8  https://example.net/a", 535,
     "5.7.8", "535 5.7.8 More at https://example.net/a", SLS_AUTH},
    {"question before a joint", LOGIN "535-5.7.8 Who??535 5.7.8 You", 535, "5.7.8",
     "535 5.7.8 Who? You", SLS_AUTH},
    {"literal \\n", HOST "530-5.5.1 At\\n530 5.5.1 b" RCPT, 530, "5.5.1",
     "530 5.5.1 At b", SLS_RCPT},
    {"literal \\r\\n", HOST "550-5.7.1 a\\r\\n550-5.7.1 b\\r\\n550 5.7.1 c" RCPT, 550,
     "5.7.1", "550 5.7.1 a b c", SLS_RCPT},
    {"\\n without a code", HOST "550-5.7.1 a\\nb 550 5.7.1 c" RCPT, 550, "5.7.1",
     "550 5.7.1 a\\nb c", SLS_RCPT},
    {"mixed joints", HOST "550-a?550-b\\n550-c 550 d" RCPT, 550, "0.0.0", "550 a b c d",
     SLS_RCPT},
};

static const struct reply_row stages[] = {
    {"MAIL", HOST "553 5.7.1 x (in reply to MAIL FROM command)", 553, "5.7.1",
     "553 5.7.1 x", SLS_MAIL},
    {"DATA", HOST "554 5.5.1 x (in reply to DATA command)", 554, "5.5.1", "554 5.5.1 x",
     SLS_DATA},
    {"end of DATA", HOST "554 5.7.1 x" END, 554, "5.7.1", "554 5.7.1 x", SLS_END_OF_DATA},
    {"EHLO", HOST "550 x (in reply to EHLO command)", 550, "0.0.0", "550 x", SLS_CONNECT},
    {"HELO", HOST "550 x (in reply to HELO command)", 550, "0.0.0", "550 x", SLS_CONNECT},
    {"STARTTLS", HOST "454 4.7.0 x (in reply to STARTTLS command)", 454, "4.7.0",
     "454 4.7.0 x", SLS_TLS},
    {"AUTH", HOST "535 5.7.8 x (in reply to AUTH command)", 535, "5.7.8", "535 5.7.8 x",
     SLS_AUTH},
    {"host named TLS", "host TLS.example.org[192.0.2.25] said: 550 x" RCPT, 550, "0.0.0",
     "550 x", SLS_RCPT},
    {"unknown command", HOST "500 x (in reply to XYZ command)", 500, "0.0.0", "500 x",
     SLS_STAGE_UNKNOWN},
    {"none told", HOST "421 4.7.0 bye", 421, "4.7.0", "421 4.7.0 bye", SLS_STAGE_UNKNOWN},
    {"greeting", REFUSED "554 mx.example.org ESMTP no", 554, "0.0.0",
     "554 mx.example.org ESMTP no", SLS_CONNECT},
    {"greeting of lines", REFUSED "550-a 550-b. 550 c", 550, "0.0.0", "550 a b. c",
     SLS_CONNECT},
    {"login", LOGIN "535 5.7.8 Bad credentials", 535, "5.7.8",
     "535 5.7.8 Bad credentials", SLS_AUTH},
    {"TLS refused",
     "TLS is required, but host mx.example.org[192.0.2.25] refused to start TLS: 454 "
     "4.7.0 TLS not available",
     454, "4.7.0", "454 4.7.0 TLS not available", SLS_TLS},
    {"suspended", SUSPENDED HOST "450 4.2.0 x" RCPT, 450, "4.2.0", "450 4.2.0 x",
     SLS_RCPT},
    {"suspended twice", SUSPENDED SUSPENDED REFUSED "421 x", 421, "0.0.0", "421 x",
     SLS_CONNECT},
    {"suspended login", SUSPENDED LOGIN "451 Credits exceeded", 451, "0.0.0",
     "451 Credits exceeded", SLS_AUTH},
    {"stage before the end", HOST "550 5.1.1 x" RCPT " y", 550, "5.1.1",
     "550 5.1.1 x" RCPT " y", SLS_STAGE_UNKNOWN},
    {"suspended, short form", "delivery suspended: " HOST "450 x" RCPT, 450, "0.0.0",
     "450 x", SLS_RCPT},
};

static const struct reply_row local_texts[] = {
    {"empty", "", NO_CODE(""), SLS_STAGE_UNKNOWN},
    {"blank", "   ", NO_CODE(""), SLS_STAGE_UNKNOWN},
    {"one byte", "x", NO_CODE("x"), SLS_STAGE_UNKNOWN},
    {"connect", "connect to mx.example.org[192.0.2.25]:25: Connection timed out",
     NO_CODE("connect to mx.example.org[192.0.2.25]:25: Connection timed out"),
     SLS_CONNECT},
    {"suspended connect", SUSPENDED "connect to mx.example.org[192.0.2.25]:25: No route",
     NO_CODE("connect to mx.example.org[192.0.2.25]:25: No route"), SLS_CONNECT},
    {"suspended thrice", " " SUSPENDED SUSPENDED "delivery suspended: unknown error",
     NO_CODE("unknown error"), SLS_STAGE_UNKNOWN},
    {"lost in RCPT",
     "lost connection with mx.example.org[192.0.2.25] while sending RCPT TO",
     NO_CODE("lost connection with mx.example.org[192.0.2.25] while sending RCPT TO"),
     SLS_RCPT},
    {"lost with a host named TLS",
     "lost connection with TLS.example.org[192.0.2.1] while sending RCPT TO",
     NO_CODE("lost connection with TLS.example.org[192.0.2.1] while sending RCPT TO"),
     SLS_RCPT},
    {"lost in MAIL", "lost connection with a.example[192.0.2.1] while sending MAIL FROM",
     NO_CODE("lost connection with a.example[192.0.2.1] while sending MAIL FROM"),
     SLS_MAIL},
    {"lost in the body",
     "lost connection with a.example[192.0.2.1] while sending message body",
     NO_CODE("lost connection with a.example[192.0.2.1] while sending message body"),
     SLS_END_OF_DATA},
    {"silent at the end",
     "conversation with a.example[192.0.2.1] timed out while sending end of data -- "
     "message may be sent more than once",
     NO_CODE("conversation with a.example[192.0.2.1] timed out while sending end of data "
             "-- message may be sent more than once"),
     SLS_END_OF_DATA},
    {"silent greeting",
     "conversation with a.example[192.0.2.1] timed out while receiving the initial "
     "server "
     "greeting",
     NO_CODE("conversation with a.example[192.0.2.1] timed out while receiving the "
             "initial server greeting"),
     SLS_CONNECT},
    {"lost in EHLO",
     "lost connection with a.example[192.0.2.1] while performing the EHLO handshake",
     NO_CODE("lost connection with a.example[192.0.2.1] while performing the EHLO "
             "handshake"),
     SLS_CONNECT},
    {"TLS not offered",
     "TLS is required, but was not offered by host a.example[192.0.2.1]",
     NO_CODE("TLS is required, but was not offered by host a.example[192.0.2.1]"),
     SLS_TLS},
    {"no mechanism",
     "SASL authentication failed; cannot authenticate to server a.example[192.0.2.1]: no "
     "mechanism available",
     NO_CODE("SASL authentication failed; cannot authenticate to server "
             "a.example[192.0.2.1]: no mechanism available"),
     SLS_AUTH},
    {"no such domain",
     "Host or domain name not found. Name service error for name=a.example type=MX: Host "
     "not found",
     NO_CODE("Host or domain name not found. Name service error for name=a.example "
             "type=MX: Host not found"),
     SLS_STAGE_UNKNOWN},
    {"brackets of its own", "unknown user (in reply to nobody)",
     NO_CODE("unknown user (in reply to nobody)"), SLS_STAGE_UNKNOWN},
};

/* What the other side may say to be taken for Postfix: none of it counts. */
static const struct reply_row pretended[] = {
    {"another said", HOST "550 5.1.1 x said: 250 2.0.0 ok" RCPT, 550, "5.1.1",
     "550 5.1.1 x said: 250 2.0.0 ok", SLS_RCPT},
    {"a host's name is no stage",
     "host mx.STARTTLS.example.org[192.0.2.25] refused to talk to me: 421 busy", 421,
     "0.0.0", "421 busy", SLS_CONNECT},
    {"another refusal", HOST "550 5.1.1 x refused to talk to me: 250 a" RCPT, 550,
     "5.1.1", "550 5.1.1 x refused to talk to me: 250 a", SLS_RCPT},
    {"another stage", HOST "550 5.1.1 x (in reply to MAIL FROM command)" RCPT, 550,
     "5.1.1", "550 5.1.1 x (in reply to MAIL FROM command)", SLS_RCPT},
    {"suspended inside", HOST "550 5.1.1 " SUSPENDED "a" RCPT, 550, "5.1.1",
     "550 5.1.1 " SUSPENDED "a", SLS_RCPT},
    {"stage in a greeting", REFUSED "554 x" RCPT, 554, "0.0.0", "554 x" RCPT,
     SLS_CONNECT},
    {"stage in a login", LOGIN "535 5.7.8 x" RCPT, 535, "5.7.8", "535 5.7.8 x" RCPT,
     SLS_AUTH},
    {"said in an address", "554 5.7.1 <\"a said: 250 2.0.0 b\"@example.com>: no", 554,
     "5.7.1", "554 5.7.1 <\"a said: 250 2.0.0 b\"@example.com>: no", SLS_STAGE_UNKNOWN},
    {"said in a pasted reply", "550 5.1.1 The policy said: no", 550, "5.1.1",
     "550 5.1.1 The policy said: no", SLS_STAGE_UNKNOWN},
};

static void check_row(struct reply_room *room, const struct reply_row *row)
{
    sls_attempt attempt = {0};
    char enhanced[24];
    size_t bytes = strlen(row->explanation);
    char *block = malloc(bytes + (bytes == 0));

    memcpy(block, row->explanation, bytes);
    reply_read(room, (sls_view){block, bytes}, &attempt);
    free(block); /* what is kept stands in the room */
    snprintf(enhanced, sizeof(enhanced), "%u.%u.%u", attempt.enhanced[0],
             attempt.enhanced[1], attempt.enhanced[2]);
    cr_expect_eq(attempt.reply, row->reply, "%s: reply %u", row->name, attempt.reply);
    cr_expect_str_eq(enhanced, row->enhanced, "%s: enhanced %s", row->name, enhanced);
    cr_expect_eq(attempt.stage, row->stage, "%s: stage %u", row->name, attempt.stage);
    cr_expect(view_equal(attempt.text, view_of(row->text)), "%s: text \"%.*s\"",
              row->name, (int)attempt.text.len, attempt.text.ptr);
}

static void check_rows(const struct reply_row *rows, size_t count)
{
    struct reply_room *room = malloc(sizeof(*room));

    memset(room->bytes, '5', sizeof(room->bytes));
    for (size_t i = 0; i < count; i++)
        check_row(room, &rows[i]);
    free(room);
}

Test(reply, one_line)
{
    check_rows(one_line, SLS_COUNT(one_line));
}

Test(reply, folded)
{
    check_rows(folded, SLS_COUNT(folded));
}

Test(reply, stage)
{
    check_rows(stages, SLS_COUNT(stages));
}

Test(reply, local_text)
{
    check_rows(local_texts, SLS_COUNT(local_texts));
}

Test(reply, pretended)
{
    check_rows(pretended, SLS_COUNT(pretended));
}

Test(reply, nothing_said)
{
    static const struct reply_row row = {"nothing said", HOST RCPT, NO_CODE(""),
                                         SLS_RCPT};

    check_rows(&row, 1);
}

/* A reply that is longer than the room is cut, with its codes in front of what is kept.
 */
Test(reply, longer_than_the_room)
{
    struct reply_room *room = malloc(sizeof(*room));
    size_t bytes = 2 * (size_t)LINE_BYTES;
    char *block = malloc(bytes);
    sls_attempt attempt = {0};

    memset(block, 'x', bytes);
    memcpy(block, "550-5.7.1 ", 10);
    reply_read(room, (sls_view){block, bytes}, &attempt);
    cr_expect_eq(attempt.reply, 550);
    cr_expect(view_starts(attempt.text, VIEW("550 5.7.1 xxx")));
    cr_expect_gt(attempt.text.len, LINE_BYTES / 2, "%zu bytes", attempt.text.len);
    cr_expect_leq(view_end(attempt.text), room->bytes + sizeof(room->bytes));
    free(block);
    free(room);
}

static const struct {
    const char *name;
    const char *explanation;
    const char *host;
} hosts[] = {
    {"said", HOST "550 x", "mx.example.org"},
    {"refused", REFUSED "554 x", "mx.example.org"},
    {"login", LOGIN "535 x", "smtp.example.net"},
    {"suspended login", SUSPENDED LOGIN "535 x", "smtp.example.net"},
    {"connect", "connect to mx.example.org[192.0.2.25]:25: timed out", "mx.example.org"},
    {"connect, no name", "connect to 192.0.2.25[192.0.2.25]:25: x", "192.0.2.25"},
    {"connect, final dot", "connect to mx.example.org.[192.0.2.25]:25: x",
     "mx.example.org"},
    {"lost", "lost connection with mx.example.org[192.0.2.25] while sending RCPT TO",
     "mx.example.org"},
    {"timed out",
     "conversation with mx.example.org[192.0.2.25] timed out while receiving the initial "
     "server greeting",
     "mx.example.org"},
    {"not found",
     "Host or domain name not found. Name service error for name=a.example type=A: Host",
     "a.example"},
    {"no mechanism", "cannot authenticate to server a.example[192.0.2.1]: no mechanism",
     "a.example"},
    {"TLS", "TLS is required, but was not offered by host a.example[192.0.2.1]",
     "a.example"},
    {"capitals are kept", "connect to MX.Example.ORG[192.0.2.1]:25: x", "MX.Example.ORG"},
    {"only the reply names one", HOST "550 server evil.example", "mx.example.org"},
    {"nobody but the reply", "it said: 550 host evil.example[203.0.113.6]", ""},
    {"address of IPv6", "connect to 2001:db8::1[2001:db8::1]:25: x", ""},
    {"word, not a host", "mail for host unknown", ""},
    {"none", "mail transport unavailable", ""},
    {"mark at the end", "connect to ", ""},
    {"empty", "", ""},
};

Test(reply, named_host)
{
    for (size_t i = 0; i < SLS_COUNT(hosts); i++) {
        sls_view host = reply_named_host(view_of(hosts[i].explanation));
        cr_expect(view_equal(host, view_of(hosts[i].host)), "%s: \"%.*s\"", hosts[i].name,
                  (int)host.len, host.ptr);
    }
}

static const struct {
    const char *text;
    size_t bytes; /* 0: no code, and the fields stay */
    uint16_t enhanced[3];
} codes[] = {
    {"5.7.26", 6, {5, 7, 26}},  {"2.0.0", 5, {2, 0, 0}},    {"4.999.1 x", 7, {4, 999, 1}},
    {"5.1.1, x", 5, {5, 1, 1}}, {"5.1.10)", 6, {5, 1, 10}}, {"5.07.1", 6, {5, 7, 1}},
    {"", 0, {9, 9, 9}},         {"5", 0, {9, 9, 9}},        {"5.", 0, {9, 9, 9}},
    {"5.7", 0, {9, 9, 9}},      {"5.7.", 0, {9, 9, 9}},     {"5..1", 0, {9, 9, 9}},
    {"3.1.1", 0, {9, 9, 9}},    {"0.1.1", 0, {9, 9, 9}},    {"55.1.1", 0, {9, 9, 9}},
    {"5.1234.1", 0, {9, 9, 9}}, {"5.1.1234", 0, {9, 9, 9}}, {"5.1.1.1", 0, {9, 9, 9}},
    {"5.1.1.", 0, {9, 9, 9}},   {"5.1.x", 0, {9, 9, 9}},    {"5.1.1x", 0, {9, 9, 9}},
    {" 5.1.1", 0, {9, 9, 9}},   {"#5.1.1", 0, {9, 9, 9}},   {"-5.1.1", 0, {9, 9, 9}},
};

Test(reply, enhanced)
{
    for (size_t i = 0; i < SLS_COUNT(codes); i++) {
        uint16_t found[3] = {9, 9, 9};
        size_t bytes = reply_enhanced(view_of(codes[i].text), found);
        cr_expect_eq(bytes, codes[i].bytes, "\"%s\": %zu bytes", codes[i].text, bytes);
        cr_expect_arr_eq(found, codes[i].enhanced, sizeof(found), "\"%s\": %u.%u.%u",
                         codes[i].text, found[0], found[1], found[2]);
    }
}
