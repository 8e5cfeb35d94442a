/*
 * identities_test.c - which login the user's words give for a provider, a host or a
 * sender.
 */
#include "rules/identities.h"

#include <stdlib.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/view.h"

enum { ACME, EU, GENERIC, PLUGINS };

static struct plugin plugins[PLUGINS] = {
    {.info = {.name = "acme"}}, {.info = {.name = "eu"}}, {.info = {.name = "generic"}}};
static struct relay_suffix suffixes[] = {
    {.suffix = {"acme.example", 12}, .plugin = ACME}};
static const struct book book = {.plugins = plugins,
                                 .plugin_count = PLUGINS,
                                 .generic = GENERIC,
                                 .suffixes = suffixes,
                                 .suffix_count = 1};
static struct identities identities;

static void open_all(void)
{
    static const char text[] = "[mail.acme.example]:587 host@c.example:p\n"
                               "sales@c.example by-sender@c.example:p\n"
                               "@whole.example by-domain@c.example:p\n"
                               "[mail.other.example] other@c.example:p\n";
    char path[] = "/tmp/identities_test.XXXXXX";
    struct why why;
    int file = mkstemp(path);

    identities_open(&identities, &book);
    cr_assert_eq(write(file, text, sizeof(text) - 1), (ssize_t)sizeof(text) - 1);
    close(file);
    cr_assert(identities_add(&identities, "acme=me@c.example", &why));
    cr_assert(identities_add(&identities, "acme=info@c.example", &why));
    cr_assert(identities_read(&identities, path, &why), "%s", why.sentence);
    unlink(path);
}

static void close_all(void)
{
    identities_close(&identities);
}

TestSuite(identities, .init = open_all, .fini = close_all);

Test(identities, by_sender_then_by_provider)
{
    static const struct {
        size_t provider;
        const char *sender, *want;
    } rows[] = {
        {ACME, "x@c.example", "me@c.example"},
        {ACME, "Sales@c.example", "by-sender@c.example"},
        {EU, "sales@c.example", "by-sender@c.example"},
        {EU, "a@whole.example", "by-domain@c.example"},
        {EU, "x@c.example", ""},
        {GENERIC, "x@c.example", ""},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        sls_view login =
            identities_login(&identities, rows[i].provider, view_of(rows[i].sender));
        cr_expect(view_equal(login, view_of(rows[i].want)), "%s: %.*s", rows[i].sender,
                  (int)login.len, login.ptr);
    }
}

Test(identities, by_host)
{
    cr_expect(view_equal(identities_at_relay(&identities, VIEW("MAIL.other.example")),
                         VIEW("other@c.example")));
    cr_expect_eq(identities_at_relay(&identities, VIEW("mx.other.example")).len, 0);
    cr_expect_eq(identities_at_relay(&identities, VIEW("")).len, 0);
}

Test(identities, further_addresses_of_a_provider_are_aliases)
{
    sls_view login = VIEW("me@c.example");

    cr_expect_eq(identities_match(&identities, ACME, VIEW("INFO@c.example"), login),
                 LOGIN_ALIAS);
    cr_expect_eq(identities_match(&identities, EU, VIEW("info@c.example"), login),
                 LOGIN_DIFFERS);
    cr_expect_eq(identities_match(&identities, ACME, login, login), LOGIN_SAME);
}

Test(identities, words_that_are_none)
{
    static const char *const rows[][2] = {
        {"acme", "--identity: \"acme\" is not PROVIDER=ADDRESS"},
        {"=me@c.example", "--identity: \"=me@c.example\" is not PROVIDER=ADDRESS"},
        {"acme=", "--identity: \"acme=\" is not PROVIDER=ADDRESS"},
        {"acne=me@c.example", "--identity: no provider \"acne\"; similar: \"acme\""},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct why why;
        cr_expect_not(identities_add(&identities, rows[i][0], &why));
        cr_expect_str_eq(why.sentence, rows[i][1]);
    }
}
