/*
 * files.c - what rule files mean beside each other: a file may add causes to a provider
 * that another file or a plugin declares, and use a cause that another file has made.
 *
 * A file with a fault counts for nothing, which may take away what a further file needs;
 * so they are checked again until none falls out.
 */
#include "rules/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/similar.h"
#include "base/view.h"

enum { MOST_WORDS = 512 };

static void keep_first(void *receiver, const struct why *why, const struct caret *mark)
{
    struct rulefile *file = receiver;

    (void)mark;
    if (file->fault_count++ == 0)
        file->fault = *why;
}

static struct rulefile *one_more(struct book *book)
{
    book->files = memory_resize(book->files, book->file_count + 1, sizeof(*book->files));
    return &book->files[book->file_count++];
}

void files_add(struct book *book, const char *path, bool named)
{
    struct rulefile *file = one_more(book);
    struct rulefile read;
    struct faults faults = {.tell = keep_first, .receiver = &read};

    faults.path = arena_keep(&book->arena, view_of(path)).ptr;
    rulefile_open(&read, &book->arena, faults.path, &faults);
    read.named = named;
    *file = read;
}

static int is_rule_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && view_ends(view_of(entry->d_name), VIEW(".conf"));
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* As a file with a fault: what it would have said is missing, and that is told. */
static void refuse_folder(struct book *book, const char *folder, int error)
{
    struct rulefile *file = one_more(book);

    *file = (struct rulefile){.path = arena_keep(&book->arena, view_of(folder)).ptr,
                              .fault_count = 1};
    fail_because(&file->fault, strerror(error), "%s: cannot be looked through", folder);
}

bool files_add_folder(struct book *book, const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_rule_file, by_bytes);

    if (count < 0 && (errno == ENOENT || errno == ENOTDIR))
        return false;
    if (count < 0)
        refuse_folder(book, folder, errno);
    for (int i = 0; i < count; i++) {
        char path[4096];
        int length = snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
        free(entries[i]);
        if (length > 0 && (size_t)length < sizeof(path))
            files_add(book, path, false);
    }
    if (count >= 0)
        free(entries);
    return true;
}

static bool is_sound(const struct rulefile *file)
{
    return file->fault_count == 0;
}

static bool has_relay(const struct file_provider *provider)
{
    return provider->relays[0] != NULL;
}

/* Is a provider declared, by a plugin or a sound file; by one that names its relays? */
static bool is_declared(const struct book *book, const char *slug, bool with_relay)
{
    size_t plugin = book_plugin(book, slug);

    if (plugin < book->plugin_count && !book->plugins[plugin].of_file)
        return true;
    for (size_t f = 0; f < book->file_count; f++) {
        const struct rulefile *file = &book->files[f];
        for (size_t i = 0; i < file->provider_count && is_sound(file); i++)
            if (strcmp(file->providers[i].slug, slug) == 0 &&
                (!with_relay || has_relay(&file->providers[i])))
                return true;
    }
    return false;
}

/* A cause of the program's, of the provider's plugin, or one that a file has made. */
static const struct cause *listed_cause(const struct book *book,
                                        const struct file_rule *rule)
{
    size_t plugin = book_plugin(book, rule->provider);
    const char *slug = rule->data.cause;

    const struct cause *listed = plugin < book->plugin_count
                                     ? plugin_cause(&book->plugins[plugin], slug)
                                     : cause_named(slug);
    for (size_t i = 0; i < book->new_cause_count && listed == NULL; i++)
        if (strcmp(book->new_causes[i].slug, slug) == 0)
            listed = &book->new_causes[i];
    return listed;
}

static bool makes_cause(const struct file_rule *rule, const char *slug)
{
    return strcmp(rule->data.cause, slug) == 0 && rule->english.title != NULL &&
           rule->data.action != NULL;
}

static bool is_made(const struct rulefile *file, const char *slug)
{
    for (size_t i = 0; i < file->rule_count; i++)
        if (makes_cause(&file->rules[i], slug))
            return true;
    return false;
}

static bool is_known(const struct book *book, const struct rulefile *file,
                     const struct file_rule *rule)
{
    if (listed_cause(book, rule) != NULL || is_made(file, rule->data.cause))
        return true;
    for (size_t f = 0; f < book->file_count; f++)
        if (is_sound(&book->files[f]) && is_made(&book->files[f], rule->data.cause))
            return true;
    return false;
}

static void check_provider(const struct book *book, const struct file_rule *rule,
                           struct faults *faults)
{
    const char *words[MOST_WORDS];
    size_t count = 0;

    for (size_t i = 0; i < book->plugin_count && count < MOST_WORDS; i++)
        words[count++] = book->plugins[i].info.name;
    for (size_t f = 0; f < book->file_count; f++)
        for (size_t i = 0; i < book->files[f].provider_count && count < MOST_WORDS; i++)
            words[count++] = book->files[f].providers[i].slug;
    const char *similar = similar_word(rule->provider, words, count);
    if (similar != NULL)
        fault_at(faults, rule->line, "no provider \"%s\"; similar: \"%s\"",
                 rule->provider, similar);
    else
        fault_at(faults, rule->line,
                 "no provider \"%s\"; a new one needs a section: provider \"%s\" { ... }",
                 rule->provider, rule->provider);
}

static void check_cause(const struct file_rule *rule, struct faults *faults)
{
    char hint[SIMILAR_HINT_BYTES];

    fault_at(faults, rule->line, "no cause \"%s\"%s; a new one needs title and action",
             rule->data.cause, similar_hint(hint, cause_similar(rule->data.cause)));
}

static bool declares(const struct rulefile *file, const char *slug)
{
    for (size_t i = 0; i < file->provider_count; i++)
        if (strcmp(file->providers[i].slug, slug) == 0)
            return true;
    return false;
}

void files_check(const struct book *book, const struct rulefile *file,
                 struct faults *faults)
{
    for (size_t i = 0; i < file->provider_count; i++) {
        const struct file_provider *provider = &file->providers[i];
        if (!has_relay(provider) && !is_declared(book, provider->slug, true))
            fault_at(faults, provider->line,
                     "the provider \"%s\" needs a relay: a host it answers from",
                     provider->slug);
    }
    for (size_t i = 0; i < file->rule_count; i++) {
        const struct file_rule *rule = &file->rules[i];
        if (!declares(file, rule->provider) && !is_declared(book, rule->provider, false))
            check_provider(book, rule, faults);
        if (!is_known(book, file, rule))
            check_cause(rule, faults);
    }
}

/* The plugin of a provider, made when there is none. */
static struct plugin *plugin_for(struct book *book, const char *slug)
{
    static const char *const no_relays[] = {NULL};
    size_t i = book_plugin(book, slug);

    if (i < book->plugin_count)
        return &book->plugins[i];
    book->plugins =
        memory_resize(book->plugins, book->plugin_count + 1, sizeof(*book->plugins));
    book->plugins[i] = (struct plugin){.of_file = true,
                                       .info = {.abi_major = SLS_ABI_MAJOR,
                                                .abi_minor = SLS_ABI_MINOR,
                                                .name = slug,
                                                .title = slug,
                                                .version = "file",
                                                .relays = no_relays}};
    book->plugin_count++;
    return &book->plugins[i];
}

/* The last file first: what an earlier one says comes on top. */
static void lay_over(struct book *book)
{
    for (size_t f = book->file_count; f > 0; f--) {
        const struct rulefile *file = &book->files[f - 1];
        for (size_t i = file->provider_count; i > 0 && is_sound(file); i--) {
            const struct file_provider *provider = &file->providers[i - 1];
            struct plugin *plugin = plugin_for(book, provider->slug);
            if (plugin->of_file)
                plugin->path = file->path;
            if (provider->name != NULL)
                plugin->info.title = provider->name;
            if (provider->setup != NULL)
                plugin->info.setup = provider->setup;
            if (provider->setup_ko != NULL)
                plugin->setup_ko = provider->setup_ko;
        }
    }
}

void files_settle(struct book *book)
{
    bool fell = true;

    while (fell) {
        fell = false;
        for (size_t f = 0; f < book->file_count; f++) {
            struct rulefile *file = &book->files[f];
            struct faults faults = {file->path, keep_first, file, 0};
            if (is_sound(file))
                files_check(book, file, &faults);
            fell |= faults.count > 0;
        }
    }
    lay_over(book);
}

static void make_cause(struct book *book, const struct file_rule *rule)
{
    const struct action *action = action_named(rule->data.action);
    enum sls_severity severity = rule->data.severity != 0
                                     ? (enum sls_severity)rule->data.severity
                                     : action->severity;

    book->new_causes[book->new_cause_count++] =
        (struct cause){rule->data.cause, rule->english.title, action, severity, false};
}

void files_make_causes(struct book *book)
{
    size_t most = 0;

    for (size_t f = 0; f < book->file_count; f++)
        most += book->files[f].rule_count;
    book->new_causes = memory_get(most + 1, sizeof(*book->new_causes));
    for (size_t f = 0; f < book->file_count; f++) {
        const struct rulefile *file = &book->files[f];
        for (size_t i = 0; i < file->rule_count && is_sound(file); i++)
            if (makes_cause(&file->rules[i], file->rules[i].data.cause) &&
                listed_cause(book, &file->rules[i]) == NULL)
                make_cause(book, &file->rules[i]);
    }
}

void files_rule(const struct book *book, const struct file_rule *origin,
                struct rule *rule)
{
    const sls_rule *data = &origin->data;

    *rule = rulefile_rule(origin);
    rule->cause = listed_cause(book, origin);
    rule->action =
        data->action != NULL ? action_named(data->action) : rule->cause->action;
    rule->severity = data->severity != 0    ? (enum sls_severity)data->severity
                     : data->action != NULL ? rule->action->severity
                                            : rule->cause->severity;
}
