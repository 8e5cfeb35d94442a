/*
 * good.c - a plugin without a fault, of every kind of rule: by code, by pattern, with a
 * cause of its own, and one that only classify() returns.
 */
#include <string.h>

#include <smtplogscan/plugin.h>

static const char *const relays[] = {"good.example", ".below.example", "*.star.example",
                                     "shared.example", NULL};

static const sls_cause causes[] = {
    {.slug = "own-cause", .title = "A cause of its own", .action = "wait"},
    {.slug = "own-severe",
     .title = "A cause of its own severity",
     .action = "wait",
     .severity = SLS_CRITICAL},
};

static const sls_rule rules[] = {
    {.id = "no-such-user",
     .reply = 550,
     .enhanced = "5.1.1",
     .cause = "user-unknown",
     .advice = "Remove the address from your list.",
     .url = "https://help.good.example/5.1.1",
     .example = "550 5.1.1 <bob@example.com>: no such user\n550-5.1.1 no such\n"
                "550 5.1.1 no such user"},
    {.id = "rate",
     .reply = 4,
     .pattern = "rate limit|too many (messages|connections)",
     .cause = "rate-limited",
     .advice = "Send more slowly.\nOpen fewer connections.",
     .example = "421 4.7.0 Too many messages from 192.0.2.1"},
    {.id = "credits",
     .pattern = "out of credits",
     .cause = "account-quota-exceeded",
     .action = "slow-down",
     .advice = "Wait until tomorrow.",
     .example = "451 4.7.1 You are out of credits"},
    {.id = "own",
     .pattern = "moon phase",
     .cause = "own-cause",
     .advice = "Wait for the moon.",
     .example = "451 4.3.2 wrong moon phase"},
    {.id = "severe",
     .pattern = "eclipse",
     .cause = "own-severe",
     .severity = SLS_WARNING,
     .advice = "Wait for the sun.",
     .example = "451 4.3.2 solar eclipse"},
    {.id = "weighed",
     .reply = SLS_BY_CODE,
     .cause = "spam-content",
     .advice = "Write less.",
     .example = "554 5.6.0 weighed and found wanting"},
};

static bool holds(sls_view text, const char *word)
{
    return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

/* What a verdict may not depend on is not shown to classify(). */
static bool is_reduced(const sls_attempt *attempt)
{
    return attempt->time == 0 && attempt->port == 0 && attempt->host.len == 0 &&
           attempt->relay.len == 0 && attempt->queue_id.len == 0 &&
           attempt->sender.len == 0 && attempt->recipient.len == 0 &&
           attempt->login.len == 0 && attempt->message_id.len == 0;
}

static const sls_rule *classify(const sls_attempt *attempt)
{
    if (!is_reduced(attempt) || !holds(attempt->text, "weighed"))
        return NULL;
    return attempt->outcome == SLS_BOUNCED && attempt->stage != SLS_CONNECT
               ? &rules[SLS_COUNT(rules) - 1]
               : NULL;
}

SLS_PLUGIN(.name = "good", .version = "1.0", .title = "Good Mail",
           .setup = "smtp.good.example, port 587", .relays = relays, .rules = rules,
           .rule_count = SLS_COUNT(rules), .causes = causes,
           .cause_count = SLS_COUNT(causes), .classify = classify);
