/*
 * http_link.c - the second link is not https.
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {"http-link.example", NULL};

static const sls_rule rules[] = {
    {.id = "plain",
     .pattern = "plain",
     .cause = "user-unknown",
     .advice = "Do.",
     .url = "https://help.example/a\nhttp://help.example/b",
     .example = "550 5.0.0 plain"},
};

SLS_PLUGIN(.name = "http-link", .version = "1.0", .title = "Faulty", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules));
