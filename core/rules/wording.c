/*
 * wording.c - only rule files speak two languages; a plugin's table speaks English.
 */
#include "rules/wording.h"

#include "rules/rulefile.h"

static const char *first_of(const char *wanted, const char *otherwise)
{
    return wanted != NULL ? wanted : otherwise;
}

struct rule_words wording_of(const struct rule *rule, enum language language)
{
    struct rule_words words = {rule->cause->title, rule->data.advice, rule->data.url};

    if (rule->origin == NULL)
        return words;
    words.title = first_of(rule->origin->english.title, words.title);
    if (language == LANGUAGE_ENGLISH)
        return words;
    words.title = first_of(rule->origin->korean.title, words.title);
    words.advice = first_of(rule->origin->korean.advice, words.advice);
    words.url = first_of(rule->origin->korean.url, words.url);
    return words;
}
