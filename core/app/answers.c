/*
 * answers.c - looks things up in the rule tables and prints them.
 */
#include "app/answers.h"

#include <stdio.h>
#include <string.h>

#include "app/message.h"
#include "app/run.h"
#include "base/say.h"
#include "base/similar.h"
#include "base/view.h"
#include "rules/rulefile.h"
#include "write/page.h"

enum { RULES_AT = 18, TITLE_AT = 30, PATH_AT = 51, TEXT_AT = 9 };

static void print_file(const struct rulefile *file)
{
    struct page page = {.file = stdout};

    page_string(&page, say("rule file"));
    page_to(&page, RULES_AT);
    page_format(&page, say_many("%4zu rule", "%4zu rules", file->rule_count),
                file->rule_count);
    page_to(&page, PATH_AT);
    page_string(&page, file->path);
    page_end(&page);
}

static void print_plugin(const struct book *book, size_t i)
{
    const sls_plugin *info = &book->plugins[i].info;
    size_t rules = book->first_rule[i + 1] - book->first_rule[i];
    struct page page = {.file = stdout};

    page_format(&page, "%-10s %-6s ", info->name, info->version);
    page_to(&page, RULES_AT);
    page_format(&page, say_many("%4zu rule", "%4zu rules", rules), rules);
    page_to(&page, TITLE_AT);
    page_format(&page, "%s ", wording_provider(book, info->name));
    page_to(&page, PATH_AT);
    page_string(&page, book->plugins[i].path);
    page_end(&page);
}

/* All that stands in the file is one provider, whose row names the file. */
static bool is_of(const struct rulefile *file, const struct plugin *plugin)
{
    if (!plugin->of_file || strcmp(plugin->path, file->path) != 0)
        return false;
    for (size_t i = 0; i < file->rule_count; i++)
        if (strcmp(file->rules[i].provider, plugin->info.name) != 0)
            return false;
    return true;
}

static bool is_printed(const struct book *book, const struct rulefile *file)
{
    for (size_t i = 0; i < book->plugin_count; i++)
        if (is_of(file, &book->plugins[i]))
            return true;
    return false;
}

int answer_plugins(const struct book *book)
{
    for (size_t i = 0; i < book->plugin_count; i++)
        print_plugin(book, i);
    for (size_t i = 0; i < book->file_count; i++)
        if (book->files[i].fault_count == 0 && !is_printed(book, &book->files[i]))
            print_file(&book->files[i]);
    return EXIT_OK;
}

static void print_cause(const struct cause *cause, const char *text_domain)
{
    printf("%-30s %-17s %-9s %s\n", cause->slug, cause->action->word,
           severity_word(cause->severity), wording_cause(cause, text_domain));
}

int answer_causes(const struct book *book)
{
    for (size_t i = 0; i < cause_count; i++)
        print_cause(&causes[i], NULL);
    for (size_t i = 0; i < book->plugin_count; i++)
        for (size_t c = 0; c < book->plugins[i].info.cause_count; c++)
            print_cause(&book->plugins[i].causes[c], book->plugins[i].info.text_domain);
    for (size_t i = 0; i < book->new_cause_count; i++)
        print_cause(&book->new_causes[i], NULL);
    return EXIT_OK;
}

static void print_row(const char *label, sls_view text)
{
    struct page page = {.file = stdout};

    page_to(&page, 2);
    page_string(&page, label);
    page_to(&page, TEXT_AT);
    page_text(&page, text);
    page_end(&page);
}

static void print_lines(const char *label, const char *lines)
{
    sls_view rest = view_of(lines);

    for (; rest.len > 0; label = "")
        print_row(label, view_take(&rest, '\n'));
}

static void print_rule(const struct book *book, const struct rule *rule,
                       enum language language)
{
    struct rule_words words = wording_of(rule, language);
    sls_view examples = view_of(rule->data.example);
    sls_view example = view_take(&examples, '\n');

    putchar('\n');
    /* SAID: provider, cause, name of the rule, action */
    printf(say("%s/%s  (rule %s, %s)"), book->plugins[rule->plugin].info.name,
           rule->cause->slug, rule->data.id, rule->action->word);
    putchar('\n');
    if (example.len > 0)
        print_row(say("reply"), example);
    print_lines(say("do"), words.advice);
    print_lines(say("link"), words.url);
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

static bool is_like_a_provider(const struct book *book, const char *name)
{
    for (size_t i = 0; i < book->plugin_count; i++)
        if (similar_word(name, (const char *const[]){book->plugins[i].info.name}, 1) !=
            NULL)
            return true;
    return false;
}

static int refuse(const struct why *why)
{
    message_print(why);
    return EXIT_NO_REPORT;
}

static void add_similar(struct why *why, const char *similar)
{
    if (similar != NULL)
        fail_more(why, "; similar: %s", similar);
}

static int refuse_provider(const struct book *book, const char *name)
{
    const char *names[64];
    char loaded[1024] = "";
    size_t count = 0, used = 0;
    struct why why;

    for (size_t i = 0; i < book->plugin_count && count < SLS_COUNT(names); i++) {
        names[count++] = book->plugins[i].info.name;
        if (used < sizeof(loaded))
            used += (size_t)snprintf(loaded + used, sizeof(loaded) - used, " %s",
                                     book->plugins[i].info.name);
    }
    fail(&why, "no provider \"%s\"", name);
    add_similar(&why, similar_word(name, names, count));
    fail_more(&why, "; loaded:%s", loaded);
    return refuse(&why);
}

static int refuse_cause(const char *slug)
{
    struct why why;

    fail(&why, "no cause \"%s\"", slug);
    add_similar(&why, cause_similar(slug));
    fail_more(&why, "; all: smtplogscan --list-causes");
    return refuse(&why);
}

static int explain_provider(const struct book *book, const struct plugin *plugin,
                            enum language language)
{
    const char *setup = say_from(plugin->info.text_domain, plugin->info.setup);

    if (language == LANGUAGE_KOREAN && plugin->setup_ko != NULL)
        setup = plugin->setup_ko;
    printf("%s (%s)\n\n%s\n", wording_provider(book, plugin->info.name),
           plugin->info.name,
           setup != NULL ? setup : say("This plugin tells nothing about setting up."));
    return EXIT_OK;
}

int answer_explain(const struct book *book, const char *subject, enum language language)
{
    sls_view slug = view_of(subject);
    char provider[128];
    const char *slash = strchr(subject, '/');
    size_t plugin = book->plugin_count;

    if (slash == NULL && book_plugin(book, subject) < book->plugin_count)
        return explain_provider(book, &book->plugins[book_plugin(book, subject)],
                                language);
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
    printf("%s: %s\n\n%s\n", slug.ptr, wording_cause(cause, NULL),
           say("No loaded rule of this provider leads to it."));
    return EXIT_OK;
}
