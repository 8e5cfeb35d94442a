/*
 * template_test.c - a row for every mask of docs/plugins.md: replies as servers write
 * them, and what remains of them.  What tells reasons apart stays: codes, short numbers,
 * block lists, stable links.  Hostile text is read in linear time and never past its end.
 */
#include "rules/template.h"

#include <stdlib.h>

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/view.h"

struct template_row {
    const char *reply, *want;
};

static const struct template_row names[] = {
    {"", ""},
    {"x", "x"},
    {"550 5.1.1 <bob@example.com>: Recipient address rejected",
     "550 5.1.1 <addr>: Recipient address rejected"},
    {"550 5.1.1 bob@example.com: unknown", "550 5.1.1 <addr>: unknown"},
    {"550 to=<bob@example.com>,next", "550 to=<addr>,next"},
    {"550 (bob@example.com)", "550 (<addr>)"},
    {"550 'bob@example.com' unknown", "550 '<addr>' unknown"},
    {"550 mailto:bob@example.com.", "550 mailto:<addr>."},
    {"550 User not found:bob@example.com", "550 User not found:<addr>"},
    {"550 no such domain:example.org", "550 no such domain:<host>"},
    {"error:1408F10B:SSL routines:ssl3_get_record:wrong version number",
     "error:<id> routines:ssl3_get_record:wrong version number"},
    {"550 <\"bob smith\"@example.com> unknown", "550 <addr> unknown"},
    {"550 <\"a>b\"@example.com> unknown", "550 <addr> unknown"},
    {"550 <bob@[192.0.2.1]> unknown", "550 <addr> unknown"},
    {"550 <bounce+bob=example.com@example.net> unknown", "550 <addr> unknown"},
    {"550 <사용자@example.com> unknown", "550 <addr> unknown"},
    {"550 <bob> unknown", "550 <bob> unknown"},
    {"550 <> unknown", "550 <> unknown"},
    {"550 <bob@example.com", "550 <<addr>"},
    {"550 a < b@example.com > c", "550 a < <addr> > c"},
    {"550 unknown user: \"bob\"", "550 unknown user: \"<addr>\""},
    {"550 unknown user: \"bob", "550 unknown user: \"bob"},
    {"host mx1.example.com refused", "host <host> refused"},
    {"host mx1.example.com[192.0.2.1] refused", "host <host>[<ip>] refused"},
    {"HELO mail.example.com.", "HELO <host>."},
    {"name=mx.example.com type=MX: Host not found",
     "name=<host> type=MX: Host not found"},
    {"554 blocked using zen.spamhaus.org; see",
     "554 blocked using zen.spamhaus.org; see"},
    {"554 blocked using bl.spamcop.net,b.barracudacentral.org",
     "554 blocked using bl.spamcop.net,b.barracudacentral.org"},
    {"554 Message rejected.Please read", "554 Message rejected.Please read"},
    {"554 e.g. this, i.e. that", "554 e.g. this, i.e. that"},
};

static const struct template_row numbers[] = {
    {"connect to mx.example.com[192.0.2.1]:25: Connection timed out",
     "connect to <host>[<ip>]:25: Connection timed out"},
    {"connect to mx.example.com[2001:db8::1]:587: Connection refused",
     "connect to <host>[<ip>]:587: Connection refused"},
    {"550 [IPv6:2001:db8::1] denied", "550 [IPv6:<ip>] denied"},
    {"550 ip:192.0.2.1, denied.", "550 ip:<ip>, denied."},
    {"550 192.0.2.1. denied", "550 <ip>. denied"},
    {"550 192.0.2.0/24 denied", "550 <ip> denied"},
    {"550 5.7.1 no", "550 5.7.1 no"},
    {"421 4.7.28 too many", "421 4.7.28 too many"},
    {"452 at most 100 recipients", "452 at most 100 recipients"},
    {"552 limit is 10485760 bytes", "552 limit is <num> bytes"},
    {"552 (1024/2048)", "552 (1024/2048)"},
    {"550 error #12345", "550 error #<num>"},
    {"550 id=1234, code=123", "550 id=<num>, code=123"},
    {"450 until 2026-11-22T08:09:40.123Z", "450 until <date>"},
    {"450 until 2026-11-22 08:09:40, then", "450 until <date> <date>, then"},
    {"450 until [08:09:40]", "450 until [<date>]"},
};

static const struct template_row ids[] = {
    {"550 no ab12cd34ef56-23sm1234567wma.8 - gsmtp", "550 no <id> - gsmtp"},
    {"250 2.0.0 OK 1700000000 d9443c01a7336-2a1b2c3d4e5si12345678plb.123 - gsmtp",
     "250 2.0.0 OK <num> <id> - gsmtp"},
    {"450 queued as 4BXyZk1QwTz6R", "450 queued as <id>"},
    {"450 queued as 4F2A1B3C9D.", "450 queued as <hex>."},
    {"450 id=1rABCd-0001aB-2C", "450 id=<id>"},
    {"550 [BL0PR02MB4567.namprd02.prod.example.com 2026-11-22T08:09:40.123Z "
     "08DE1234ABCD5678]",
     "550 [<host> <date> <hex>]"},
    {"550 ref 123e4567-e89b-12d3-a456-426614174000;", "550 ref <hex>;"},
    {"421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred",
     "421 4.7.0 [TSS04] Messages from <ip> temporarily deferred"},
    {"550 5.7.1 (S3140) AS(48)", "550 5.7.1 (S3140) AS(48)"},
    {"550 RP-001 unfortunately", "550 RP-001 unfortunately"},
};

static const struct template_row links[] = {
    {"535 see https://support.google.com/mail/?p=BadCredentials now",
     "535 see https://support.google.com/mail/?p=BadCredentials now"},
    {"550 https://support.google.com/mail/answer/81126#authentication ab",
     "550 https://support.google.com/mail/answer/81126#authentication ab"},
    {"550 <https://example.com/a>.", "550 <https://example.com/a>."},
    {"550 (http://example.com/a/b), c", "550 (http://example.com/a/b), c"},
    {"550 https://example.com/a. Then", "550 https://example.com/a. Then"},
    {"550 https://example.com/a?", "550 https://example.com/a?"},
    {"550 https://www.spamhaus.org/query/ip/192.0.2.1",
     "550 https://www.spamhaus.org/query/ip/<ip>"},
    {"550 http://192.0.2.1/why", "550 http://<ip>/why"},
    {"550 https://example.com/u/bob@example.com/x", "550 https://example.com/u/<addr>/x"},
    {"550 https://example.com/r/0a1b2c3d/x", "550 https://example.com/r/<hex>/x"},
    {"550 https://example.com/r/a1b2c3d4x5/", "550 https://example.com/r/<id>/"},
    {"550 https://example.com/?ip=192.0.2.1&x=1", "550 https://example.com/?<url>"},
    {"550 https://example.com/l?q=a1b2c3d4e5f6a7 x", "550 https://example.com/l?<url> x"},
    {"550 https://example.com/l?to=bob@example.com", "550 https://example.com/l?<url>"},
    {"550 http://", "550 http://"},
    {"550 https://\"x\"", "550 https://\"x\""},
};

static const struct template_row bytes[] = {
    {"550 메일을 보낼 수 없습니다 bob@example.com", "550 메일을 보낼 수 없습니다 <addr>"},
    {"550 Адрес 192.0.2.1 заблокирован", "550 Адрес <ip> заблокирован"},
    {"550 \xff\xfe\x80 12345 \xc3", "550 \xff\xfe\x80 <num> \xc3"},
    {"550 \x01\x1b[31m12345\x7f", "550 \x01\x1b[31m12345\x7f"},
    {"550\t12345\t", "550\t<num>\t"},
    {"550 |12345|`12345`{12345}", "550 |<num>|`<num>`{<num>}"},
    {"?????", "?????"},
    {"....", "...."},
};

static void expect_templates(const struct template_row *rows, size_t count)
{
    struct template_room room;

    for (size_t i = 0; i < count; i++) {
        sls_view template = template_of(&room, view_of(rows[i].reply));
        cr_expect(view_equal(template, view_of(rows[i].want)), "\"%s\": \"%.*s\"",
                  rows[i].reply, (int)template.len, template.ptr);
    }
}

Test(template, names)
{
    expect_templates(names, SLS_COUNT(names));
}

Test(template, numbers)
{
    expect_templates(numbers, SLS_COUNT(numbers));
}

Test(template, ids)
{
    expect_templates(ids, SLS_COUNT(ids));
}

Test(template, links)
{
    expect_templates(links, SLS_COUNT(links));
}

Test(template, bytes)
{
    expect_templates(bytes, SLS_COUNT(bytes));
}

/* Replies that differ in what is masked are one reply. */
Test(template, one_reply_of_many_messages)
{
    static const char *const rows[] = {
        "550 5.1.1 <a@example.com> gone 11aa22bb33cc.1 via mx1.example.com[192.0.2.1]",
        "550 5.1.1 <b.b@example.org> gone 99zz88yy77xx.2 via m.example.net[2001:db8::9]",
        "550 5.1.1 <\"x y\"@[192.0.2.7]> gone 4BXyZk1QwTz6R via a-b.example[203.0.113.4]",
    };
    struct template_room first_room, room;
    sls_view first = template_of(&first_room, view_of(rows[0]));

    for (size_t i = 1; i < SLS_COUNT(rows); i++) {
        sls_view template = template_of(&room, view_of(rows[i]));
        cr_expect(view_equal(template, first), "%s: %.*s", rows[i], (int)template.len,
                  template.ptr);
    }
}

Test(template, is_cut_at_its_room)
{
    struct template_room *room = malloc(sizeof(*room));
    char text[TEMPLATE_BYTES * 2];

    memset(text, 'a', sizeof(text));
    for (size_t length = TEMPLATE_BYTES - 2; length < TEMPLATE_BYTES + 2; length++) {
        sls_view template = template_of(room, (sls_view){text, length});
        size_t want = length < TEMPLATE_BYTES ? length : TEMPLATE_BYTES;
        cr_expect_eq(template.len, want, "%zu bytes: %zu", length, template.len);
    }
    for (size_t i = 0; i < sizeof(text); i++)
        text[i] = "@x@y "[i % 5];
    for (size_t length = 0; length < sizeof(text); length += 7)
        cr_expect_leq(template_of(room, (sls_view){text, length}).len, TEMPLATE_BYTES);
    free(room);
}

/* Of each unit 64 KiB, many times over: a quadratic step would not end in time. */
Test(template, is_linear, .timeout = 20)
{
    static const char *const units[] = {
        "<",        "@",    "a1a1",     "0",           "<a",
        "a@",       "<a@b", "<\"a@b",   "https://",    "http://a/",
        "http:// ", "u",    "user: \"", "user: ",      "unknown user: \"",
        ".",        ":",    "1.",       "192.0.2.1",   "a.",
        "-",        "?",    "a ",       "\xff",        "<<@>",
        ">",        "::",   "A1b",      "http://a?b=", "1 ",
    };
    enum { LENGTH = 65536, ROUNDS = 20 };
    struct template_room room;
    char *text = malloc(LENGTH);

    for (size_t u = 0; u < SLS_COUNT(units); u++) {
        size_t length = strlen(units[u]);
        for (size_t i = 0; i < LENGTH; i++)
            text[i] = units[u][i % length];
        for (int round = 0; round < ROUNDS; round++)
            cr_expect_leq(template_of(&room, (sls_view){text, LENGTH}).len,
                          TEMPLATE_BYTES, "%s", units[u]);
    }
    free(text);
}

/* Every cut of a rich reply, in memory of just that length. */
Test(template, reads_nothing_behind_its_end)
{
    static const char reply[] =
        "550 <b@example.com> user: \"x\" https://192.0.2.1/a?b=c [2001:db8::1]:25 12345 "
        "4F2A1B3C9D 2026-11-22T08:09:40Z zen.spamhaus.org mailto:c@example.com";
    struct template_room room;

    for (size_t from = 0; from < sizeof(reply); from++)
        for (size_t length = 1; length <= sizeof(reply) - 1 - from; length += 5) {
            char *copy = malloc(length);
            memcpy(copy, reply + from, length);
            template_of(&room, (sls_view){copy, length});
            free(copy);
        }
}
