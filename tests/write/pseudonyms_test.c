/*
 * pseudonyms_test.c - who is who is not told, that they are the same is; what everyone
 * knows stays.
 */
#include "write/pseudonyms.h"

#include <stdio.h>

#include <criterion/criterion.h>

#include "../plugins/paper.h"

static struct relay_suffix suffixes[] = {
    {.suffix = {"acme-mail.com", 13}, .plugin = PAPER_ACME}};

static void open_all(struct paper *paper, struct pseudonyms *pseudonyms)
{
    paper_open(paper);
    paper->book.suffixes = suffixes;
    paper->book.suffix_count = SLS_COUNT(suffixes);
    pseudonyms_open(pseudonyms, &paper->book);
}

static void close_all(struct paper *paper, struct pseudonyms *pseudonyms)
{
    pseudonyms_close(pseudonyms);
    paper_close(paper);
}

/* In this order: numbers are given as names come. */
static const struct {
    const char *name;
    sls_view (*make)(struct pseudonyms *, sls_view);
    const char *from, *to;
} names[] = {
    {"an address", pseudonym_of_address, "bob@one.org", "user1@domain1.example"},
    {"another of the domain", pseudonym_of_address, "eve@one.org",
     "user2@domain1.example"},
    {"the same in capitals", pseudonym_of_address, "BOB@One.ORG",
     "user1@domain1.example"},
    {"its domain", pseudonym_of_domain, "one.org", "domain1.example"},
    {"all of a domain", pseudonym_of_address, "@one.org", "@domain1.example"},
    {"free mail", pseudonym_of_address, "bob@gmail.com", "user3@gmail.com"},
    {"at the provider's", pseudonym_of_address, "x@acme-mail.com", "user4@acme-mail.com"},
    {"no domain", pseudonym_of_address, "root", "user5"},
    {"nobody", pseudonym_of_address, "", ""},
    {"a host of the domain", pseudonym_of_host, "mx1.one.org", "host1.domain1.example"},
    {"the domain as a host", pseudonym_of_host, "one.org", "domain1.example"},
    {"another host", pseudonym_of_host, "mx1.two.org", "host2.example"},
    {"a short name", pseudonym_of_host, "mx1", "host3"},
    {"a provider's", pseudonym_of_host, "smtp.acme-mail.com", "smtp.acme-mail.com"},
    {"an IP address", pseudonym_of_host, "192.0.2.7", "ip1"},
    {"IPv6", pseudonym_of_host, "2001:db8::7", "ip2"},
    {"the first again", pseudonym_of_host, "192.0.2.7", "ip1"},
    {"a message", pseudonym_of_message, "x.1@one.org", "message1"},
};

Test(pseudonyms, of_names)
{
    struct paper paper;
    struct pseudonyms pseudonyms;

    open_all(&paper, &pseudonyms);
    for (size_t i = 0; i < SLS_COUNT(names); i++) {
        sls_view made = names[i].make(&pseudonyms, view_of(names[i].from));
        cr_expect(view_equal(made, view_of(names[i].to)), "%s: %.*s", names[i].name,
                  (int)made.len, made.ptr);
    }
    close_all(&paper, &pseudonyms);
}

static const struct {
    const char *from, *to;
} texts[] = {
    {"nothing to hide, 12,000 lines", "nothing to hide, 12,000 lines"},
    {"<bob@one.org>: no", "<user1@domain1.example>: no"},
    {"found:bob@one.org.", "found:user1@domain1.example."},
    {"connect to mx1.one.org[192.0.2.7]:25: refused",
     "connect to host1.domain1.example[ip1]:25: refused"},
    {"mx1.one.org:25", "host1.domain1.example:25"},
    {"see https://help.acme.example/verify, or http://one.org/bob",
     "see https://help.acme.example/verify, or <url>"},
    {"https://www.acme-mail.com/?p=1", "https://www.acme-mail.com/?p=1"},
    {"[2001:db8::7] is listed", "[ip2] is listed"},
    {"", ""},
};

Test(pseudonyms, of_texts)
{
    struct paper paper;
    struct pseudonyms pseudonyms;

    open_all(&paper, &pseudonyms);
    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        sls_view made = pseudonym_text(&pseudonyms, view_of(texts[i].from));
        cr_expect(view_equal(made, view_of(texts[i].to)), "%s: %.*s", texts[i].from,
                  (int)made.len, made.ptr);
    }
    close_all(&paper, &pseudonyms);
}

/* Beyond the limit they are not told apart, and still not told. */
Test(pseudonyms, more_than_fit)
{
    struct paper paper;
    struct pseudonyms pseudonyms;
    char address[32];

    open_all(&paper, &pseudonyms);
    for (int i = 0; i < PSEUDONYMS_LIMIT + 10; i++) {
        snprintf(address, sizeof(address), "%d@one.org", i);
        pseudonym_of_address(&pseudonyms, view_of(address));
    }
    sls_view made = pseudonym_of_address(&pseudonyms, view_of(address));
    cr_expect(view_equal(made, VIEW("another-user@domain1.example")), "%.*s",
              (int)made.len, made.ptr);
    close_all(&paper, &pseudonyms);
}
