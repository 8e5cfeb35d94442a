/*
 * wording.h - the words of a rule in the reader's language.
 */
#ifndef RULES_WORDING_H
#define RULES_WORDING_H

#include "rules/match.h"

enum language { LANGUAGE_ENGLISH, LANGUAGE_KOREAN };

/* What a rule has not in Korean it says in English; the title is never NULL. */
struct rule_words wording_of(const struct rule *rule, enum language language);

#endif
