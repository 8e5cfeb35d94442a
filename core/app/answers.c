/*
 * answers.c - looks things up in the rule tables and prints them.
 */
#include "app/answers.h"

#include <stdio.h>
#include <string.h>

#include "app/message.h"
#include "app/run.h"
#include "base/similar.h"
#include "base/view.h"
#include "rules/rulefile.h"

static void print_file(const struct rulefile *file)
{
    printf("%-17s %4zu rules  %-20s %s\n", "rule file", file->rule_count, "", file->path);
}

int answer_plugins(const struct book *book)
{
    for (size_t i = 0; i < book->plugin_count; i++) {
        const struct plugin *plugin = &book->plugins[i];
        printf("%-10s %-6s %4zu rules  %-20s %s\n", plugin->info.name,
               plugin->info.version, book->first_rule[i + 1] - book->first_rule[i],
               plugin->info.title, plugin->path);
    }
    for (size_t i = 0; i < book->file_count; i++)
        if (book->files[i].fault_count == 0)
            print_file(&book->files[i]);
    return EXIT_OK;
}

static void print_cause(const struct cause *cause)
{
    printf("%-30s %-17s %-9s %s\n", cause->slug, cause->action->word,
           severity_word(cause->severity), cause->title);
}

int answer_causes(const struct book *book)
{
    for (size_t i = 0; i < cause_count; i++)
        print_cause(&causes[i]);
    for (size_t i = 0; i < book->plugin_count; i++)
        for (size_t c = 0; c < book->plugins[i].info.cause_count; c++)
            print_cause(&book->plugins[i].causes[c]);
    for (size_t i = 0; i < book->new_cause_count; i++)
        print_cause(&book->new_causes[i]);
    return EXIT_OK;
}

static void print_lines(const char *label, const char *lines)
{
    sls_view rest = view_of(lines);

    while (rest.len > 0) {
        sls_view line = view_take(&rest, '\n');
        printf("  %-6s %.*s\n", label, (int)line.len, line.ptr);
        label = "";
    }
}

static void print_rule(const struct book *book, const struct rule *rule,
                       enum language language)
{
    struct rule_words words = wording_of(rule, language);
    sls_view examples = view_of(rule->data.example);
    sls_view example = view_take(&examples, '\n');

    printf("\n%s/%s  (rule %s, %s)\n", book->plugins[rule->plugin].info.name,
           rule->cause->slug, rule->data.id, rule->action->word);
    if (example.len > 0)
        printf("  reply  %.*s\n", (int)example.len, example.ptr);
    print_lines("do", words.advice);
    print_lines("link", words.url);
}

/* Rules of one cause, of one provider (or of all: plugin_count); how many there are. */
static size_t print_rules(const struct book *book, size_t plugin, const char *slug,
                          enum language language)
{
    size_t found = 0;

    for (size_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        bool of_plugin = plugin == book->plugin_count || rule->plugin == plugin ||
                         rule->plugin == book->generic;
        if (!of_plugin || strcmp(rule->cause->slug, slug) != 0)
            continue;
        if (found++ == 0)
            printf("%s: %s\n", slug, wording_of(rule, language).title);
        print_rule(book, rule, language);
    }
    return found;
}

static int refuse(const char *kind, const char *subject, const char *similar,
                  const char *rest)
{
    struct why why;

    fail(&why, "no %s \"%s\"%s%s%s", kind, subject, similar ? "; similar: " : "",
         similar ? similar : "", rest);
    message_print(&why);
    return EXIT_NO_REPORT;
}

static bool is_like_a_provider(const struct book *book, const char *name)
{
    for (size_t i = 0; i < book->plugin_count; i++)
        if (similar_word(name, (const char *const[]){book->plugins[i].info.name}, 1) !=
            NULL)
            return true;
    return false;
}

static int refuse_provider(const struct book *book, const char *name)
{
    const char *names[64];
    char loaded[1024] = "; loaded:";
    size_t count = 0;

    for (size_t i = 0; i < book->plugin_count && count < SLS_COUNT(names); i++) {
        names[count++] = book->plugins[i].info.name;
        size_t used = strlen(loaded);
        snprintf(loaded + used, sizeof(loaded) - used, " %s", book->plugins[i].info.name);
    }
    return refuse("provider", name, similar_word(name, names, count), loaded);
}

static int refuse_cause(const char *slug)
{
    return refuse("cause", slug, cause_similar(slug), "; all: smtplogscan --list-causes");
}

static int explain_provider(const struct plugin *plugin, enum language language)
{
    const char *setup = plugin->info.setup;

    if (language == LANGUAGE_KOREAN && plugin->setup_ko != NULL)
        setup = plugin->setup_ko;
    printf("%s (%s)\n\n%s\n", plugin->info.title, plugin->info.name,
           setup != NULL ? setup : "This plugin tells nothing about setting up.");
    return EXIT_OK;
}

int answer_explain(const struct book *book, const char *subject, enum language language)
{
    sls_view slug = view_of(subject);
    char provider[128];
    const char *slash = strchr(subject, '/');
    size_t plugin = book->plugin_count;

    if (slash == NULL && book_plugin(book, subject) < book->plugin_count)
        return explain_provider(&book->plugins[book_plugin(book, subject)], language);
    if (slash != NULL) {
        snprintf(provider, sizeof(provider), "%.*s", (int)(slash - subject), subject);
        plugin = book_plugin(book, provider);
        if (plugin == book->plugin_count)
            return refuse_provider(book, provider);
        slug = view_of(slash + 1);
    }
    if (print_rules(book, plugin, slug.ptr, language) > 0)
        return EXIT_OK;
    const struct cause *cause = cause_named(slug.ptr);
    if (cause == NULL && slash == NULL && is_like_a_provider(book, subject))
        return refuse_provider(book, subject);
    if (cause == NULL)
        return refuse_cause(slug.ptr);
    printf("%s: %s\n\nNo loaded rule of this provider leads to it.\n", slug.ptr,
           cause->title);
    return EXIT_OK;
}
