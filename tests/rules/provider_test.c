/*
 * provider_test.c - which provider a relay host belongs to: the longest suffix wins, at
 * the borders of labels only, in any case; what nobody claims is the generic provider's.
 */
#include "rules/provider.h"

#include "../plugins/shelf.h"
#include "base/view.h"

enum { GENERIC, GOOGLE, SUITE, LONGER };

static const struct relay_suffix suffixes[] = {
    {{"google.com", 10}, false, GOOGLE},
    {{"relay.google.com", 16}, false, SUITE},
    {{"below.example", 13}, true, LONGER},
    {{"example", 7}, false, GOOGLE},
    {{"", 0}, false, LONGER},
};

static const struct {
    const char *host;
    size_t want;
} rows[] = {
    {"google.com", GOOGLE},
    {"GOOGLE.Com", GOOGLE},
    {"google.com.", GOOGLE},
    {"smtp.google.com", GOOGLE},
    {"a.b.c.google.com", GOOGLE},
    {"relay.google.com", SUITE},
    {"x.relay.google.com", SUITE},
    {"xrelay.google.com", GOOGLE},
    {"notgoogle.com", GENERIC},
    {"google.com.invalid", GENERIC},
    {"google.co", GENERIC},
    {"oogle.com", GENERIC},
    {"com", GENERIC},
    {".google.com", GOOGLE},
    {"a.below.example", LONGER},
    {"below.example", GOOGLE},
    {"xbelow.example", GOOGLE},
    {"example", GOOGLE},
    {"", GENERIC},
    {".", GENERIC},
    {"192.0.2.1", GENERIC},
};

Test(provider, longest_suffix_wins)
{
    for (size_t order = 0; order < SLS_COUNT(suffixes); order++) {
        struct relay_suffix turned[SLS_COUNT(suffixes)];
        for (size_t i = 0; i < SLS_COUNT(suffixes); i++)
            turned[i] = suffixes[(i + order) % SLS_COUNT(suffixes)];
        const struct book book = {
            .generic = GENERIC, .suffixes = turned, .suffix_count = SLS_COUNT(turned)};
        for (size_t i = 0; i < SLS_COUNT(rows); i++)
            cr_expect_eq(provider_of(&book, view_of(rows[i].host)), rows[i].want,
                         "\"%s\", order %zu", rows[i].host, order);
    }
}

Test(provider, no_suffix_at_all)
{
    const struct book book = {.generic = 7};

    cr_expect_eq(provider_of(&book, view_of("smtp.example.com")), 7);
    cr_expect_eq(provider_of(&book, (sls_view){NULL, 0}), 7);
}

static const struct {
    const char *host, *want;
} claimed[] = {
    {"good.example", "good"},
    {"smtp.good.example", "good"},
    {"below.example", "generic"},
    {"a.below.example", "good"},
    {"star.example", "generic"},
    {"a.star.example", "good"},
    {"shared.example", "good"},
    {"longer.example", "longer"},
    {"mx.elsewhere.example", "generic"},
};

/* "google.com", ".google.com", "*.google.com" and "*" as a plugin writes them. */
Test(provider, forms_of_relays)
{
    struct shelf shelf;

    shelf_open(&shelf, (const char *const[]){"longer_rule", "good", "generic", NULL});
    shelf_bind(&shelf);
    for (size_t i = 0; i < SLS_COUNT(claimed); i++) {
        size_t plugin = provider_of(&shelf.book, view_of(claimed[i].host));
        cr_expect_str_eq(shelf.book.plugins[plugin].info.name, claimed[i].want, "%s",
                         claimed[i].host);
    }
    shelf_close(&shelf);
}
