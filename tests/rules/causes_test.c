/*
 * causes_test.c - the closed list of causes: every slug of the design once and none
 * beside, with the action the design gives it, a title to show, and its action's
 * severity.  Which causes depend on the From address decides how "ongoing" is told, so
 * that is listed too.
 */
#include "rules/causes.h"

#include <string.h>

#include <criterion/criterion.h>

static const struct {
    const char *slug, *action;
    bool of_sender;
} listed[] = {
    {"auth-bad-credentials", "fix-auth", false},
    {"auth-app-password-required", "fix-auth", false},
    {"auth-login-blocked", "fix-auth", false},
    {"auth-missing", "fix-auth", false},
    {"auth-method-disabled", "fix-auth", false},
    {"auth-throttled", "slow-down", false},
    {"auth-temporary", "wait", false},
    {"local-sasl-unavailable", "fix-config", false},
    {"tls-required", "fix-config", false},
    {"tls-failed", "fix-config", false},
    {"sender-not-verified", "fix-sender", true},
    {"sender-mismatch", "fix-sender", true},
    {"sender-address-invalid", "fix-sender", true},
    {"sender-domain-unauthenticated", "fix-dns", true},
    {"ptr-missing", "fix-dns", false},
    {"helo-invalid", "fix-config", false},
    {"relay-denied", "fix-config", false},
    {"freemail-sender", "fix-sender", true},
    {"account-quota-exceeded", "upgrade-plan", false},
    {"account-suspended", "contact-provider", false},
    {"account-sandboxed", "contact-provider", false},
    {"rate-limited", "slow-down", false},
    {"too-many-recipients", "slow-down", false},
    {"recipient-suppressed", "clean-list", false},
    {"low-reputation", "slow-down", false},
    {"ip-blocklisted", "contact-provider", false},
    {"domain-blocklisted", "contact-provider", false},
    {"spam-content", "fix-content", false},
    {"virus-detected", "fix-content", false},
    {"attachment-blocked", "fix-content", false},
    {"message-malformed", "fix-content", false},
    {"message-too-large", "fix-content", false},
    {"greylisted", "wait", false},
    {"policy-blocked", "review", false},
    {"user-unknown", "clean-list", false},
    {"mailbox-disabled", "clean-list", false},
    {"mailbox-full", "wait", false},
    {"recipient-rate-limited", "wait", false},
    {"recipient-moved", "clean-list", false},
    {"recipient-refused", "review", false},
    {"domain-not-found", "clean-list", false},
    {"domain-no-mail", "clean-list", false},
    {"recipient-syntax", "clean-list", false},
    {"relay-host-not-found", "fix-config", false},
    {"dns-temporary", "wait", false},
    {"connect-timeout", "fix-config", false},
    {"connect-refused", "fix-config", false},
    {"connection-lost", "wait", false},
    {"remote-system-error", "wait", false},
    {"local-system-error", "fix-config", false},
    {"mail-loop", "fix-config", false},
    {"protocol-error", "review", false},
    {"message-expired", "review", false},
    {"delivery-suspended", "review", false},
    {"unclassified", "review", false},
};

static const struct {
    const char *word;
    enum sls_severity severity;
    bool waits;
} listed_actions[] = {
    {"fix-auth", SLS_CRITICAL, false},   {"fix-sender", SLS_CRITICAL, false},
    {"fix-config", SLS_CRITICAL, false}, {"upgrade-plan", SLS_CRITICAL, false},
    {"fix-dns", SLS_WARNING, false},     {"contact-provider", SLS_CRITICAL, false},
    {"fix-content", SLS_WARNING, false}, {"clean-list", SLS_WARNING, false},
    {"review", SLS_WARNING, false},      {"slow-down", SLS_NOTICE, true},
    {"wait", SLS_NOTICE, true},
};

Test(causes, every_slug_of_the_design_has_its_action)
{
    cr_expect_eq(cause_count, SLS_COUNT(listed), "%zu causes, the design lists %zu",
                 cause_count, SLS_COUNT(listed));
    for (size_t i = 0; i < SLS_COUNT(listed); i++) {
        const struct cause *cause = cause_named(listed[i].slug);
        cr_expect(cause != NULL, "%s: is missing", listed[i].slug);
        if (cause == NULL)
            continue;
        cr_expect_str_eq(cause->slug, listed[i].slug);
        cr_expect_str_eq(cause->action->word, listed[i].action, "%s: action %s",
                         listed[i].slug, cause->action->word);
        cr_expect_eq(cause->of_sender, listed[i].of_sender, "%s: of the sender?",
                     listed[i].slug);
    }
}

Test(causes, slugs_are_unique_and_titles_fit_for_people)
{
    for (size_t i = 0; i < cause_count; i++) {
        const char *title = causes[i].title;
        cr_expect_eq(cause_named(causes[i].slug), &causes[i], "%s: is there twice",
                     causes[i].slug);
        cr_expect_eq(strspn(causes[i].slug, "abcdefghijklmnopqrstuvwxyz0123456789-"),
                     strlen(causes[i].slug), "%s: has a character of its own",
                     causes[i].slug);
        cr_expect(title[0] >= 'A' && title[0] <= 'Z' && strlen(title) <= 60,
                  "%s: title \"%s\"", causes[i].slug, title);
        cr_expect_neq(title[strlen(title) - 1], '.', "%s: title \"%s\"", causes[i].slug,
                      title);
        for (size_t j = 0; j < i; j++)
            cr_expect_str_neq(causes[j].title, title, "%s and %s: same title",
                              causes[j].slug, causes[i].slug);
    }
}

Test(causes, severity_is_that_of_the_action)
{
    for (size_t i = 0; i < cause_count; i++) {
        cr_expect_eq(action_named(causes[i].action->word), causes[i].action,
                     "%s: its action is none", causes[i].slug);
        cr_expect_eq(causes[i].severity, causes[i].action->severity, "%s: severity %d",
                     causes[i].slug, causes[i].severity);
    }
}

Test(causes, actions)
{
    for (size_t i = 0; i < SLS_COUNT(listed_actions); i++) {
        const struct action *action = action_named(listed_actions[i].word);
        cr_expect(action != NULL, "%s: is missing", listed_actions[i].word);
        if (action == NULL)
            continue;
        cr_expect_eq(action->severity, listed_actions[i].severity, "%s: severity",
                     action->word);
        cr_expect_eq(action->waits, listed_actions[i].waits, "%s: waits", action->word);
    }
}

Test(causes, what_is_not_listed_has_no_name)
{
    static const char *const rows[] = {
        "",        "fix",         "fix-auth ",     "FIX-AUTH",
        "wait-",   "user-unknow", "user-unknown2", "User-Unknown",
        "by cause"};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        cr_expect_null(action_named(rows[i]), "\"%s\" is an action", rows[i]);
        cr_expect_null(cause_named(rows[i]), "\"%s\" is a cause", rows[i]);
    }
}

Test(causes, words_for_severities)
{
    cr_expect_str_eq(severity_word(SLS_NOTICE), "notice");
    cr_expect_str_eq(severity_word(SLS_WARNING), "warning");
    cr_expect_str_eq(severity_word(SLS_CRITICAL), "critical");
}
