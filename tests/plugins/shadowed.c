/*
 * shadowed.c - the second rule can never be reached: the first one takes all it could.
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {"shadowed.example", NULL};

static const sls_rule rules[] = {
    {.id = "wide",
     .reply = 55,
     .cause = "policy-blocked",
     .advice = "Do.",
     .example = "550 5.0.0 anything"},
    {.id = "narrow",
     .reply = 550,
     .enhanced = "5.1.1",
     .cause = "user-unknown",
     .advice = "Do.",
     .example = "550 5.1.1 no such user"},
};

SLS_PLUGIN(.name = "shadowed", .version = "1.0", .title = "Faulty", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules));
