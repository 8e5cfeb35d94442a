/*
 * bad_severity.c - a rule with a severity that is none.
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {"bad-severity.example", NULL};

static const sls_cause causes[] = {
    {.slug = "own-cause", .title = "Own", .action = "wait"},
};

static const sls_rule rules[] = {
    {.id = "ninth",
     .pattern = "ninth",
     .severity = 9,
     .cause = "user-unknown",
     .advice = "Do.",
     .example = "550 5.0.0 ninth"},
    {.id = "own",
     .pattern = "own",
     .cause = "own-cause",
     .advice = "Do.",
     .example = "550 5.0.0 own"},
};

SLS_PLUGIN(.name = "bad-severity", .version = "1.0", .title = "Faulty", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules), .causes = causes,
           .cause_count = SLS_COUNT(causes));
