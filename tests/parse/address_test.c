/*
 * address_test.c - holds address_take() to finding the > that Postfix wrote, whatever
 * the address between the brackets looks like, and to leaving its arguments alone when
 * there is none.  Inputs are copied into blocks of their exact size, so that a read
 * beyond the end is an error under the address sanitizer.
 */
#include "parse/address.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

static const struct {
    const char *name;
    const char *rest;
    const char *address; /* NULL: nothing is taken */
    const char *left;
} takes[] = {
    {"plain", "<bob@example.com>, relay=x", "bob@example.com", ", relay=x"},
    {"at the end", "<bob@example.com>", "bob@example.com", ""},
    {"before a blank", "<bob@example.com> to=<c>", "bob@example.com", " to=<c>"},
    {"before a semicolon", "<bob@example.com>; x", "bob@example.com", "; x"},
    {"empty", "<>, size=1", "", ", size=1"},
    {"empty at the end", "<>", "", ""},
    {"one byte", "<b>", "b", ""},
    {"no domain", "<postmaster>, x", "postmaster", ", x"},
    {"first of two", "<a@example.com> to=<b@example.com>", "a@example.com",
     " to=<b@example.com>"},
    {"domain literal", "<bob@[192.0.2.1]>, x", "bob@[192.0.2.1]", ", x"},
    {"literal of IPv6", "<bob@[IPv6:2001:db8::1]>, x", "bob@[IPv6:2001:db8::1]", ", x"},
    {"bytes above ASCII", "<bøb@example.com>, x", "bøb@example.com", ", x"},

    {"quoted blank", "<\"a b\"@example.com>, x", "\"a b\"@example.com", ", x"},
    {"quoted bracket", "<\"a>, b\"@example.com>, x", "\"a>, b\"@example.com", ", x"},
    {"quoted bracket, blank", "<\"a> b\"@example.com> x", "\"a> b\"@example.com", " x"},
    {"quoted whole address", "<\"<a@b>, \"@example.com>, x", "\"<a@b>, \"@example.com",
     ", x"},
    {"escaped quote", "<\"a\\\"@b>, c\"@example.com>, x", "\"a\\\"@b>, c\"@example.com",
     ", x"},
    {"escaped backslash", "<\"a\\\\\"@example.com>, \"@x>, y", "\"a\\\\\"@example.com",
     ", \"@x>, y"},
    {"empty quotes", "<\"\"@example.com>, x", "\"\"@example.com", ", x"},
    {"quoted at", "<\"@\"@example.com>, x", "\"@\"@example.com", ", x"},

    {"bare bracket", "<re>ceiver@example.com>, x", "re>ceiver@example.com", ", x"},
    {"two bare brackets", "<re>>ceiver@example.com>, x", "re>>ceiver@example.com", ", x"},
    {"nested brackets", "<<a@example.com>>, x", "<a@example.com>", ", x"},
    {"bare comma", "<re,ceiver@example.com>, x", "re,ceiver@example.com", ", x"},
    {"bare blank", "<re ceiver@example.com>, x", "re ceiver@example.com", ", x"},
    {"bare quote", "<re\"ceiver@example.com>, x", "re\"ceiver@example.com", ", x"},
    {"quote never closed", "<\"bob@example.com>, x", "\"bob@example.com", ", x"},
    {"quote closed elsewhere", "<\"bob@example.com>, said \"no\"", "\"bob@example.com",
     ", said \"no\""},
    {"text behind the quote", "<\"re\"ceiver@example.com>, x", "\"re\"ceiver@example.com",
     ", x"},
    {"only a quote", "<\">, x", "\"", ", x"},
    {"ends in a backslash", "<\"a\\>, x", "\"a\\", ", x"},
    {"quote without domain", "<\"a b\">, x", "\"a b\"", ", x"},

    {"nothing", "", NULL, NULL},
    {"one bracket", "<", NULL, NULL},
    {"no bracket", "bob@example.com>", NULL, NULL},
    {"not in front", " <bob@example.com>", NULL, NULL},
    {"never closed", "<bob@example.com", NULL, NULL},
    {"never closed before a field", "<bob@example.com, relay=x", NULL, NULL},
    {"closed inside a word only", "<a>b", NULL, NULL},
    {"quoted, never closed", "<\"a>, b\"@example.com", NULL, NULL},
    {"quote ends the line", "<\"a\"", NULL, NULL},
    {"backslash ends the line", "<\"\\", NULL, NULL},
    {"at ends the line", "<\"a\"@", NULL, NULL},
};

static void check_take(const char *name, const char *rest, const char *address,
                       const char *left)
{
    static const char untouched[] = "untouched";
    size_t bytes = strlen(rest);
    char *block = malloc(bytes + (bytes == 0));
    memcpy(block, rest, bytes);
    sls_view view = {block, bytes}, found = {untouched, sizeof(untouched) - 1};
    bool taken = address_take(&view, &found);

    cr_expect_eq(taken, address != NULL, "%s: taken", name);
    if (address == NULL) {
        cr_expect(view.ptr == block && view.len == bytes, "%s: rest is moved", name);
        cr_expect(found.ptr == untouched, "%s: address is set", name);
    } else {
        cr_expect(view_equal(found, view_of(address)), "%s: address <%.*s>", name,
                  (int)found.len, found.ptr);
        cr_expect(view_equal(view, view_of(left)), "%s: left \"%.*s\"", name,
                  (int)view.len, view.ptr);
    }
    free(block);
}

Test(address, take)
{
    for (size_t i = 0; i < SLS_COUNT(takes); i++)
        check_take(takes[i].name, takes[i].rest, takes[i].address, takes[i].left);
}

/* Whatever is cut off, the address that is taken is one that stands in the line. */
Test(address, take_from_every_beginning)
{
    static const char line[] = "<\"a\\\"b>, c\"@example.com>, orig_to=<\"d>\"@e>; x";

    for (size_t bytes = 0; bytes < sizeof(line); bytes++) {
        char *block = malloc(bytes + (bytes == 0));
        memcpy(block, line, bytes);
        sls_view view = {block, bytes}, found;
        if (address_take(&view, &found)) {
            cr_expect_eq(found.ptr, block + 1, "%zu bytes: does not begin", bytes);
            cr_expect_eq(*view_end(found), '>', "%zu bytes: does not end", bytes);
            cr_expect_eq(view_end(view), block + bytes, "%zu bytes: rest", bytes);
        }
        free(block);
    }
}

static const struct {
    const char *name;
    const char *address;
    const char *domain;
} domains[] = {
    {"plain", "bob@example.com", "example.com"},
    {"none", "postmaster", ""},
    {"empty address", "", ""},
    {"only an at", "@", ""},
    {"nothing behind it", "bob@", ""},
    {"nothing before it", "@example.com", "example.com"},
    {"the last of two", "a@b.example@example.com", "example.com"},
    {"quoted at", "\"a@b.example\"@example.com", "example.com"},
    {"source route", "@a.example:bob@example.com", "example.com"},
    {"literal", "bob@[192.0.2.1]", "[192.0.2.1]"},
    {"kept as written", "bob@EXAMPLE.Com", "EXAMPLE.Com"},
};

Test(address, domain)
{
    for (size_t i = 0; i < SLS_COUNT(domains); i++) {
        sls_view domain = address_domain(view_of(domains[i].address));
        cr_expect(view_equal(domain, view_of(domains[i].domain)), "%s: %.*s",
                  domains[i].name, (int)domain.len, domain.ptr);
    }
}

/* RFC 5321 section 4.5.3.1 allows 64 and 255 bytes; more than that must be read too. */
Test(address, long_ones)
{
    static const size_t lengths[] = {64, 320, 1000};

    for (size_t i = 0; i < SLS_COUNT(lengths); i++)
        for (int quoted = 0; quoted < 2; quoted++) {
            size_t bytes = lengths[i];
            char *block = malloc(bytes + 3);
            memset(block, 'a', bytes + 3);
            block[0] = '<';
            block[bytes + 1] = '>';
            block[bytes + 2] = ',';
            if (quoted)
                memcpy(block + 1, "\"a>, b\"@", 9);
            sls_view view = {block, bytes + 3}, found = {0};
            cr_expect(address_take(&view, &found), "%zu bytes", bytes);
            cr_expect_eq(found.len, bytes, "%zu bytes: %zu", bytes, found.len);
            free(block);
        }
}
