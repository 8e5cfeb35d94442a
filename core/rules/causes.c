/*
 * causes.c - the table of causes, in the order of docs/causes.md, which a test compares.
 *
 * A cause without a severity of its own has its action's.
 */
#include "rules/causes.h"

#include <string.h>

#include "base/similar.h"

const struct action actions[] = {
    {"fix-auth", SLS_CRITICAL, false},
    {"fix-sender", SLS_CRITICAL, false},
    {"fix-config", SLS_CRITICAL, false},
    {"upgrade-plan", SLS_CRITICAL, false},
    {"contact-provider", SLS_CRITICAL, false},
    {"fix-dns", SLS_WARNING, false},
    {"fix-content", SLS_WARNING, false},
    {"clean-list", SLS_WARNING, false},
    {"review", SLS_WARNING, false},
    {"slow-down", SLS_NOTICE, true},
    {"wait", SLS_NOTICE, true},
};

const size_t action_count = SLS_COUNT(actions);

#define FIX_AUTH         &actions[0], SLS_CRITICAL
#define FIX_SENDER       &actions[1], SLS_CRITICAL
#define FIX_CONFIG       &actions[2], SLS_CRITICAL
#define UPGRADE_PLAN     &actions[3], SLS_CRITICAL
#define CONTACT_PROVIDER &actions[4], SLS_CRITICAL
#define FIX_DNS          &actions[5], SLS_WARNING
#define FIX_CONTENT      &actions[6], SLS_WARNING
#define CLEAN_LIST       &actions[7], SLS_WARNING
#define REVIEW           &actions[8], SLS_WARNING
#define SLOW_DOWN        &actions[9], SLS_NOTICE
#define WAIT             &actions[10], SLS_NOTICE

const struct cause causes[] = {
    /* The two that need no rule: what no rule knows, and a wrapper without an inner
       cause. */
    {"unclassified", "Refused for a reason that no rule knows", REVIEW, false},
    {"message-expired", "Given up after the longest time in the queue", REVIEW, false},
    {"delivery-suspended", "Delivery suspended after earlier failures", REVIEW, false},

    /* Credentials and session. */
    {"auth-bad-credentials", "User name or password refused", FIX_AUTH, false},
    {"auth-app-password-required", "An app password is needed to log in", FIX_AUTH,
     false},
    {"auth-login-blocked", "Login held back until its owner confirms it", FIX_AUTH,
     false},
    {"auth-missing", "Sent without logging in", FIX_AUTH, false},
    {"auth-method-disabled", "Logging in by password is switched off", FIX_AUTH, false},
    {"auth-throttled", "Too many logins in a short time", SLOW_DOWN, false},
    {"auth-temporary", "Credentials could not be checked just now", WAIT, false},
    {"local-sasl-unavailable", "This host cannot log in: SASL module missing", FIX_CONFIG,
     false},
    {"tls-required", "An encrypted connection is required", FIX_CONFIG, false},
    {"tls-failed", "The encrypted connection failed", FIX_CONFIG, false},

    /* Sender identity. */
    {"sender-not-verified", "From address is not a verified sender", FIX_SENDER, true},
    {"sender-mismatch", "From address does not belong to the login", FIX_SENDER, true},
    {"sender-address-invalid", "Sender address or domain does not exist", FIX_SENDER,
     true},
    {"sender-domain-unauthenticated", "Sender's domain fails SPF, DKIM or DMARC", FIX_DNS,
     true},
    {"ptr-missing", "This host's address has no matching reverse DNS", FIX_DNS, false},
    {"helo-invalid", "This host's HELO name is refused", FIX_CONFIG, false},
    {"relay-denied", "This host or login may not relay here", FIX_CONFIG, false},
    {"freemail-sender", "Free mail address used as sender", FIX_SENDER, true},

    /* Account and rate. */
    {"account-quota-exceeded", "Sending limit or credits used up", UPGRADE_PLAN, false},
    {"account-suspended", "The provider has blocked the account", CONTACT_PROVIDER,
     false},
    {"account-sandboxed", "Account may only send to verified addresses", CONTACT_PROVIDER,
     false},
    {"rate-limited", "Sending too fast", SLOW_DOWN, false},
    {"too-many-recipients", "Too many recipients in one message or session", SLOW_DOWN,
     false},
    {"recipient-suppressed", "Recipient is on the provider's suppression list",
     CLEAN_LIST, false},

    /* Reputation, policy, content. */
    {"low-reputation", "Poor reputation of this address or domain", SLOW_DOWN, false},
    {"ip-blocklisted", "This host's address is on a blocklist", CONTACT_PROVIDER, false},
    {"domain-blocklisted", "A domain in the mail is on a blocklist", CONTACT_PROVIDER,
     false},
    {"spam-content", "Judged to be spam", FIX_CONTENT, false},
    {"virus-detected", "Malware found in the message", FIX_CONTENT, false},
    {"attachment-blocked", "Attachment of a forbidden type", FIX_CONTENT, false},
    {"message-malformed", "Message breaks the format rules", FIX_CONTENT, false},
    {"message-too-large", "Message too large", FIX_CONTENT, false},
    {"greylisted", "Greylisted: first contact is put off", WAIT, false},
    {"policy-blocked", "Refused by the receiver's policy", REVIEW, false},

    /* Recipient. */
    {"user-unknown", "Recipient's mailbox does not exist", CLEAN_LIST, false},
    {"mailbox-disabled", "Recipient's mailbox is disabled", CLEAN_LIST, false},
    {"mailbox-full", "Recipient's mailbox is full", WAIT, false},
    {"recipient-rate-limited", "Recipient receives too much mail just now", WAIT, false},
    {"recipient-moved", "Recipient has moved", CLEAN_LIST, false},
    {"recipient-refused", "Recipient's own filter refuses it", REVIEW, false},
    {"domain-not-found", "Recipient's domain does not exist", CLEAN_LIST, false},
    {"domain-no-mail", "Recipient's domain accepts no mail", CLEAN_LIST, false},
    {"recipient-syntax", "Recipient's address is malformed", CLEAN_LIST, false},

    /* Transport. */
    {"relay-host-not-found", "Relay's host name does not resolve", FIX_CONFIG, false},
    {"dns-temporary", "DNS gave no answer just now", WAIT, false},
    {"connect-timeout", "Connection timed out", FIX_CONFIG, false},
    {"connect-refused", "Connection refused or host unreachable", FIX_CONFIG, false},
    {"connection-lost", "Connection lost in mid dialogue", WAIT, false},

    /* Systems and protocol. */
    {"remote-system-error", "Error on the receiving system", WAIT, false},
    {"local-system-error", "Error on this host", FIX_CONFIG, false},
    {"mail-loop", "Mail loops between servers", FIX_CONFIG, false},
    {"protocol-error", "SMTP protocol error", REVIEW, false},
};

const size_t cause_count = SLS_COUNT(causes);

const struct action *action_named(const char *word)
{
    for (size_t i = 0; i < SLS_COUNT(actions); i++)
        if (strcmp(actions[i].word, word) == 0)
            return &actions[i];
    return NULL;
}

const struct cause *cause_named(const char *slug)
{
    for (size_t i = 0; i < cause_count; i++)
        if (strcmp(causes[i].slug, slug) == 0)
            return &causes[i];
    return NULL;
}

enum { MOST_WORDS = 256 };

const char *action_similar(const char *word)
{
    const char *words[MOST_WORDS];
    size_t count = 0;

    for (; count < action_count && count < MOST_WORDS; count++)
        words[count] = actions[count].word;
    return similar_word(word, words, count);
}

const char *cause_similar(const char *slug)
{
    const char *slugs[MOST_WORDS];
    size_t count = 0;

    for (; count < cause_count && count < MOST_WORDS; count++)
        slugs[count] = causes[count].slug;
    return similar_word(slug, slugs, count);
}

const char *severity_word(enum sls_severity severity)
{
    static const char *const words[] = {"", "notice", "warning", "critical"};
    return words[severity];
}
