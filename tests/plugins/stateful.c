/*
 * stateful.c - breaks the three things that tests/structure/plugins.cmake holds a plugin
 * to: it keeps state between calls, exports a second symbol and needs another library.
 */
#include <math.h>

#include <smtplogscan/plugin.h>

extern SLS_EXPORT double second_symbol(double x);

static const char *const relays[] = {"stateful.example", NULL};

static const sls_rule rules[] = {
    {.id = "few", .reply = SLS_BY_CODE, .cause = "user-unknown", .advice = "Do."},
    {.id = "many", .reply = SLS_BY_CODE, .cause = "rate-limited", .advice = "Do."},
};

double second_symbol(double x)
{
    return cos(x);
}

static const sls_rule *classify(const sls_attempt *attempt)
{
    static int seen;

    seen += attempt->reply;
    return seen > 1000 ? &rules[1] : &rules[0];
}

SLS_PLUGIN(.name = "stateful", .version = "1.0", .title = "Stateful", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules), .classify = classify);
