/*
 * completion.c - the lists that the scripts of all shells share.
 *
 * Providers and causes are those of the plugins and rule files that are loaded when the
 * script is written: a shell that asked the program at every key would be slow.
 */
#include "app/completion.h"

#include <string.h>

#include "app/arguments.h"
#include "app/help.h"
#include "app/run.h"
#include "base/say.h"
#include "base/view.h"

struct list {
    FILE *file;
    size_t count;
};

/* A shell reads what is written here, and names are a plugin's to choose. */
static bool is_harmless(const char *word)
{
    for (const char *c = word; *c != '\0'; c++)
        if (!is_alphanumeric(*c) && strchr("-_./", *c) == NULL)
            return false;
    return *word != '\0';
}

static void add(struct list *list, const char *provider, const char *word)
{
    if (!is_harmless(word) || (provider != NULL && !is_harmless(provider)))
        return;
    fprintf(list->file, "%s%s%s%s", list->count++ > 0 ? " " : "",
            provider != NULL ? provider : "", provider != NULL ? "/" : "", word);
}

static void add_providers(struct list *list, const struct book *book)
{
    for (size_t i = 0; i < book->plugin_count; i++)
        add(list, NULL, book->plugins[i].info.name);
}

static bool is_first_of_cause(const struct book *book, size_t number)
{
    for (size_t i = RULE_FIRST; i < number; i++)
        if (book->rules[i].plugin == book->rules[number].plugin &&
            strcmp(book->rules[i].cause->slug, book->rules[number].cause->slug) == 0)
            return false;
    return true;
}

/* Those that the rules of a provider lead to, with its name, and all by their own. */
static void add_causes(struct list *list, const struct book *book)
{
    for (size_t i = 0; i < cause_count; i++)
        add(list, NULL, causes[i].slug);
    for (size_t i = RULE_FIRST; i < book->rule_count; i++)
        if (is_first_of_cause(book, i))
            add(list, book->plugins[book->rules[i].plugin].info.name,
                book->rules[i].cause->slug);
}

bool completion_has_words(const struct option_row *row)
{
    enum argument_kind kind = argument_kind_of(row);

    return kind == ARGUMENT_WORDS || kind == ARGUMENT_PROVIDER ||
           kind == ARGUMENT_CAUSE || kind == ARGUMENT_TOPIC;
}

void completion_words(FILE *file, const struct book *book, const struct option_row *row)
{
    enum argument_kind kind = argument_kind_of(row);
    struct list list = {.file = file};
    const char *word;

    for (size_t i = 0; (word = argument_word(row, i)) != NULL; i++)
        add(&list, NULL, word);
    if (kind == ARGUMENT_PROVIDER || kind == ARGUMENT_TOPIC)
        add_providers(&list, book);
    if (kind == ARGUMENT_CAUSE || kind == ARGUMENT_TOPIC)
        add_causes(&list, book);
}

void completion_help(FILE *file, const struct option_row *row, const char *special)
{
    sls_view text = help_in_short(say(row->help));

    for (size_t i = 0; i < text.len; i++) {
        if (strchr(special, text.ptr[i]) != NULL)
            fputc('\\', file);
        fputc(text.ptr[i], file);
    }
}

int completion_print(const struct book *book, const char *shell)
{
    static const struct {
        const char *name;
        void (*write)(FILE *file, const struct book *book);
    } shells[] = {
        {"bash", completion_bash},
        {"zsh", completion_zsh},
        {"fish", completion_fish},
    };

    for (size_t i = 0; i < SLS_COUNT(shells); i++)
        if (strcmp(shell, shells[i].name) == 0)
            shells[i].write(stdout, book);
    return EXIT_OK;
}
