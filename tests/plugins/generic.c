/*
 * generic.c - takes the relays that nobody claims; one of its patterns backtracks without
 * end on a reply that is made for it.
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {"*", NULL};

static const sls_rule rules[] = {
    {.id = "slow",
     .pattern = "^550 5\\.9\\.9 (a+)+$",
     .cause = "protocol-error",
     .advice = "Read the reply.",
     .example = "550 5.9.9 aaa"},
    {.id = "timeout",
     .pattern = "Connection timed out",
     .cause = "connect-timeout",
     .advice = "Open port 587.",
     .example = "connect to mx.example.com[192.0.2.1]:25: Connection timed out"},
    {.id = "no-mailbox",
     .reply = 55,
     .enhanced = "5.1",
     .cause = "user-unknown",
     .advice = "Remove the address from your list.",
     .example = "550 5.1.1 <bob@example.com>: unknown user\n551 5.1.6 moved"},
    {.id = "any-refusal",
     .reply = 5,
     .enhanced = "5.9.9",
     .cause = "policy-blocked",
     .advice = "Ask the other side.",
     .example = "550 5.9.9 go away"},
};

SLS_PLUGIN(.name = "generic", .version = "1.0", .title = "Other SMTP", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules));
