/*
 * wording.h - the words of rules, causes and providers in the reader's language.
 */
#ifndef RULES_WORDING_H
#define RULES_WORDING_H

#include "rules/book.h"
#include "rules/match.h"

enum language { LANGUAGE_ENGLISH, LANGUAGE_KOREAN };

/* What a rule has not in Korean it says in English; the title is never NULL.  In Korean
   after say_in() alone (base/say.h). */
struct rule_words wording_of(const struct rule *rule, enum language language);

/* A title as say() tells it; `text_domain` is that of the plugin whose cause it is. */
const char *wording_cause(const struct cause *cause, const char *text_domain);
/* Of a provider; its name again when no such one is loaded. */
const char *wording_provider(const struct book *book, const char *name);

#endif
