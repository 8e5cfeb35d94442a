/*
 * unknown_cause.c - the slug of the first rule is misspelt; the rule behind it is sound.
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {"unknown-cause.example", NULL};

static const sls_rule rules[] = {
    {.id = "misspelt",
     .pattern = "misspelt",
     .cause = "user-unknwon",
     .advice = "Do.",
     .example = "550 5.0.0 misspelt"},
    {.id = "sound",
     .pattern = "sound",
     .cause = "user-unknown",
     .advice = "Do.",
     .example = "550 5.0.0 sound"},
};

SLS_PLUGIN(.name = "unknown-cause", .version = "1.0", .title = "Faulty", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules));
