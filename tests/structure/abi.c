/*
 * abi.c - prints where every field of ABI 1.0 stands, how large it is, and what every
 * constant is; abi.cmake builds it with the frozen header and with that of today.
 */
#include <smtplogscan/plugin.h>

#include <stdio.h>

#define FIELD(type, field)                                                               \
    printf("%s.%s at %zu, %zu bytes\n", #type, #field, offsetof(type, field),            \
           sizeof(((type *)0)->field))
#define SIZE(type)      printf("size %s %zu\n", #type, sizeof(type))
#define CONSTANT(value) printf("%s is %lu\n", #value, (unsigned long)(value))

static void print_attempt(void)
{
    FIELD(sls_attempt, time);
    FIELD(sls_attempt, delay_ms);
    FIELD(sls_attempt, outcome);
    FIELD(sls_attempt, stage);
    FIELD(sls_attempt, reply);
    FIELD(sls_attempt, enhanced);
    FIELD(sls_attempt, dsn);
    FIELD(sls_attempt, port);
    FIELD(sls_attempt, host);
    FIELD(sls_attempt, relay);
    FIELD(sls_attempt, instance);
    FIELD(sls_attempt, queue_id);
    FIELD(sls_attempt, provider_id);
    FIELD(sls_attempt, message_id);
    FIELD(sls_attempt, sender);
    FIELD(sls_attempt, login);
    FIELD(sls_attempt, recipient);
    FIELD(sls_attempt, text);
    SIZE(sls_attempt);
}

static void print_table(void)
{
    FIELD(sls_rule, reply);
    FIELD(sls_rule, severity);
    FIELD(sls_rule, enhanced);
    FIELD(sls_rule, pattern);
    FIELD(sls_rule, id);
    FIELD(sls_rule, action);
    FIELD(sls_rule, cause);
    FIELD(sls_rule, advice);
    FIELD(sls_rule, url);
    FIELD(sls_rule, example);
    SIZE(sls_rule);
    FIELD(sls_cause, slug);
    FIELD(sls_cause, title);
    FIELD(sls_cause, action);
    FIELD(sls_cause, severity);
    SIZE(sls_cause);
}

static void print_plugin(void)
{
    FIELD(sls_plugin, magic);
    FIELD(sls_plugin, abi_major);
    FIELD(sls_plugin, abi_minor);
    FIELD(sls_plugin, plugin_size);
    FIELD(sls_plugin, rule_size);
    FIELD(sls_plugin, cause_size);
    FIELD(sls_plugin, name);
    FIELD(sls_plugin, version);
    FIELD(sls_plugin, title);
    FIELD(sls_plugin, text_domain);
    FIELD(sls_plugin, setup);
    FIELD(sls_plugin, relays);
    FIELD(sls_plugin, rules);
    FIELD(sls_plugin, rule_count);
    FIELD(sls_plugin, causes);
    FIELD(sls_plugin, cause_count);
    FIELD(sls_plugin, classify);
    FIELD(sls_plugin, probe);
    FIELD(sls_plugin, parse);
    SIZE(sls_plugin);
}

static void print_host(void)
{
    FIELD(sls_view, ptr);
    FIELD(sls_view, len);
    printf("an sls_view, passed by value, has %zu bytes\n", sizeof(sls_view));
    FIELD(sls_host, size);
    FIELD(sls_host, nth);
    FIELD(sls_host, field);
    FIELD(sls_host, read_time);
    SIZE(sls_host);
}

static void print_outcomes(void)
{
    CONSTANT(SLS_UNKNOWN);
    CONSTANT(SLS_SENT);
    CONSTANT(SLS_DEFERRED);
    CONSTANT(SLS_BOUNCED);
    CONSTANT(SLS_DELIVERED);
    CONSTANT(SLS_DROPPED);
    CONSTANT(SLS_STAGE_UNKNOWN);
    CONSTANT(SLS_CONNECT);
    CONSTANT(SLS_TLS);
    CONSTANT(SLS_AUTH);
    CONSTANT(SLS_MAIL);
    CONSTANT(SLS_RCPT);
    CONSTANT(SLS_DATA);
    CONSTANT(SLS_END_OF_DATA);
    CONSTANT(SLS_AFTER_ACCEPTANCE);
}

static void print_constants(void)
{
    CONSTANT(SLS_ABI_MAJOR);
    CONSTANT(SLS_MAGIC);
    CONSTANT(SLS_BY_CODE);
    CONSTANT(SLS_NOTICE);
    CONSTANT(SLS_WARNING);
    CONSTANT(SLS_CRITICAL);
    CONSTANT(SLS_SKIP);
    CONSTANT(SLS_ATTEMPT);
    CONSTANT(SLS_MALFORMED);
    CONSTANT(SLS_MORE);
}

int main(void)
{
    print_attempt();
    print_table();
    print_plugin();
    print_host();
    print_outcomes();
    print_constants();
    return 0;
}
