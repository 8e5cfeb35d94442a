/*
 * rulefile.c - from the sections of a rule file to providers and rules, all faults told.
 */
#include "rules/rulefile.h"

#include <string.h>

#include "base/view.h"
#include "rules/file_cause.h"
#include "rules/plugin.h"
#include "rules/textfile.h"

/* A key that takes one text and was given two. */
static void check_once(struct file_builder *builder, const struct file_section *section)
{
    static const enum file_key once[] = {KEY_NAME,     KEY_SETUP,  KEY_SETUP_KO,
                                         KEY_CODE,     KEY_REGEX,  KEY_TITLE,
                                         KEY_TITLE_KO, KEY_ACTION, KEY_SEVERITY};

    for (size_t k = 0; k < SLS_COUNT(once); k++) {
        size_t count = 0;
        for (size_t i = 0; i < section->value_count; i++)
            if (section->values[i].key == once[k] && count++ == 1)
                fault_at(builder->faults, section->values[i].line,
                         "\"%s\" is given twice", file_keys[once[k]].name);
    }
}

static void check_texts(struct file_builder *builder, const struct file_section *section)
{
    for (size_t i = 0; i < section->value_count; i++) {
        const struct file_value *value = &section->values[i];
        bool link = value->key == KEY_LINK || value->key == KEY_LINK_KO;
        if (view_trim(view_of(value->text)).len == 0)
            fault_at(builder->faults, value->line, "\"%s\" is empty",
                     file_keys[value->key].name);
        else if (link && !view_starts(view_of(value->text), VIEW("https://")))
            fault_at(builder->faults, value->line, "the link is not https: %s",
                     value->text);
    }
}

static void take_relays(struct file_builder *builder, const struct file_section *section,
                        struct file_provider *provider)
{
    size_t count = 0;

    provider->relays =
        arena_get(builder->arena, (section->value_count + 1) * sizeof(char *));
    for (size_t i = 0; i < section->value_count; i++) {
        const struct file_value *value = &section->values[i];
        if (value->key != KEY_RELAY)
            continue;
        if (strcmp(value->text, "*") == 0)
            fault_at(builder->faults, value->line,
                     "\"*\" takes every relay: only a plugin in C may");
        provider->relays[count++] = value->text;
    }
}

static void take_provider(struct file_builder *builder,
                          const struct file_section *section)
{
    struct file_provider *provider =
        &builder->file->providers[builder->file->provider_count++];

    *provider = (struct file_provider){.slug = section->title,
                                       .name = section_text(section, KEY_NAME),
                                       .setup = section_text(section, KEY_SETUP),
                                       .setup_ko = section_text(section, KEY_SETUP_KO),
                                       .line = section->line};
    if (!plugin_is_name(section->title))
        fault_at(builder->faults, section->line,
                 "\"%s\": a provider is named in a-z, 0-9 and '-'", section->title);
    take_relays(builder, section, provider);
}

static void build(struct file_builder *builder)
{
    struct rulefile *file = builder->file;
    size_t count = file->sections.count;

    file->providers = memory_get(count + 1, sizeof(*file->providers));
    file->rules = memory_get(count + 1, sizeof(*file->rules));
    for (size_t i = 0; i < count; i++) {
        const struct file_section *section = &file->sections.list[i];
        check_once(builder, section);
        check_texts(builder, section);
        if (section->is_provider)
            take_provider(builder, section);
        else
            file_cause_take(builder, section);
    }
}

bool rulefile_open(struct rulefile *file, struct arena *arena, const char *path,
                   struct faults *faults)
{
    struct file_builder builder = {file, arena, faults};
    struct why why;
    sls_view text;
    bool whole;

    *file = (struct rulefile){.path = path};
    if (textfile_read(&text, arena, path, &whole, &why)) {
        sections_read(&file->sections, arena, text, faults);
        build(&builder);
    } else if (whole) {
        fault_whole(faults, &why);
    } else {
        fault_at(faults, 1, "%s", why.told);
    }
    return faults->count == 0;
}

void rulefile_close(struct rulefile *file)
{
    for (size_t i = 0; i < file->rule_count; i++)
        pattern_close(file->rules[i].pattern);
    memory_free(file->rules);
    memory_free(file->providers);
    sections_close(&file->sections);
}

struct rule rulefile_rule(const struct file_rule *origin)
{
    struct rule rule = {
        .data = origin->data, .origin = origin, .pattern = origin->pattern};

    if (rule.data.enhanced != NULL)
        match_enhanced(rule.data.enhanced, rule.enhanced, &rule.enhanced_fields);
    return rule;
}
