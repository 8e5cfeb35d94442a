/*
 * causes.h - why mail is not accepted: the closed list of docs/causes.md, and what to do.
 */
#ifndef RULES_CAUSES_H
#define RULES_CAUSES_H

#include <stdbool.h>
#include <stddef.h>

#include <smtplogscan/plugin.h>

struct action {
    const char *word;
    enum sls_severity severity;
    bool waits; /* what is only delayed resolves itself */
};

extern const struct action actions[];
extern const size_t action_count;

struct cause {
    const char *slug;
    const char *title; /* what a person would say */
    const struct action *action;
    enum sls_severity severity;
    bool
        of_sender; /* depends on the From address: whether it goes on is told by sender */
};

extern const struct cause causes[];
extern const size_t cause_count;

/* NULL when there is no such word or slug. */
const struct action *action_named(const char *word);
const struct cause *cause_named(const char *slug);

/* A word or slug that may have been meant; NULL: none. */
const char *action_similar(const char *word);
const char *cause_similar(const char *slug);

const char *severity_word(enum sls_severity severity);

#endif
