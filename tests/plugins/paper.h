/*
 * paper.h - three providers on paper, without a shared object, and a tally to fill by
 * hand: one line of a test is one message to one recipient.
 *
 * "acme-eu" stands before "acme/..." in the order of bytes, and two rules of acme lead to
 * one cause.
 */
#ifndef PLUGINS_PAPER_H
#define PLUGINS_PAPER_H

#include "base/hash.h"
#include "base/view.h"
#include "tally/tally.h"

/* 2026-11-22 00:00:00 UTC, a Sunday. */
enum { PAPER_START = 1795305600 };

enum { PAPER_ACME, PAPER_ACME_EU, PAPER_GENERIC, PAPER_PLUGINS };

enum {
    PAPER_UNVERIFIED = RULE_FIRST, /* of acme, as are the next four */
    PAPER_UNOWNED,                 /* the same cause by another rule */
    PAPER_RATE,
    PAPER_CREDITS,
    PAPER_UNKNOWN,
    PAPER_EU_RATE, /* of acme-eu */
    PAPER_NO_USER, /* of generic, as is the next */
    PAPER_TIMEOUT,
    PAPER_RULES
};

struct paper {
    struct book book;
    struct plugin plugins[PAPER_PLUGINS];
    struct rule rules[PAPER_RULES];
    size_t first_rule[PAPER_PLUGINS + 1];
    struct intern names;
    struct tally tally;
};

struct paper_mail {
    uint16_t provider, rule; /* the rule is 0 for mail that is never refused */
    enum fate fate;
    int64_t time; /* of the refusal, else of the acceptance */
    const char *sender, *domain, *reply;
    int64_t retried_until; /* accepted then, after the refusal */
    int64_t delay_ms;
};

static const char *const paper_names[PAPER_PLUGINS][2] = {
    {"acme", "Acme Mail"}, {"acme-eu", "Acme Europe"}, {"generic", "Other SMTP"}};

static const struct {
    uint16_t plugin;
    const char *cause, *action, *advice, *url;
} paper_rules[PAPER_RULES] = {
    [RULE_UNCLASSIFIED] = {PAPER_GENERIC, "unclassified", NULL, "Read the reply.", NULL},
    [RULE_EXPIRED] = {PAPER_GENERIC, "message-expired", NULL, "Read older logs.", NULL},
    [PAPER_UNVERIFIED] = {PAPER_ACME, "sender-not-verified", NULL,
                          "Verify the sender.\nThen send again.",
                          "https://help.acme.example/verify"},
    [PAPER_UNOWNED] = {PAPER_ACME, "sender-not-verified", NULL, "Own the sender.",
                       "https://help.acme.example/own\nhttps://help.acme.example/faq"},
    [PAPER_RATE] = {PAPER_ACME, "rate-limited", NULL, "Send more slowly.", NULL},
    [PAPER_CREDITS] = {PAPER_ACME, "account-quota-exceeded", "slow-down", "Wait.", NULL},
    [PAPER_UNKNOWN] = {PAPER_ACME, "user-unknown", NULL, "Remove it.", NULL},
    [PAPER_EU_RATE] = {PAPER_ACME_EU, "rate-limited", NULL, "Send more slowly.", NULL},
    [PAPER_NO_USER] = {PAPER_GENERIC, "user-unknown", NULL, "Remove it.", NULL},
    [PAPER_TIMEOUT] = {PAPER_GENERIC, "connect-timeout", NULL, "Open port 587.", NULL},
};

static inline void paper_open(struct paper *paper)
{
    *paper = (struct paper){.book.plugin_count = PAPER_PLUGINS,
                            .book.generic = PAPER_GENERIC,
                            .book.rule_count = PAPER_RULES};
    paper->book.plugins = paper->plugins;
    paper->book.rules = paper->rules;
    paper->book.first_rule = paper->first_rule;
    for (size_t i = 0; i < PAPER_PLUGINS; i++)
        paper->plugins[i].info = (sls_plugin){.name = paper_names[i][0],
                                              .title = paper_names[i][1],
                                              .version = "1.0",
                                              .abi_major = SLS_ABI_MAJOR};
    for (size_t i = 0; i < PAPER_RULES; i++) {
        const struct cause *cause = cause_named(paper_rules[i].cause);
        const char *action = paper_rules[i].action;
        paper->rules[i] = (struct rule){
            .data = {.id = paper_rules[i].cause,
                     .cause = paper_rules[i].cause,
                     .advice = paper_rules[i].advice,
                     .url = paper_rules[i].url},
            .cause = cause,
            .action = action != NULL ? action_named(action) : cause->action,
            .severity = action != NULL ? action_named(action)->severity : cause->severity,
            .plugin = paper_rules[i].plugin,
        };
    }
    intern_open(&paper->names, 1 << 20, 1);
    tally_open(&paper->tally, &paper->book, &paper->names);
}

static inline void paper_close(struct paper *paper)
{
    tally_close(&paper->tally);
    intern_close(&paper->names);
}

static inline uint32_t paper_name(struct paper *paper, const char *name)
{
    return intern_id(&paper->names, view_of(name));
}

/* One attempt that was refused: what judging it makes of it. */
static inline struct mark paper_refusal(struct paper *paper,
                                        const struct paper_mail *mail)
{
    const char *reply = mail->reply != NULL ? mail->reply : paper_rules[mail->rule].cause;
    sls_attempt attempt = {.time = mail->time,
                           .outcome =
                               mail->fate == FATE_FAILED ? SLS_BOUNCED : SLS_DEFERRED,
                           .reply = mail->fate == FATE_FAILED ? 550 : 450,
                           .dsn = {mail->fate == FATE_FAILED ? 5 : 4, 7, 1},
                           .text = view_of(reply)};
    uint64_t kind =
        hash_mix(hash_view(attempt.text, 1), (uint64_t)mail->provider << 16 | mail->rule);
    struct verdict verdict = {mail->provider, mail->rule, kind, attempt.text};

    tally_attempt(&paper->tally, COUNT_ATTEMPT, mail->provider, &attempt);
    return tally_refusal(&paper->tally, &verdict, &attempt, 0, 1, true, true);
}

/* One message to one recipient, from its first line to its end. */
static inline void paper_mail(struct paper *paper, const struct paper_mail *mail)
{
    struct recipient recipient = {
        .provider = mail->provider,
        .sender = paper_name(paper, mail->sender),
        .domain = paper_name(paper, mail->domain),
        .fate = (uint8_t)mail->fate,
        .first = mail->time,
        .last = mail->time,
        .delay_ms = mail->fate == FATE_ACCEPTED ? mail->delay_ms : -1,
        .attempts = 1,
        .first_of_message = true,
    };
    int64_t accepted = mail->retried_until != 0 ? mail->retried_until : mail->time;

    tally_seen(&paper->tally, mail->time, paper_name(paper, "mx1"));
    if (mail->fate != FATE_ACCEPTED || mail->retried_until != 0) {
        recipient.mark = paper_refusal(paper, mail);
        recipient.was_refused = true;
        recipient.refused = mail->time;
    }
    if (mail->fate == FATE_ACCEPTED) {
        sls_attempt attempt = {.time = accepted, .outcome = SLS_SENT, .reply = 250};
        tally_attempt(&paper->tally, COUNT_ATTEMPT, mail->provider, &attempt);
        tally_seen(&paper->tally, accepted, paper_name(paper, "mx1"));
        recipient.last = accepted;
    }
    tally_recipient(&paper->tally, &recipient);
}

#endif
