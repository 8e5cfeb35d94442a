/*
 * names.c - words that name a provider or a cause, checked against what is loaded.
 */
#include "app/names.h"

#include <stdio.h>

#include "base/say.h"
#include "base/similar.h"
#include "base/view.h"
#include "rules/causes.h"

enum { MOST_NAMES = 64, LIST_BYTES = 1024 };

bool names_refuse(const char *sentence, sls_view word, const char *const *names,
                  size_t count, struct why *why)
{
    char wanted[128], hint[SIMILAR_HINT_BYTES];

    snprintf(wanted, sizeof(wanted), "%.*s", (int)word.len, word.ptr);
    similar_hint(hint, similar_word(wanted, names, count));
    return fail(why, sentence, wanted, hint);
}

bool names_is_provider(const struct book *book, sls_view name)
{
    for (size_t i = 0; i < book->plugin_count; i++)
        if (view_equal(view_of(book->plugins[i].info.name), name))
            return true;
    return false;
}

bool names_check_provider(const struct book *book, sls_view word, struct why *why)
{
    const char *names[MOST_NAMES];
    char loaded[LIST_BYTES] = "";
    size_t count = 0, used = 0;

    if (names_is_provider(book, word))
        return true;
    for (size_t i = 0; i < book->plugin_count && count < MOST_NAMES; i++) {
        names[count++] = book->plugins[i].info.name;
        if (used < LIST_BYTES)
            used += (size_t)snprintf(loaded + used, LIST_BYTES - used, " %s",
                                     book->plugins[i].info.name);
    }
    names_refuse(SAID("no provider \"%s\"%s"), word, names, count, why);
    return fail_more(why, "; loaded:%s", loaded);
}

bool names_is_cause(const struct book *book, sls_view slug)
{
    for (size_t i = 0; i < book->rule_count; i++)
        if (view_equal(view_of(book->rules[i].cause->slug), slug))
            return true;
    for (size_t i = 0; i < cause_count; i++)
        if (view_equal(view_of(causes[i].slug), slug))
            return true;
    return false;
}

bool names_check_cause(const struct book *book, sls_view word, struct why *why)
{
    sls_view slug = word, provider;
    char wanted[128], hint[SIMILAR_HINT_BYTES];

    if (view_find_byte(word, '/') != NULL) {
        provider = view_take(&slug, '/');
        if (!names_check_provider(book, provider, why))
            return false;
    }
    if (names_is_cause(book, slug))
        return true;
    snprintf(wanted, sizeof(wanted), "%.*s", (int)slug.len, slug.ptr);
    fail(why, "no cause \"%s\"%s", wanted, similar_hint(hint, cause_similar(wanted)));
    return fail_remedy(why, "smtplogscan --list-causes");
}
