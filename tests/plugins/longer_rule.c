/*
 * longer_rule.c - built with a header whose structures have grown at their ends, as those
 * of a later ABI 1.x will: the host must step by the sizes that the plugin tells.
 */
#include <smtplogscan/plugin.h>

struct longer_rule {
    sls_rule rule;
    const char *later;
    uint64_t much_later;
};

struct longer_cause {
    sls_cause cause;
    const char *later;
};

static const char *const relays[] = {"longer.example", NULL};

static const struct longer_cause causes[] = {
    {{.slug = "first-own", .title = "First", .action = "wait"}, "x"},
    {{.slug = "second-own", .title = "Second", .action = "review"}, "y"},
};

static const struct longer_rule rules[] = {
    {{.id = "first",
      .pattern = "first",
      .cause = "first-own",
      .advice = "Do the first thing.",
      .example = "550 5.0.0 first"},
     "x",
     UINT64_MAX},
    {{.id = "second",
      .pattern = "second",
      .cause = "second-own",
      .advice = "Do the second thing.",
      .example = "550 5.0.0 second"},
     "y",
     UINT64_MAX},
    {{.id = "third",
      .reply = SLS_BY_CODE,
      .cause = "user-unknown",
      .advice = "Do the third thing.",
      .example = "550 5.0.0 third"},
     "z",
     UINT64_MAX},
};

static const sls_rule *classify(const sls_attempt *attempt)
{
    return attempt->text.len > 0 ? &rules[2].rule : NULL;
}

struct longer_plugin {
    sls_plugin plugin;
    const char *later;
};

extern SLS_EXPORT const struct longer_plugin smtplogscan_plugin;
const struct longer_plugin smtplogscan_plugin = {
    {.magic = SLS_MAGIC,
     .abi_major = SLS_ABI_MAJOR,
     .abi_minor = SLS_ABI_MINOR,
     .plugin_size = sizeof(struct longer_plugin),
     .rule_size = sizeof(struct longer_rule),
     .cause_size = sizeof(struct longer_cause),
     .name = "longer",
     .version = "1.0",
     .title = "Longer",
     .relays = relays,
     .rules = &rules[0].rule,
     .rule_count = SLS_COUNT(rules),
     .causes = &causes[0].cause,
     .cause_count = SLS_COUNT(causes),
     .classify = classify},
    "later"};
