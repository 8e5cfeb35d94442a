/*
 * exim_fields_test.c - holds exim_take_field() to every shape a field has, in the right
 * order, and exim_take_address() to the address that identifies a recipient.
 */
#include "parse/exim_fields.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

/* All fields in one string: "key=value|" each, H= as "H=host,address,port|", then what is
   left behind the colon. */
static void spell(sls_view rest, char *out, size_t room)
{
    struct exim_field field;
    size_t at = 0;

    while (exim_take_field(&rest, &field) && at < room)
        if (view_equal(field.key, VIEW("H")))
            at += (size_t)snprintf(out + at, room - at, "H=%.*s,%.*s,%u|",
                                   (int)field.value.len, field.value.ptr,
                                   (int)field.address.len, field.address.ptr, field.port);
        else
            at += (size_t)snprintf(out + at, room - at, "%.*s=%.*s|", (int)field.key.len,
                                   field.key.ptr, (int)field.value.len, field.value.ptr);
    if (at < room)
        snprintf(out + at, room - at, "%.*s", (int)rest.len, rest.ptr);
}

static const struct {
    const char *name;
    const char *line;
    const char *fields;
} lists[] = {
    {"nothing", "", ""},
    {"blanks", "   ", ""},
    {"one", " R=r", "R=r|"},
    {"two", " R=r T=t", "R=r|T=t|"},
    {"message", " R=r T=t: 550 a: b", "R=r|T=t|550 a: b"},
    {"only a message", ": no", "no"},
    {"empty message", " R=r:", "R=r|"},
    {"colons inside", " X=TLS1.2:AES:256 CV=no", "X=TLS1.2:AES:256|CV=no|"},
    {"original address", " <a@b> R=r", "=a@b|R=r|"},
    {"parents", " (a@b.example) <c@d> R=r", "=a@b.example|=c@d|R=r|"},
    {"sender", " F=<a b@c> P=<>", "F=a b@c|P=|"},
    {"quotes", " C=\"250 a: b T=x\" QT=3s", "C=250 a: b T=x|QT=3s|"},
    {"quotes before a message", " DN=\"CN=a, O=b\": no", "DN=CN=a, O=b|no"},
    {"escaped quote", " C=\"250 \\\" H=a\" QT=1s", "C=250 \\\" H=a|QT=1s|"},
    {"quote inside", " DN=\"CN=\"a\"b\" C=\"x\"", "DN=CN=\"a\"b|C=x|"},
    {"no closing quote", " C=\"250 a", "C=250 a|"},
    {"empty value", " R= T=", "R=|T=|"},
    {"word", " TFO PRDR", "=TFO|=PRDR|"},
    {"no key", " a.b=c", "=a.b=c|"},
    {"unclosed bracket", " <a b", "=<a|=b|"},
    {"unclosed parenthesis", " (a R=b", "=a R=b|"},

    {"host", " H=mx.example [192.0.2.1]", "H=mx.example,192.0.2.1,0|"},
    {"host, then more", " H=mx.example [192.0.2.1] X=y", "H=mx.example,192.0.2.1,0|X=y|"},
    {"host and port", " H=mx.example [192.0.2.1]:587 X=y",
     "H=mx.example,192.0.2.1,587|X=y|"},
    {"host and message", " H=mx.example [192.0.2.1]: no", "H=mx.example,192.0.2.1,0|no"},
    {"port and message", " H=mx.example [192.0.2.1]:25: no",
     "H=mx.example,192.0.2.1,25|no"},
    {"port too high", " H=a [192.0.2.1]:65536 X=y", "H=a,192.0.2.1,0|X=y|"},
    {"used again", " H=a [192.0.2.1]* C=\"250\"", "H=a,192.0.2.1,0|C=250|"},
    {"final dot", " H=mx.example. [192.0.2.1]", "H=mx.example,192.0.2.1,0|"},
    {"IPv6", " H=a [2001:db8::1]:25", "H=a,2001:db8::1,25|"},
    {"helo alone", " H=(relay.example) [192.0.2.1]: no",
     "H=relay.example,192.0.2.1,0|no"},
    {"name and helo", " H=a.example (b) [192.0.2.1]:1 P=c",
     "H=a.example,192.0.2.1,1|P=c|"},
    {"helo is an address", " H=([192.0.2.7]) [192.0.2.1]", "H=[192.0.2.7],192.0.2.1,0|"},
    {"address alone", " H=[192.0.2.1]:25", "H=192.0.2.1,192.0.2.1,25|"},
    {"name alone", " H=mx.example: no", "H=mx.example,,0|no"},
    {"bracket not closed", " H=(r.example) [192.0.2.1: no", "H=r.example,192.0.2.1,0|no"},
    {"IPv6 not closed", " H=r.example [2001:db8::1: no", "H=r.example,2001:db8::1,0|no"},
    {"ends in the bracket", " H=r.example [192.0.2", "H=r.example,192.0.2,0|"},
    {"field in the helo", " H=(x R=y) [192.0.2.1] R=z", "H=x R=y,192.0.2.1,0|R=z|"},
};

Test(exim_fields, fields)
{
    for (size_t i = 0; i < SLS_COUNT(lists); i++) {
        char out[256];
        size_t bytes = strlen(lists[i].line);
        char *block = malloc(bytes + (bytes == 0));
        memcpy(block, lists[i].line, bytes);
        spell((sls_view){block, bytes}, out, sizeof(out));
        cr_expect_str_eq(out, lists[i].fields, "%s: %s", lists[i].name, out);
        free(block);
    }
}

static const struct {
    const char *name;
    const char *line;
    const char *address;
    const char *rest;
} addresses[] = {
    {"usual", "a@b.example R=r", "a@b.example", " R=r"},
    {"alone", "a@b.example", "a@b.example", ""},
    {"before a message", "a@b.example: no", "a@b.example", ": no"},
    {"redirected", "a@b.example <c@d.example> R=r", "a@b.example", " <c@d.example> R=r"},
    {"local part", "bob <bob@b.example> R=r", "bob@b.example", " R=r"},
    {"local part alone", "bob R=r", "bob", " R=r"},
    {"in brackets", "<a@b.example> R=r", "a@b.example", " R=r"},
    {"nobody", "<> R=r", "", " R=r"},
    {"blank in quotes", "\"a b\"@c.example R=r", "\"a b\"@c.example", " R=r"},
    {"escaped quote", "\"a\\\" b\"@c.example R=r", "\"a\\\" b\"@c.example", " R=r"},
    {"lone quote", "\"a@c.example R=r", "\"a@c.example", " R=r"},
    {"quote inside", "a\"b@c.example R=\"", "a\"b@c.example", " R=\""},
    {"bracket inside", "a>b@c.example R=r", "a>b@c.example", " R=r"},
    {"literal", "a@[IPv6:2001:db8::1]: no", "a@[IPv6:2001:db8::1]", ": no"},
    {"masked", "[user]@example.com R=r", "[user]@example.com", " R=r"},
    {"black hole", ":blackhole: <a@b.example> R=r", "a@b.example", " R=r"},
    {"file", "/var/mail/a b <a@b.example> R=r", "a@b.example", " R=r"},
    {"command", "|/bin/x -f y <a@b.example> R=r", "a@b.example", " R=r"},
    {"command alone", "|/bin/x -f", "|/bin/x", " -f"},
    {"bracket not closed", "bob <a@b.example R=r", "bob", " <a@b.example R=r"},
};

Test(exim_fields, addresses)
{
    for (size_t i = 0; i < SLS_COUNT(addresses); i++) {
        size_t bytes = strlen(addresses[i].line);
        char *block = malloc(bytes);
        memcpy(block, addresses[i].line, bytes);
        sls_view rest = {block, bytes}, address = {"", 0};
        exim_take_address(&rest, &address);
        cr_expect(view_equal(address, view_of(addresses[i].address)), "%s: \"%.*s\"",
                  addresses[i].name, (int)address.len, address.ptr);
        cr_expect(view_equal(rest, view_of(addresses[i].rest)), "%s: rest \"%.*s\"",
                  addresses[i].name, (int)rest.len, rest.ptr);
        free(block);
    }
}

Test(exim_fields, no_address)
{
    sls_view rest = VIEW(""), address;

    cr_expect_not(exim_take_address(&rest, &address));
    cr_expect_not(exim_take_bracketed(&rest, &address));
    rest = VIEW("   ");
    cr_expect_not(exim_take_address(&rest, &address));
}

/* Many brackets that nothing closes are not searched to the line's end each time. */
Test(exim_fields, many_brackets, .timeout = 20)
{
    enum { BYTES = 1 << 20 };
    char *line = malloc(BYTES);
    struct exim_field field;
    size_t count = 0;

    for (size_t i = 0; i < BYTES; i++)
        line[i] = i % 2 == 0 ? ' ' : '<';
    for (sls_view rest = {line, BYTES}; exim_take_field(&rest, &field);)
        count++;
    cr_expect_eq(count, BYTES / 2);
    free(line);
}
