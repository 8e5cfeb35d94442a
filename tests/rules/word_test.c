/*
 * word_test.c - what kind a word is, by its bytes alone: one row for every form that is
 * masked, and beside it what looks like it and must stay, because it tells one reason
 * from another.
 */
#include "rules/word.h"

#include <stdlib.h>

#include <criterion/criterion.h>

#include "base/view.h"

struct word_row {
    const char *word;
    enum word_kind want;
};

static const struct word_row names[] = {
    {"bob@example.com", WORD_ADDRESS},
    {"bob+tag@mail.example.com", WORD_ADDRESS},
    {"BOB@EXAMPLE.COM", WORD_ADDRESS},
    {"4711@example.com", WORD_ADDRESS},
    {"사용자@example.com", WORD_ADDRESS},
    {"a@b.example@c.example", WORD_ADDRESS},
    {"x@y.z", WORD_ADDRESS},
    {"@example.com", WORD_PLAIN},
    {"@@@@@@", WORD_PLAIN},
    {"mail.example.com", WORD_HOST},
    {"mx1.example", WORD_HOST},
    {"Mail.Example.com", WORD_HOST},
    {"mx-1_a.example.net:587", WORD_HOST},
    {"BL2NAM02FT034.mail.protection.example.com", WORD_HOST},
    {"sub.zen.example.org", WORD_HOST},
    {"rejected.Please", WORD_PLAIN},
    {"e.g", WORD_PLAIN},
    {"example..com", WORD_PLAIN},
    {".example.com", WORD_PLAIN},
    {"example.c", WORD_PLAIN},
    {"example.com/path", WORD_PLAIN},
    {"localhost", WORD_PLAIN},
    {"zen.spamhaus.org", WORD_PLAIN},
    {"ZEN.Spamhaus.org", WORD_PLAIN},
    {"spamhaus.org", WORD_PLAIN},
    {"bl.spamcop.net", WORD_PLAIN},
    {"b.barracudacentral.org", WORD_PLAIN},
    {"dnsbl-1.uceprotect.net", WORD_PLAIN},
    {"multi.surbl.org", WORD_PLAIN},
    {"cbl.abuseat.org", WORD_PLAIN},
    {"spamlist.or.kr", WORD_PLAIN},
    {"truncate.gbudb.net", WORD_PLAIN},
    {"spamhaus.org.example", WORD_HOST},
};

static const struct word_row numbers[] = {
    {"192.0.2.1", WORD_IP},
    {"0.0.0.0", WORD_IP},
    {"255.255.255.255", WORD_IP},
    {"192.0.2.1:25", WORD_IP},
    {"192.0.2.0/24", WORD_IP},
    {"2001:db8::1", WORD_IP},
    {"2001:DB8:0:0:0:0:0:1", WORD_IP},
    {"2001:0:0:0:0:0:0:1", WORD_IP},
    {"::ffff:192.0.2.1", WORD_IP},
    {"2001:db8::", WORD_IP},
    {"fe80::1", WORD_IP},
    {"192.0.2", WORD_PLAIN},
    {"5.7.26", WORD_PLAIN},
    {"4.7.650", WORD_PLAIN},
    {"550", WORD_PLAIN},
    {"999", WORD_PLAIN},
    {"1000", WORD_NUMBER},
    {"10485760", WORD_NUMBER},
    {"1234.5678", WORD_NUMBER},
    {":587", WORD_PLAIN},
    {":2525", WORD_PLAIN},
    {"1,234", WORD_PLAIN},
    {"----", WORD_PLAIN},
    {"....", WORD_PLAIN},
    {"2026-11-22", WORD_DATE},
    {"08:09:40", WORD_DATE},
    {"8:09:40", WORD_DATE},
    {"2026-11-22T08:09:40.123Z", WORD_DATE},
    {"2026-11-22T08:09:40Z", WORD_DATE},
    {"2026-11", WORD_PLAIN},
    {"08:09", WORD_PLAIN},
};

static const struct word_row mixtures[] = {
    {"ab12cd34ef56-23sm1234567wma.8", WORD_ID},
    {"98e67ed59e1d1-30a0a0a0a0asi1234567a91.14", WORD_ID},
    {"4BXyZk1QwTz6R", WORD_ID},
    {"4cXyZ1abCdz3QnP", WORD_ID},
    {"1rABCd-0001aB-2C", WORD_ID},
    {"1sXyZk-000000012Ab-3CdE", WORD_ID},
    {"0x1a2b3c4d", WORD_ID},
    {"4F2A1B3C9D", WORD_HEX},
    {"0a1b2c3d", WORD_HEX},
    {"08DE1234ABCD5678", WORD_HEX},
    {"123e4567-e89b-12d3-a456-426614174000", WORD_HEX},
    {"123E4567-E89B-12D3-A456-426614174000", WORD_HEX},
    {"0a1b2c3", WORD_PLAIN},
    {"deadbeef", WORD_PLAIN},
    {"TSS04", WORD_PLAIN},
    {"S3140", WORD_PLAIN},
    {"RP-001", WORD_PLAIN},
    {"S3150", WORD_PLAIN},
    {"IPv4", WORD_PLAIN},
    {"RFC5322", WORD_PLAIN},
    {"SHA256", WORD_PLAIN},
    {"WebLoginRequired", WORD_PLAIN},
    {"BadCredentials", WORD_PLAIN},
    {"sender-not-verified", WORD_PLAIN},
    {"unauthenticated", WORD_PLAIN},
    {"", WORD_PLAIN},
    {"a", WORD_PLAIN},
    {"abc", WORD_PLAIN},
};

static void expect_kinds(const struct word_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        enum word_kind kind = word_kind_of(view_of(rows[i].word));
        cr_expect_eq(kind, rows[i].want, "\"%s\": kind %d, want %d", rows[i].word, kind,
                     rows[i].want);
    }
}

Test(word, names)
{
    expect_kinds(names, SLS_COUNT(names));
}

Test(word, numbers)
{
    expect_kinds(numbers, SLS_COUNT(numbers));
}

Test(word, mixtures)
{
    expect_kinds(mixtures, SLS_COUNT(mixtures));
}

/* What docs/plugins.md promises of the shortest and of the rarer forms. */
static const struct word_row rare[] = {
    {"::1", WORD_IP},
    {"2001::1", WORD_IP},
    {"2a00::12", WORD_IP},
    {"2001:db8::/32", WORD_IP},
    {"22/11/2026", WORD_DATE},
    {"2026-11-22T08:09:40+09:00", WORD_DATE},
    {"notspamhaus.org", WORD_HOST},
};

Test(word, rare_forms)
{
    expect_kinds(rare, SLS_COUNT(rare));
}

Test(word, every_kind_has_its_mask)
{
    static const struct {
        enum word_kind kind;
        const char *want;
    } rows[] = {{WORD_PLAIN, ""},      {WORD_ADDRESS, "<addr>"}, {WORD_IP, "<ip>"},
                {WORD_HOST, "<host>"}, {WORD_NUMBER, "<num>"},   {WORD_ID, "<id>"},
                {WORD_HEX, "<hex>"},   {WORD_DATE, "<date>"}};

    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        cr_expect(view_equal(word_mask(rows[i].kind), view_of(rows[i].want)), "%s",
                  rows[i].want);
}

Test(word, prefixes)
{
    static const struct {
        const char *word, *want;
    } rows[] = {{"IPv6:2001:db8::1", "IPv6:"},
                {"ipv6:2001:db8::1", "IPv6:"},
                {"ip:192.0.2.1", "ip:"},
                {"mailto:bob@example.com", "mailto:"},
                {"found:bob@example.com", "found:"},
                {"domain:example.org", "domain:"},
                {"routines:ssl3_get_record:wrong", "routines:"},
                {"fe:80::1", ""},
                {"found:", ""},
                {"found", ""},
                {"mx1:2525", ""},
                {"#12345", "#"},
                {"*12345", "*"},
                {"-12345", "-"},
                {"12345", ""},
                {"ip", ""},
                {"", ""}};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        sls_view prefix = word_prefix(view_of(rows[i].word));
        cr_expect(view_equal_nocase(prefix, view_of(rows[i].want)), "\"%s\"",
                  rows[i].word);
    }
}

Test(word, queries)
{
    static const struct {
        const char *query;
        bool want;
    } rows[] = {
        {"?p=BadCredentials", true},
        {"?p=WebLoginRequired", true},
        {"?answer=14257", true},
        {"?", true},
        {"?a=1234567", true},
        {"?a=12345678", false},
        {"?to=bob@example.com", false},
        {"?u=http://example.com", false},
        {"?x=a%20b", false},
        {"?ip=192.0.2.1", false},
        {"?t=a1b2c3d4e5f6", false},
        {"?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true},
        {"?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        cr_expect_eq(word_query_is_stable(view_of(rows[i].query)), rows[i].want, "%s",
                     rows[i].query);
}

/* Every byte in every place: nothing is read beyond the word. */
Test(word, any_bytes)
{
    for (int c = 0; c < 256; c++)
        for (size_t length = 0; length < 40; length++) {
            char *bytes = malloc(length + 1);
            memset(bytes, c, length);
            word_kind_of((sls_view){bytes, length});
            word_prefix((sls_view){bytes, length});
            word_query_is_stable((sls_view){bytes, length});
            free(bytes);
        }
}
