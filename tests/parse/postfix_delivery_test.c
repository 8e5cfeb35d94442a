/*
 * postfix_delivery_test.c - holds postfix_delivery() to every field of a delivery line,
 * every status word and the text behind it, and to calling a line that breaks off or
 * lost its brackets by its right name.  postfix_hop_test.c has the ways a message takes.
 */
#include "parse/postfix_delivery.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

#define TO     "to=<bob@example.org>, "
#define RELAY  "relay=mx.example.org[192.0.2.25]:25, "
#define DELAYS "delay=1.5, delays=0.1/0/0.9/0.5, "
#define SENT   "dsn=2.0.0, status=sent (250 2.0.0 Ok)"
#define NO_USER                                                                          \
    "host mx.example.org[192.0.2.25] said: 550 5.1.1 No (in reply to RCPT TO command)"
#define BOUNCED "dsn=5.1.1, status=bounced (" NO_USER ")"

static void parse(struct reply_room *room, const char *rest, enum delivery agent,
                  struct record *record)
{
    *record = (struct record){0};
    postfix_delivery(room, view_of(rest), agent, record);
}

static void check_view(const char *name, const char *part, sls_view found,
                       const char *want)
{
    cr_expect(view_equal(found, view_of(want)), "%s: %s \"%.*s\"", name, part,
              (int)found.len, found.ptr);
}

static const struct {
    const char *name;
    const char *rest;
    const char *recipient;
    const char *relay;
    uint16_t port;
    int64_t delay_ms;
    uint16_t dsn[3];
} fields[] = {
    {"usual",
     TO RELAY DELAYS SENT,
     "bob@example.org",
     "mx.example.org",
     25,
     1500,
     {2, 0, 0}},
    {"other port",
     TO "relay=smtp.example.net[192.0.2.1]:587, " DELAYS SENT,
     "bob@example.org",
     "smtp.example.net",
     587,
     1500,
     {2, 0, 0}},
    {"highest port",
     TO "relay=a.example[192.0.2.1]:65535, " SENT,
     "bob@example.org",
     "a.example",
     65535,
     -1,
     {2, 0, 0}},
    {"port too high",
     TO "relay=a.example[192.0.2.1]:65536, " SENT,
     "bob@example.org",
     "a.example",
     0,
     -1,
     {2, 0, 0}},
    {"no port",
     TO "relay=a.example[192.0.2.1], " SENT,
     "bob@example.org",
     "a.example",
     0,
     -1,
     {2, 0, 0}},
    {"port is empty",
     TO "relay=a.example[192.0.2.1]:, " SENT,
     "bob@example.org",
     "a.example",
     0,
     -1,
     {2, 0, 0}},
    {"port of one digit",
     TO "relay=a.example[192.0.2.1]:2, " SENT,
     "bob@example.org",
     "a.example",
     2,
     -1,
     {2, 0, 0}},
    {"no closing bracket",
     TO "relay=a.example[192.0.2.1:25, " SENT,
     "bob@example.org",
     "a.example",
     0,
     -1,
     {2, 0, 0}},
    {"no address",
     TO "relay=a.example, " SENT,
     "bob@example.org",
     "a.example",
     0,
     -1,
     {2, 0, 0}},
    {"relay by IPv6",
     TO "relay=a.example[2001:db8::1]:25, " SENT,
     "bob@example.org",
     "a.example",
     25,
     -1,
     {2, 0, 0}},
    {"relay without name",
     TO "relay=192.0.2.1[192.0.2.1]:25, " SENT,
     "bob@example.org",
     "192.0.2.1",
     25,
     -1,
     {2, 0, 0}},
    {"relay of a socket",
     TO "relay=mx1.example.com[private/lmtp], " SENT,
     "bob@example.org",
     "mx1.example.com",
     0,
     -1,
     {2, 0, 0}},
    {"no relay",
     TO "relay=none, " DELAYS "dsn=4.4.1, status=deferred (x)",
     "bob@example.org",
     "",
     0,
     1500,
     {4, 4, 1}},
    {"original recipient",
     TO "orig_to=<all@example.com>, " RELAY DELAYS SENT,
     "bob@example.org",
     "mx.example.org",
     25,
     1500,
     {2, 0, 0}},
    {"original recipient, quoted",
     TO "orig_to=<\"a>, relay=x\"@b.example>, " RELAY SENT,
     "bob@example.org",
     "mx.example.org",
     25,
     -1,
     {2, 0, 0}},
    {"reused connection",
     TO RELAY "conn_use=4, " DELAYS SENT,
     "bob@example.org",
     "mx.example.org",
     25,
     1500,
     {2, 0, 0}},
    {"field of a later version",
     TO RELAY DELAYS "tls=TLSv1.3/x, new=<a, b>, " SENT,
     "bob@example.org",
     "mx.example.org",
     25,
     1500,
     {2, 0, 0}},
    {"old version",
     TO RELAY "delay=95, status=sent (250 Ok)",
     "bob@example.org",
     "mx.example.org",
     25,
     95000,
     {0, 0, 0}},
    {"bold",
     TO "*" RELAY DELAYS "**" SENT,
     "bob@example.org",
     "mx.example.org",
     25,
     1500,
     {2, 0, 0}},
    {"empty address", "to=<>, " RELAY SENT, "", "mx.example.org", 25, -1, {2, 0, 0}},
    {"lost its brackets",
     "to=bob@example.org, " RELAY SENT,
     "bob@example.org",
     "mx.example.org",
     25,
     -1,
     {2, 0, 0}},
    {"lost its address", "to=, " RELAY SENT, "", "mx.example.org", 25, -1, {2, 0, 0}},
    {"lost its key",
     "bob@example.org, " RELAY SENT,
     "bob@example.org",
     "mx.example.org",
     25,
     -1,
     {2, 0, 0}},
};

Test(postfix_delivery, fields)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(fields); i++) {
        struct record record;
        const char *name = fields[i].name;
        parse(room, fields[i].rest, DELIVERY_REMOTE, &record);
        cr_expect_eq(record.kind, LINE_ATTEMPT, "%s: kind %d", name, record.kind);
        check_view(name, "recipient", record.attempt.recipient, fields[i].recipient);
        check_view(name, "relay", record.attempt.relay, fields[i].relay);
        cr_expect_eq(record.attempt.port, fields[i].port, "%s: port %u", name,
                     record.attempt.port);
        cr_expect_eq(record.attempt.delay_ms, fields[i].delay_ms, "%s: delay %ld", name,
                     (long)record.attempt.delay_ms);
        cr_expect_arr_eq(record.attempt.dsn, fields[i].dsn, sizeof(fields[i].dsn),
                         "%s: dsn", name);
    }
    free(room);
}

static const struct {
    const char *text;
    int64_t delay_ms;
} delays[] = {
    {"0", 0},
    {"0.0", 0},
    {"0.01", 10},
    {"0.57", 570},
    {"1.2", 1200},
    {"1.234", 1234},
    {"1.2345678", 1234},
    {"95", 95000},
    {"86400.5", 86400500},
    {"99999999999", 99999999999000},
    {"", -1},
    {"x", -1},
    {"-1", -1},
    {".5", -1},
};

Test(postfix_delivery, delay)
{
    for (size_t i = 0; i < SLS_COUNT(delays); i++) {
        char rest[128] = TO "delay=";
        struct record record;
        strcat(strcat(rest, delays[i].text), ", " SENT);
        parse(NULL, rest, DELIVERY_REMOTE, &record);
        cr_expect_eq(record.attempt.delay_ms, delays[i].delay_ms, "\"%s\": %ld",
                     delays[i].text, (long)record.attempt.delay_ms);
    }
}

static const struct {
    const char *word;
    enum line_kind kind;
    enum sls_outcome outcome;
    bool probe;
} words[] = {
    {"sent", LINE_ATTEMPT, SLS_SENT, false},
    {"deferred", LINE_ATTEMPT, SLS_DEFERRED, false},
    {"bounced", LINE_ATTEMPT, SLS_BOUNCED, false},
    {"SOFTBOUNCE", LINE_ATTEMPT, SLS_DEFERRED, false},
    {"softbounce", LINE_ATTEMPT, SLS_DEFERRED, false},
    {"expired", LINE_ATTEMPT, SLS_BOUNCED, false},
    {"deliverable", LINE_ATTEMPT, SLS_SENT, true},
    {"undeliverable", LINE_ATTEMPT, SLS_BOUNCED, true},
    {"undeliverable-but-not-cached", LINE_ATTEMPT, SLS_BOUNCED, true},
    {"sent,", LINE_MALFORMED, SLS_UNKNOWN, false},
    {"sen", LINE_MALFORMED, SLS_UNKNOWN, false},
    {"sentinel", LINE_MALFORMED, SLS_UNKNOWN, false},
    {"", LINE_MALFORMED, SLS_UNKNOWN, false},
};

Test(postfix_delivery, status)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(words); i++) {
        char rest[256] = TO RELAY "dsn=2.0.0, status=";
        struct record record;
        strcat(strcat(rest, words[i].word), " (" NO_USER ")");
        parse(room, rest, DELIVERY_REMOTE, &record);
        cr_expect_eq(record.kind, words[i].kind, "%s: kind %d", words[i].word,
                     record.kind);
        cr_expect_eq(record.attempt.outcome, words[i].outcome, "%s: outcome %u",
                     words[i].word, record.attempt.outcome);
        cr_expect_eq(record.delivery == DELIVERY_PROBE, words[i].probe, "%s: probe",
                     words[i].word);
    }
    free(room);
}

static const struct {
    const char *name;
    const char *status;
    const char *explanation;
    uint16_t reply;
    const char *text;
    const char *relay; /* of a line that says relay=none */
} texts[] = {
    {"sent is not judged", "sent (250 2.0.0 Ok)", "250 2.0.0 Ok", 0, "", ""},
    {"sent without text", "sent", "", 0, "", ""},
    {"reply", "bounced (" NO_USER ")", NO_USER, 550, "550 5.1.1 No", "mx.example.org"},
    {"bracket is missing", "bounced (said: 550 x", "said: 550 x", 0, "said: 550 x", ""},
    {"brackets are missing", "bounced x", "x", 0, "x", ""},
    {"empty brackets", "bounced ()", "", 0, "", ""},
    {"brackets inside", "bounced (a (b) (c))", "a (b) (c)", 0, "a (b) (c)", ""},
    {"local text", "deferred (connect to a.example[192.0.2.1]:25: timed out)",
     "connect to a.example[192.0.2.1]:25: timed out", 0,
     "connect to a.example[192.0.2.1]:25: timed out", "a.example"},
    {"suspended", "deferred (delivery temporarily suspended: " NO_USER ")",
     "delivery temporarily suspended: " NO_USER, 550, "550 5.1.1 No", "mx.example.org"},
};

Test(postfix_delivery, text)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        char rest[256] = TO "relay=none, status=";
        struct record record;
        const char *name = texts[i].name;
        parse(room, strcat(rest, texts[i].status), DELIVERY_REMOTE, &record);
        cr_expect_eq(record.kind, LINE_ATTEMPT, "%s: kind %d", name, record.kind);
        check_view(name, "explanation", record.explanation, texts[i].explanation);
        cr_expect_eq(record.attempt.reply, texts[i].reply, "%s: reply", name);
        check_view(name, "text", record.attempt.text, texts[i].text);
        check_view(name, "relay", record.attempt.relay, texts[i].relay);
    }
    free(room);
}

static const struct {
    const char *rest;
    enum line_kind kind;
} damaged[] = {
    {"", LINE_OTHER},
    {"host mx.example.org[192.0.2.25] said: 450 x", LINE_OTHER},
    {"enabling PIX workarounds: disable_esmtp for a.example[192.0.2.1]:25", LINE_OTHER},
    {"bob@example.org", LINE_OTHER},
    {"bob@example.org, and more", LINE_OTHER},
    {"bob at example.org, " RELAY SENT, LINE_OTHER},
    {"bob, " RELAY SENT, LINE_OTHER},
    {"to=", LINE_MALFORMED},
    {"to=<", LINE_MALFORMED},
    {"to=<bob@example.org", LINE_MALFORMED},
    {"to=<bob@example.org>", LINE_MALFORMED},
    {TO, LINE_MALFORMED},
    {TO RELAY, LINE_MALFORMED},
    {TO RELAY "delay=1.5", LINE_MALFORMED},
    {TO RELAY DELAYS "dsn=2.0.0, ", LINE_MALFORMED},
    {TO RELAY DELAYS "dsn=2.0.0, stat", LINE_MALFORMED},
    {TO RELAY DELAYS "dsn=2.0.0, status", LINE_MALFORMED},
    {TO RELAY DELAYS "dsn=2.0.0, status=", LINE_MALFORMED},
    {TO RELAY DELAYS "dsn=2.0.0, status=se", LINE_MALFORMED},
    {TO "prose without any field, status=sent (x)", LINE_MALFORMED},
    {TO RELAY DELAYS "dsn=2.0.0, status=sent", LINE_ATTEMPT},
    {TO "status=sent", LINE_ATTEMPT},
};

Test(postfix_delivery, damaged)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(damaged); i++) {
        struct record record;
        parse(room, damaged[i].rest, DELIVERY_REMOTE, &record);
        cr_expect_eq(record.kind, damaged[i].kind, "\"%s\": kind %d", damaged[i].rest,
                     record.kind);
    }
    free(room);
}

/* Leaves bytes on the stack that are neither zero nor an address. */
static __attribute__((noinline)) void soil_stack(void)
{
    volatile char bytes[16 * 1024];

    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = 0x5A;
}

/* The field says <, and nothing closes it: it has no value, not what memory holds. */
Test(postfix_delivery, bracket_never_closed)
{
    static const char *const rests[] = {
        TO "relay=<x, status=bounced (no)",
        TO "delay=<x, status=bounced (no)",
        TO "dsn=<x, status=bounced (no)",
        TO "orig_to=<x, status=bounced (no)",
    };

    for (size_t i = 0; i < SLS_COUNT(rests); i++) {
        struct record record;
        soil_stack();
        parse(NULL, rests[i], DELIVERY_REMOTE, &record);
        cr_expect_eq(record.kind, LINE_MALFORMED, "\"%s\": kind", rests[i]);
        cr_expect_eq(record.attempt.relay.len, 0, "\"%s\": relay", rests[i]);
        cr_expect_eq(record.attempt.delay_ms, -1, "\"%s\": delay", rests[i]);
        cr_expect_eq(record.attempt.dsn[0], 0, "\"%s\": dsn", rests[i]);
    }
}
