/*
 * frozen.c - built with the header of ABI 1.0 that never changes (abi-1.0/), as every
 * plugin out there is: a table, causes of its own, classify(), probe() and parse().
 */
#include <string.h>

#include <smtplogscan/plugin.h>

static const char *const relays[] = {"frozen.example", NULL};

static const sls_cause causes[] = {
    {.slug = "frozen-own", .title = "Frozen", .action = "wait", .severity = SLS_WARNING},
};

static const sls_rule rules[] = {
    {.id = "no-such-user",
     .reply = 550,
     .enhanced = "5.1.1",
     .cause = "user-unknown",
     .advice = "Remove the address from your list.",
     .url = "https://help.frozen.example/5.1.1",
     .example = "550 5.1.1 <bob@example.com>: no such user"},
    {.id = "cold",
     .pattern = "too cold",
     .severity = SLS_CRITICAL,
     .action = "wait",
     .cause = "frozen-own",
     .advice = "Wait for spring.",
     .example = "451 4.3.2 It is too cold"},
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

static const sls_rule *classify(const sls_attempt *attempt)
{
    return attempt->outcome == SLS_BOUNCED && attempt->reply == 554 &&
                   attempt->enhanced[1] == 6 && holds(attempt->text, "weighed")
               ? &rules[2]
               : NULL;
}

static bool probe(sls_view head)
{
    return holds(head, "\"frozen_id\"");
}

static int parse(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    sls_view at, event;

    if (!host->field(host, record, "frozen_id", &attempt->provider_id))
        return SLS_SKIP;
    if (!host->field(host, record, "at", &at) ||
        !host->read_time(host, at, &attempt->time) ||
        !host->field(host, record, "event", &event) ||
        !host->field(host, record, host->nth == 0 ? "/to/0" : "/to/1",
                     &attempt->recipient))
        return SLS_MALFORMED;
    host->field(host, record, "reason", &attempt->text);
    attempt->outcome = holds(event, "delivered") ? SLS_DELIVERED : SLS_BOUNCED;
    return host->nth == 0 ? SLS_MORE : SLS_ATTEMPT;
}

SLS_PLUGIN(.name = "frozen", .version = "1.0", .title = "Frozen Mail",
           .setup = "smtp.frozen.example, port 587", .relays = relays, .rules = rules,
           .rule_count = SLS_COUNT(rules), .causes = causes,
           .cause_count = SLS_COUNT(causes), .classify = classify, .probe = probe,
           .parse = parse);
