/*
 * wording.c - a rule file brings its Korean along; what a table says, and the titles of
 * the program's own causes, are looked up in a catalog.
 */
#include "rules/wording.h"

#include "base/say.h"
#include "rules/rulefile.h"

static const char *first_of(const char *wanted, const char *otherwise)
{
    return wanted != NULL ? wanted : otherwise;
}

const char *wording_cause(const struct cause *cause, const char *text_domain)
{
    bool ours = cause_named(cause->slug) == cause;

    return say_from(ours ? SAY_DOMAIN : text_domain, cause->title);
}

const char *wording_provider(const struct book *book, const char *name)
{
    size_t plugin = book_plugin(book, name);

    if (plugin == book->plugin_count)
        return name;
    return say_from(book->plugins[plugin].info.text_domain,
                    book->plugins[plugin].info.title);
}

static struct rule_words in_english(const struct rule *rule)
{
    struct rule_words words = {rule->cause->title, rule->data.advice, rule->data.url};

    if (rule->origin != NULL)
        words.title = first_of(rule->origin->english.title, words.title);
    return words;
}

struct rule_words wording_of(const struct rule *rule, enum language language)
{
    struct rule_words words = in_english(rule);

    if (language == LANGUAGE_ENGLISH)
        return words;
    if (words.title == rule->cause->title)
        words.title = wording_cause(rule->cause, rule->text_domain);
    if (rule->origin != NULL) {
        words.title = first_of(rule->origin->korean.title, words.title);
        words.advice = first_of(rule->origin->korean.advice, words.advice);
        words.url = first_of(rule->origin->korean.url, words.url);
        return words;
    }
    words.advice = say_from(rule->text_domain, words.advice);
    words.url = say_from(rule->text_domain, words.url);
    return words;
}
