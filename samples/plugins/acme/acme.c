/*
 * acme.c - what the replies of Acme Mail mean, and what its senders should do.
 *
 * Acme Mail and acme.example are made up: put the provider's own hosts, replies and
 * pages in their place.  smtplogscan/plugin.h says what each field is for.
 */
#include <smtplogscan/plugin.h>

/* The hosts that answer, as they stand in relay=..., and all hosts below them. */
static const char *const relays[] = {"acme.example", NULL};

/* Tried from the first to the last: specific before general.  Each example is the test of
   its rule. */
static const sls_rule rules[] = {
    {.id = "credits",
     .reply = 452,
     .pattern = "no credits left",
     .cause = "account-quota-exceeded",
     .advice = "Buy credits: Billing > Credits.\nAcme takes the mail again at once.",
     .url = "https://help.acme.example/credits",
     .example = "452 4.7.1 No credits left for account 12345"},
    {.id = "from",
     .reply = 553,
     .pattern = "from .* is not yours",
     .cause = "sender-mismatch",
     .advice = "Send with the address that you log in with.",
     .url = "https://help.acme.example/from",
     .example = "553 5.7.1 From <bob@example.com> is not yours"},
};

/* What --explain acme shows. */
static const char setup[] =
    "Host smtp.acme.example, port 587 with STARTTLS.\n"
    "User name: the full address. Help: https://help.acme.example/";

SLS_PLUGIN(.name = "acme", .version = "1.0", .title = "Acme Mail", .setup = setup,
           .relays = relays, .rules = rules, .rule_count = SLS_COUNT(rules));
