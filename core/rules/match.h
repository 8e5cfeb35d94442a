/*
 * match.h - one rule, ready to be compared with attempts.
 */
#ifndef RULES_MATCH_H
#define RULES_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/why.h"
#include "rules/causes.h"

struct pattern; /* a compiled PCRE2 pattern */

struct file_rule; /* a cause of a rule file */

/* What people are told. */
struct rule_words {
    const char *title, *advice, *url; /* lists are one a line */
};

struct rule {
    sls_rule data;
    const struct file_rule *origin; /* NULL: of a plugin's table */
    const char *text_domain;        /* of a table's words (base/say.h); NULL: none */
    const struct cause *cause;
    const struct action *action;
    enum sls_severity severity;
    struct pattern *pattern; /* NULL: any text */
    uint16_t enhanced[3];
    int enhanced_fields; /* how many of them count: 0 to 3 */
    uint16_t plugin;     /* index in the book */
    uint16_t number;     /* in the plugin or the file, from 0 */
};

enum match_result { MATCH_NO, MATCH_YES, MATCH_LIMIT /* the pattern took too long */ };

/* Caseless, over bytes; *offset is where a faulty pattern breaks. */
struct pattern *pattern_open(const char *text, size_t *offset, struct why *why);
void pattern_close(struct pattern *pattern);
/* Where the match stands in the text: [*from, *to). */
enum match_result pattern_match(struct pattern *pattern, sls_view text, size_t *from,
                                size_t *to);

/* For people, when a text should match and does not: where the longest beginning of a
   match ends. */
size_t pattern_reach(struct pattern *pattern, sls_view text);

/* "5.7.26", "5.7" or "5" as fields; false when it is none of these. */
bool match_enhanced(const char *text, uint16_t enhanced[3], int *fields);

/* attempt->text is the template. */
enum match_result rule_match(const struct rule *rule, const sls_attempt *attempt);

#endif
