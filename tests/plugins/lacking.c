/*
 * lacking.c - built once for each LACKS_..., it lacks exactly that.
 */
#include <smtplogscan/plugin.h>

#ifndef LACKS_RELAYS
static const char *const relays[] = {"lacking.example", NULL};
#endif

#ifdef LACKS_CAUSE_TITLE
static const sls_cause causes[] = {
    {.slug = "whole", .title = "Whole", .action = "wait"},
    {.slug = "half", .action = "wait"},
};
#endif

extern SLS_EXPORT const sls_plugin smtplogscan_plugin;
const sls_plugin smtplogscan_plugin = {
    .magic = SLS_MAGIC,
    .abi_major = SLS_ABI_MAJOR,
    .abi_minor = SLS_ABI_MINOR,
#ifdef LACKS_SIZE
    .plugin_size = sizeof(sls_plugin) - 1,
#else
    .plugin_size = sizeof(sls_plugin),
#endif
#ifdef LACKS_RULE_SIZE
    .rule_size = sizeof(sls_rule) - sizeof(void *),
#else
    .rule_size = sizeof(sls_rule),
#endif
    .cause_size = sizeof(sls_cause),
#ifndef LACKS_NAME
    .name = "lacking",
#endif
#ifndef LACKS_VERSION
    .version = "1.0",
#endif
#ifndef LACKS_TITLE
    .title = "Lacking",
#endif
#ifndef LACKS_RELAYS
    .relays = relays,
#endif
#ifdef LACKS_RULES
    .rule_count = 3,
#endif
#ifdef LACKS_CAUSES
    .cause_count = 3,
#endif
#ifdef LACKS_CAUSE_TITLE
    .causes = causes,
    .cause_count = SLS_COUNT(causes),
#endif
};
