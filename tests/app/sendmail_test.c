/*
 * sendmail_test.c - which words are handed to the mail system as addresses.
 */
#include "app/sendmail.h"

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *address;
    bool taken;
} rows[] = {
    {"root", true},
    {"admin@example.com", true},
    {"first.last+tag@mail.example.com", true},
    {"o'neil_x-1@example.com", true},
    {"", false},
    {"@example.com", false},
    {"admin@", false},
    {"admin@.example.com", false},
    {"admin@-example.com", false},
    {"a@b@example.com", false},
    {"-oQ/tmp", false},
    {"-f@example.com", false},
    {"a@example.com,b@example.com", false},
    {"a@example.com b@example.com", false},
    {"a@example.com\nBcc: b@example.com", false},
    {"a@example.com\r", false},
    {"a\t@example.com", false},
    {"<admin@example.com>", false},
    {"Admin <admin@example.com>", false},
    {"\"a b\"@example.com", false},
    {"|/bin/sh", false},
    {"/etc/passwd", false},
    {"$(id)@example.com", false},
    {"`id`", false},
    {"a;b@example.com", false},
    {"\xed\x95\x9c@example.com", false},
};

Test(sendmail, addresses)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct why why;
        cr_expect_eq(sendmail_check("mail-to", rows[i].address, &why), rows[i].taken,
                     "\"%s\"", rows[i].address);
    }
}

Test(sendmail, longest_address)
{
    char address[256];
    struct why why;

    memset(address, 'a', sizeof(address) - 1);
    address[255] = '\0';
    cr_expect_not(sendmail_check("mail-to", address, &why));
    address[254] = '\0';
    cr_expect(sendmail_check("mail-to", address, &why));
}
