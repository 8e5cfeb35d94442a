/*
 * plugin.c - the handshake with a provider's shared object.
 *
 * Everything is checked before anything is used: what fails leaves nothing behind.  An
 * older plugin has shorter structures: what is missing at their end reads as zero.
 */
#include "rules/plugin.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/view.h"
#include "rules/elf.h"
#include "rules/trust.h"

/* The ABI is these sizes: a change must be meant (plugin.h grows at the end, with MINOR).
 */
_Static_assert(sizeof(void *) != 8 || sizeof(sls_rule) == 72, "sls_rule of ABI 1.0");
_Static_assert(sizeof(void *) != 8 || sizeof(sls_cause) == 32, "sls_cause of ABI 1.0");
_Static_assert(sizeof(void *) != 8 || sizeof(sls_plugin) == 128, "sls_plugin of ABI 1.0");
_Static_assert(sizeof(void *) != 8 || sizeof(sls_attempt) == 200,
               "sls_attempt of ABI 1.0");

/* No string of a plugin is longer, nor a list of relays. */
enum { STRING_BYTES = 64 * 1024, MOST_RELAYS = 4096 };

/* Of a structure whose last field in ABI 1.0 was `last`: no plugin can be shorter. */
#define SIZE_OF_1_0(type, last) (offsetof(type, last) + sizeof(((type *)NULL)->last))

/* The fields a plugin knows of a structure; what is missing at its end reads as zero. */
static void copy_known(void *own, size_t own_size, const void *found, size_t found_size)
{
    memset(own, 0, own_size);
    memcpy(own, found, found_size < own_size ? found_size : own_size);
}

static bool check_version(const sls_plugin *found, const char *path, struct why *why)
{
    if (found->magic != SLS_MAGIC)
        return fail(why, "%s: exports smtplogscan_plugin, but it is not one of ours",
                    path);
    if (found->abi_major != SLS_ABI_MAJOR)
        return fail_because(why,
                            found->abi_major > SLS_ABI_MAJOR ? SAID("update smtplogscan")
                                                             : SAID("rebuild the plugin"),
                            "%s: built for plugin ABI %u, this program speaks ABI %u",
                            path, found->abi_major, SLS_ABI_MAJOR);
    if (found->abi_minor > SLS_ABI_MINOR)
        return fail(why,
                    "%s: needs plugin ABI %u.%u, this program speaks %u.%u: update "
                    "smtplogscan",
                    path, found->abi_major, found->abi_minor, SLS_ABI_MAJOR,
                    SLS_ABI_MINOR);
    if (found->plugin_size < SIZE_OF_1_0(sls_plugin, parse) ||
        found->rule_size < SIZE_OF_1_0(sls_rule, example) ||
        found->cause_size < SIZE_OF_1_0(sls_cause, severity))
        return fail(why, "%s: its structures are shorter than those of plugin ABI 1.0",
                    path);
    return true;
}

bool plugin_is_name(const char *name)
{
    size_t n = 0;

    while ((name[n] >= 'a' && name[n] <= 'z') || is_digit(name[n]) || name[n] == '-')
        n++;
    return n > 0 && n <= 64 && name[n] == '\0';
}

static bool ends(const char *string)
{
    return string == NULL || strnlen(string, STRING_BYTES) < STRING_BYTES;
}

static bool relays_end(const char *const *relays)
{
    size_t n = 0;

    while (n < MOST_RELAYS && relays[n] != NULL && ends(relays[n]))
        n++;
    return n < MOST_RELAYS && relays[n] == NULL;
}

static bool rule_ends(const sls_rule *rule)
{
    return ends(rule->enhanced) && ends(rule->pattern) && ends(rule->id) &&
           ends(rule->action) && ends(rule->cause) && ends(rule->advice) &&
           ends(rule->url) && ends(rule->example);
}

/* Every string is read to its end once, while it is known whose it is: one that runs into
   memory that is not there ends the program here or never. */
static bool check_ends(const struct plugin *plugin, const char *path, struct why *why)
{
    const sls_plugin *info = &plugin->info;

    if (!ends(info->version) || !ends(info->title) || !ends(info->text_domain) ||
        !ends(info->setup) || !relays_end(info->relays))
        return fail(why, "%s: a string or the list of its relays does not end", path);
    for (size_t i = 0; i < info->rule_count; i++)
        if (!rule_ends(&plugin->rules[i]))
            return fail(why, "%s: rule %zu: a string of it does not end", path, i + 1);
    for (size_t i = 0; i < info->cause_count; i++)
        if (!ends(plugin->causes[i].slug) || !ends(plugin->causes[i].title))
            return fail(why, "%s: cause %zu: a string of it does not end", path, i + 1);
    return true;
}

static bool check_fields(const sls_plugin *info, const char *path, struct why *why)
{
    if (info->name == NULL || !plugin_is_name(info->name))
        return fail(why, "%s: its name must be made of a-z, 0-9 and '-'", path);
    if (info->title == NULL || info->version == NULL)
        return info->title == NULL ? fail(why, "%s: has no title", path)
                                   : fail(why, "%s: has no version", path);
    if (info->relays == NULL || info->relays[0] == NULL)
        return fail(why, "%s: names no relay hosts", path);
    if (info->rule_count > 0 && info->rules == NULL)
        return fail(why, "%s: counts %zu rules and has none", path, info->rule_count);
    if (info->cause_count > 0 && info->causes == NULL)
        return fail(why, "%s: counts %zu causes and has none", path, info->cause_count);
    if (info->rule_count > UINT16_MAX / 2)
        return fail(why, "%s: has %zu rules; at most %d are possible", path,
                    info->rule_count, UINT16_MAX / 2);
    return true;
}

static bool copy_causes(struct plugin *plugin, struct arena *arena, const char *path,
                        struct why *why)
{
    const char *next = (const char *)plugin->info.causes;

    plugin->causes = arena_get(arena, plugin->info.cause_count * sizeof(struct cause));
    for (size_t i = 0; i < plugin->info.cause_count; i++) {
        sls_cause own;
        copy_known(&own, sizeof(own), next, plugin->info.cause_size);
        next += plugin->info.cause_size;
        const struct action *action = own.action ? action_named(own.action) : NULL;
        if (own.slug == NULL || !plugin_is_name(own.slug) || own.title == NULL ||
            action == NULL)
            return fail(why, "%s: cause %zu needs a slug, a title and a known action",
                        path, i + 1);
        if (own.severity > SLS_CRITICAL)
            return fail(why, "%s: cause %zu (%s): no severity %u", path, i + 1, own.slug,
                        own.severity);
        plugin->causes[i] = (struct cause){
            own.slug, own.title, action,
            own.severity != 0 ? (enum sls_severity)own.severity : action->severity,
            false};
    }
    return true;
}

static void copy_rules(struct plugin *plugin, struct arena *arena)
{
    sls_rule *rules = arena_get(arena, plugin->info.rule_count * sizeof(*rules));
    const char *next = (const char *)plugin->info.rules;

    for (size_t i = 0; i < plugin->info.rule_count; i++) {
        copy_known(&rules[i], sizeof(*rules), next, plugin->info.rule_size);
        next += plugin->info.rule_size;
    }
    plugin->rules = rules;
}

static bool take_symbol(struct plugin *plugin, struct arena *arena, const char *path,
                        struct why *why)
{
    const sls_plugin *found = dlsym(plugin->handle, "smtplogscan_plugin");

    if (found == NULL)
        return fail(why, "%s: exports no smtplogscan_plugin", path);
    if (!check_version(found, path, why))
        return false;
    copy_known(&plugin->info, sizeof(plugin->info), found, found->plugin_size);
    if (!check_fields(&plugin->info, path, why) || !copy_causes(plugin, arena, path, why))
        return false;
    copy_rules(plugin, arena);
    return check_ends(plugin, path, why);
}

/* What dlerror() says begins with the path again. */
static bool refuse_loading(const char *path, const char *real, struct why *why)
{
    const char *reason = dlerror();
    size_t length = strlen(real);

    if (reason != NULL && strncmp(reason, real, length) == 0 && reason[length] == ':')
        reason += length + 2;
    return fail(why, "%s: cannot be loaded: %s", path,
                reason != NULL ? reason : "unknown");
}

bool plugin_open(struct plugin *plugin, struct arena *arena, const char *path,
                 struct why *why)
{
    char real[PATH_MAX];

    *plugin = (struct plugin){.path = path};
    if (realpath(path, real) == NULL)
        return fail_because(why, strerror(errno), "%s", path);
    if (!trust_file(real, why) || !elf_whole(real, path, why))
        return false;
    plugin->handle = dlopen(real, RTLD_NOW | RTLD_LOCAL);
    if (plugin->handle == NULL)
        return refuse_loading(path, real, why);
    if (!take_symbol(plugin, arena, path, why)) {
        plugin_close(plugin);
        return false;
    }
    say_also(plugin->info.text_domain);
    return true;
}

void plugin_close(struct plugin *plugin)
{
    if (plugin->handle != NULL)
        dlclose(plugin->handle);
    plugin->handle = NULL;
}

size_t plugin_rule_number(const struct plugin *plugin, const sls_rule *answer)
{
    const sls_plugin *info = &plugin->info;
    uintptr_t table = (uintptr_t)info->rules, place = (uintptr_t)answer;

    if (place < table || place - table >= info->rule_count * info->rule_size ||
        (place - table) % info->rule_size != 0)
        return info->rule_count;
    return (place - table) / info->rule_size;
}

const struct cause *plugin_cause(const struct plugin *plugin, const char *slug)
{
    for (size_t i = 0; i < plugin->info.cause_count; i++)
        if (strcmp(plugin->causes[i].slug, slug) == 0)
            return &plugin->causes[i];
    return cause_named(slug);
}
