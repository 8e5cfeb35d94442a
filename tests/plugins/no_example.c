/*
 * no_example.c - a rule that does not prove itself.
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {"no-example.example", NULL};

static const sls_rule rules[] = {
    {.id = "unproved", .pattern = "unproved", .cause = "user-unknown", .advice = "Do."},
};

SLS_PLUGIN(.name = "no-example", .version = "1.0", .title = "Faulty", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules));
