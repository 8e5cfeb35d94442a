/*
 * book.c - loads plugins, then binds their rules to causes and patterns.
 *
 * A rule that cannot be used (an unknown cause, a broken pattern) is left out with a
 * warning: a report with a gap is better than none at 3 in the morning.
 */
#include "rules/book.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/similar.h"
#include "base/view.h"
#include "rules/files.h"

static const struct sls_rule own_rules[RULE_FIRST] = {
    [RULE_UNCLASSIFIED] = {.id = "unclassified",
                           .cause = "unclassified",
                           .advice =
                               SAID("Read the reply: it is the provider's own, word for "
                                    "word.\nIf it does not tell you what to do, ask the "
                                    "provider's support and quote it.")},
    [RULE_EXPIRED] = {.id = "message-expired",
                      .cause = "message-expired",
                      .advice = SAID(
                          "The attempts that failed are not in this log: read the log "
                          "of the days before it together with this one.")},
};

void book_open(struct book *book, struct watch *watch)
{
    *book = (struct book){.watch = watch};
    arena_open(&book->arena);
}

void book_close(struct book *book)
{
    for (size_t i = 0; i < book->rule_count; i++)
        if (book->rules[i].origin == NULL)
            pattern_close(book->rules[i].pattern);
    for (size_t i = 0; i < book->file_count; i++)
        rulefile_close(&book->files[i]);
    for (size_t i = 0; i < book->plugin_count; i++) {
        watch_begin(book->watch, WATCH_UNLOAD, book->plugins[i].place);
        plugin_close(&book->plugins[i]);
        watch_end(book->watch);
    }
    memory_free(book->plugins);
    memory_free(book->rules);
    memory_free(book->first_rule);
    memory_free(book->suffixes);
    memory_free(book->files);
    memory_free(book->new_causes);
    arena_close(&book->arena);
}

size_t book_plugin(const struct book *book, const char *name)
{
    size_t i = 0;

    while (i < book->plugin_count && strcmp(book->plugins[i].info.name, name) != 0)
        i++;
    return i;
}

static bool takes_all(const sls_plugin *info)
{
    for (const char *const *relay = info->relays; *relay != NULL; relay++)
        if (strcmp(*relay, "*") == 0)
            return true;
    return false;
}

/* What was loaded cannot stand beside what is there already. */
static bool fits(const struct book *book, const struct plugin *plugin, struct why *why)
{
    if (takes_all(&plugin->info))
        for (size_t i = 0; i < book->plugin_count; i++)
            if (takes_all(&book->plugins[i].info))
                return fail(why, "%s: takes all relays (\"*\"), and so does %s already",
                            plugin->path, book->plugins[i].path);
    size_t same = book_plugin(book, plugin->info.name);
    if (same < book->plugin_count)
        return fail(why, "%s: a plugin \"%s\" is loaded already from %s", plugin->path,
                    plugin->info.name, book->plugins[same].path);
    return true;
}

static bool load(struct book *book, struct plugin *plugin, struct why *why)
{
    if (!plugin_open(plugin, &book->arena, plugin->path, why))
        return false;
    if (fits(book, plugin, why))
        return true;
    plugin_close(plugin);
    return false;
}

bool book_add(struct book *book, const char *path, struct why *why)
{
    const struct watch_fault *fault = watch_fault_of(book->watch, path);
    struct plugin plugin = {.path = arena_keep(&book->arena, view_of(path)).ptr};

    if (fault != NULL && fault->act == WATCH_LOAD) {
        *why = fault->why;
        return false;
    }
    if (book->plugin_count == WATCH_PLUGINS)
        return fail(why, "%s: is one too many; at most %d plugins are possible", path,
                    WATCH_PLUGINS);
    watch_plugin(book->watch, book->plugin_count, path);
    watch_begin(book->watch, WATCH_LOAD, book->plugin_count);
    bool loaded = load(book, &plugin, why);
    watch_end(book->watch);
    if (!loaded)
        return false;
    plugin.place = book->plugin_count;
    plugin.off = fault != NULL;
    book->plugins =
        memory_resize(book->plugins, book->plugin_count + 1, sizeof(*book->plugins));
    book->plugins[book->plugin_count++] = plugin;
    return true;
}

static int is_shared_object(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 3 && strcmp(entry->d_name + length - 3, ".so") == 0;
}

bool book_add_folder(struct book *book, const char *folder, book_refused *refused,
                     void *receiver)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_shared_object, alphasort);

    if (count < 0 && (errno == ENOENT || errno == ENOTDIR))
        return false;
    if (count < 0) {
        struct why why;
        fail_because(&why, strerror(errno), "%s: cannot be looked through", folder);
        refused(receiver, &why);
    }
    for (int i = 0; i < count; i++) {
        char path[4096];
        struct why why;
        int length = snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
        free(entries[i]);
        if (length > 0 && (size_t)length < sizeof(path) && !book_add(book, path, &why))
            refused(receiver, &why);
    }
    if (count >= 0)
        free(entries);
    return true;
}

static int by_name(const void *a, const void *b)
{
    const struct plugin *left = a, *right = b;
    return strcmp(left->info.name, right->info.name);
}

bool book_rule(const struct plugin *plugin, size_t number, struct rule *rule,
               struct why *why)
{
    sls_rule data = plugin->rules[number];
    const char *id = data.id != NULL ? data.id : "(no id)";
    char hint[SIMILAR_HINT_BYTES];
    size_t offset;

    *rule = (struct rule){.data = data,
                          .number = (uint16_t)number,
                          .text_domain = plugin->info.text_domain};
    rule->cause = data.cause != NULL ? plugin_cause(plugin, data.cause) : NULL;
    if (rule->cause == NULL)
        return fail(why, "%s: rule %zu (%s): no cause \"%s\"%s", plugin->path, number + 1,
                    id, data.cause != NULL ? data.cause : "",
                    similar_hint(hint, data.cause ? cause_similar(data.cause) : NULL));
    rule->action = data.action != NULL ? action_named(data.action) : rule->cause->action;
    if (rule->action == NULL)
        return fail(why, "%s: rule %zu (%s): no action \"%s\"%s", plugin->path,
                    number + 1, id, data.action,
                    similar_hint(hint, action_similar(data.action)));
    rule->severity = data.severity != 0    ? (enum sls_severity)data.severity
                     : data.action != NULL ? rule->action->severity
                                           : rule->cause->severity;
    if (rule->severity < SLS_NOTICE || rule->severity > SLS_CRITICAL)
        return fail(why, "%s: rule %zu (%s): no severity %u", plugin->path, number + 1,
                    id, data.severity);
    if (data.enhanced != NULL &&
        !match_enhanced(data.enhanced, rule->enhanced, &rule->enhanced_fields))
        return fail(why, "%s: rule %zu (%s): \"%s\" is no enhanced code", plugin->path,
                    number + 1, id, data.enhanced);
    if (data.pattern == NULL)
        return true;
    rule->pattern = pattern_open(data.pattern, &offset, why);
    if (rule->pattern != NULL)
        return true;
    struct why reason = *why;
    return fail(why, "%s: rule %zu (%s): %s", plugin->path, number + 1, id,
                reason.sentence);
}

static void bind_own(struct book *book)
{
    for (size_t i = 0; i < RULE_FIRST; i++) {
        const struct cause *cause = cause_named(own_rules[i].cause);
        book->rules[i] = (struct rule){.data = own_rules[i],
                                       .text_domain = SAY_DOMAIN,
                                       .cause = cause,
                                       .action = cause->action,
                                       .severity = cause->severity,
                                       .plugin = (uint16_t)book->generic};
    }
    book->rule_count = RULE_FIRST;
}

/* What rule files say of a provider, in the order of the files. */
static void bind_files(struct book *book, size_t plugin)
{
    for (size_t f = 0; f < book->file_count; f++) {
        const struct rulefile *file = &book->files[f];
        for (size_t i = 0; i < file->rule_count && file->fault_count == 0; i++) {
            const struct file_rule *origin = &file->rules[i];
            if (strcmp(origin->provider, book->plugins[plugin].info.name) != 0)
                continue;
            struct rule *rule = &book->rules[book->rule_count++];
            files_rule(book, origin, rule);
            rule->plugin = (uint16_t)plugin;
            rule->number = (uint16_t)i;
        }
    }
}

static void bind_rules(struct book *book, size_t plugin, book_refused *refused,
                       void *receiver)
{
    struct why why;

    book->first_rule[plugin] = book->rule_count;
    bind_files(book, plugin);
    for (size_t i = 0; i < book->plugins[plugin].info.rule_count; i++) {
        struct rule *rule = &book->rules[book->rule_count];
        if (!book_rule(&book->plugins[plugin], i, rule, &why)) {
            refused(receiver, &why);
            continue;
        }
        rule->plugin = (uint16_t)plugin;
        book->rule_count++;
    }
}

static void bind_relay(struct book *book, size_t plugin, sls_view suffix)
{
    bool star = view_starts(suffix, VIEW("*."));
    bool below = star || view_starts(suffix, VIEW("."));

    if (view_equal(suffix, VIEW("*"))) {
        book->generic = plugin;
        return;
    }
    book->suffixes =
        memory_resize(book->suffixes, book->suffix_count + 1, sizeof(*book->suffixes));
    book->suffixes[book->suffix_count++] =
        (struct relay_suffix){view_skip(suffix, star    ? 2
                                                : below ? 1
                                                        : 0),
                              below, (uint16_t)plugin};
}

/* Those of files first: of suffixes of the same length the first one holds. */
static void bind_relays(struct book *book)
{
    for (size_t f = 0; f < book->file_count; f++) {
        const struct rulefile *file = &book->files[f];
        for (size_t i = 0; i < file->provider_count && file->fault_count == 0; i++)
            for (const char **relay = file->providers[i].relays; *relay; relay++)
                bind_relay(book, book_plugin(book, file->providers[i].slug),
                           view_of(*relay));
    }
    for (size_t i = 0; i < book->plugin_count; i++)
        for (const char *const *relay = book->plugins[i].info.relays; *relay; relay++)
            bind_relay(book, i, view_of(*relay));
}

/* How many rules there can be at most. */
static size_t count_rules(const struct book *book)
{
    size_t rules = RULE_FIRST;

    for (size_t i = 0; i < book->plugin_count; i++)
        rules += book->plugins[i].info.rule_count;
    for (size_t f = 0; f < book->file_count; f++)
        rules += book->files[f].rule_count;
    return rules;
}

bool book_bind(struct book *book, book_refused *refused, void *receiver, struct why *why)
{
    size_t rules = count_rules(book);

    if (book->plugin_count == 0)
        return fail(why, "no provider plugin is loaded");
    qsort(book->plugins, book->plugin_count, sizeof(*book->plugins), by_name);
    book->generic = book->plugin_count;
    bind_relays(book);
    if (rules > (size_t)UINT16_MAX + 1)
        return fail(why, "the plugins have %zu rules together; at most %d are possible",
                    rules, UINT16_MAX + 1);
    if (book->generic == book->plugin_count)
        return fail(why, "no loaded plugin takes the relays that nobody claims (\"*\")");
    book->rules = memory_get(rules, sizeof(*book->rules));
    book->first_rule = memory_get(book->plugin_count + 1, sizeof(*book->first_rule));
    bind_own(book);
    files_make_causes(book);
    for (size_t i = 0; i < book->plugin_count; i++)
        bind_rules(book, i, refused, receiver);
    book->first_rule[book->plugin_count] = book->rule_count;
    return true;
}
