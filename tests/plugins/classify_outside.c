/*
 * classify_outside.c - its classify() returns rules that are not of its table: a copy,
 * the place behind the last one, a place between two, and one that is left out for its
 * fault.
 */
#include <string.h>

#include <smtplogscan/plugin.h>

static const char *const relays[] = {"outside.example", NULL};

#define SOUND(name)                                                                      \
    {                                                                                    \
        .id = name, .reply = SLS_BY_CODE, .cause = "user-unknown", .advice = "Do.",      \
        .example = "550 5.0.0 sound"                                                     \
    }

static const sls_rule copy = SOUND("copy");

static const sls_rule rules[] = {
    SOUND("first"),
    SOUND("second"),
    {.id = "faulty",
     .reply = SLS_BY_CODE,
     .cause = "user-unknwon",
     .advice = "Do.",
     .example = "550 5.0.0 faulty"},
    SOUND("last"),
};

static bool holds(sls_view text, const char *word)
{
    return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

static const sls_rule *classify(const sls_attempt *attempt)
{
    if (holds(attempt->text, "copy"))
        return &copy;
    if (holds(attempt->text, "behind"))
        return rules + SLS_COUNT(rules);
    if (holds(attempt->text, "between"))
        return (const sls_rule *)(const void *)&rules[1].pattern;
    if (holds(attempt->text, "faulty"))
        return &rules[2];
    return holds(attempt->text, "last") ? &rules[3] : NULL;
}

SLS_PLUGIN(.name = "outside", .version = "1.0", .title = "Outside", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules), .classify = classify);
