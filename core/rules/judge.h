/*
 * judge.h - from a refused attempt to the rule that says why.
 *
 * Order: the rules of the relay's provider, its classify(), the generic rules, and last
 * "unclassified".  A verdict depends only on the provider and the template of the reply,
 * its stage and outcome, so it is looked up for every reply but the first of its kind.
 */
#ifndef RULES_JUDGE_H
#define RULES_JUDGE_H

#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/table.h"
#include "rules/book.h"
#include "rules/template.h"

struct verdict {
    uint16_t provider; /* plugin index: who was asked, whosever rule it is */
    uint16_t rule;     /* in the book */
    uint64_t reply;    /* hash of provider, rule and template: one for a kind of reply */
    sls_view template; /* until the next verdict */
};

struct judge_memory;

struct judge {
    const struct book *book;
    uint64_t seed;
    struct template_room *room;
    struct judge_memory *memory;
    struct table providers; /* of relay names seen */
    uint64_t limit_hits;    /* patterns that were stopped */
    uint16_t limit_rule;    /* the last of them */
};

/* What makes a kind of reply: who was asked, the rule, and the template. */
uint64_t judge_kind(uint64_t seed, uint16_t provider, uint16_t rule, sls_view template);

void judge_open(struct judge *judge, const struct book *book, uint64_t seed);
void judge_close(struct judge *judge);

uint16_t judge_provider(struct judge *judge, sls_view relay);
/* `provider` is who refused: judge_provider()'s answer, or the plugin of an export. */
struct verdict judge_attempt(struct judge *judge, uint16_t provider,
                             const sls_attempt *attempt);

/* Without a relay: every provider's rules that have a pattern, then the generic ones; the
   provider is that of the rule. */
struct verdict judge_text(struct judge *judge, const sls_attempt *attempt);

#endif
