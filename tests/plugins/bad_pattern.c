/*
 * bad_pattern.c - the first pattern does not compile; the rule behind it is sound.
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {"bad-pattern.example", NULL};

static const sls_rule rules[] = {
    {.id = "unclosed",
     .pattern = "first (second|third",
     .cause = "user-unknown",
     .advice = "Do.",
     .example = "550 5.0.0 first second"},
    {.id = "sound",
     .pattern = "sound",
     .cause = "user-unknown",
     .advice = "Do.",
     .example = "550 5.0.0 sound"},
};

SLS_PLUGIN(.name = "bad-pattern", .version = "1.0", .title = "Faulty", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules));
