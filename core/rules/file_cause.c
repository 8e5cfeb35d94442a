/*
 * file_cause.c - what one cause of a rule file says: codes, literals or a pattern, words.
 */
#include "rules/file_cause.h"

#include <stdio.h>
#include <string.h>

#include "base/similar.h"
#include "base/view.h"
#include "rules/plugin.h"

/* A byte of a literal and the backslash before it. */
enum { ESCAPED_BYTES = 2 };

/* "550", "55", "5", "550 5.7.1", "5.7.1". */
static bool read_code(const char *text, sls_rule *rule, struct arena *arena)
{
    sls_view rest = view_trim(view_of(text));
    uint16_t fields[3];
    uint64_t reply = 0;
    int count;

    if (view_find_byte(view_cut(rest, 2), '.') == NULL) {
        sls_view digits = view_take(&rest, ' ');
        if (digits.len > 3 || !view_number(digits, 599, &reply) || *digits.ptr < '2' ||
            *digits.ptr > '5')
            return false;
        rule->reply = (uint16_t)reply;
        rest = view_trim(rest);
    }
    if (rest.len == 0)
        return reply != 0;
    rule->enhanced = arena_keep(arena, rest).ptr;
    return match_enhanced(rule->enhanced, fields, &count);
}

static void take_code(struct file_builder *builder, const struct file_section *section,
                      sls_rule *rule)
{
    const char *text = section_text(section, KEY_CODE);

    if (text != NULL && !read_code(text, rule, builder->arena))
        fault_at(builder->faults, section_line(section, KEY_CODE),
                 "\"%s\" is no code: \"550\", \"55\", \"5\", or \"550 5.7.1\"", text);
}

static char *put_literal(char *next, const char *text)
{
    for (; *text != '\0'; text++) {
        if (!is_alphanumeric(*text) && (unsigned char)*text < 0x80)
            *next++ = '\\';
        *next++ = *text;
    }
    return next;
}

/* The literals as alternatives of one pattern. */
static const char *pattern_of_literals(const struct file_section *section,
                                       struct arena *arena)
{
    size_t bytes = 1;

    for (size_t i = 0; i < section->value_count; i++)
        bytes += ESCAPED_BYTES * strlen(section->values[i].text) + 1;
    char *pattern = arena_get(arena, bytes), *next = pattern;
    for (size_t i = 0; i < section->value_count; i++) {
        if (section->values[i].key != KEY_CONTAINS)
            continue;
        if (next > pattern)
            *next++ = '|';
        next = put_literal(next, section->values[i].text);
    }
    return pattern;
}

static void take_pattern(struct file_builder *builder, const struct file_section *section,
                         struct file_rule *rule)
{
    bool literals = section_value(section, KEY_CONTAINS) != NULL;
    const char *regex = section_text(section, KEY_REGEX);
    struct why why;
    size_t offset;

    if (literals && regex != NULL)
        fault_at(builder->faults, section_line(section, KEY_REGEX),
                 "\"contains\" and \"regex\" exclude each other");
    if (!literals && regex == NULL)
        return;
    rule->data.pattern = literals ? pattern_of_literals(section, builder->arena) : regex;
    rule->pattern = pattern_open(rule->data.pattern, &offset, &why);
    if (rule->pattern == NULL)
        fault_at(builder->faults,
                 section_line(section, literals ? KEY_CONTAINS : KEY_REGEX), "\"%s\": %s",
                 rule->data.pattern, why.told);
}

static void take_action(struct file_builder *builder, const struct file_section *section,
                        sls_rule *rule)
{
    char hint[SIMILAR_HINT_BYTES];

    rule->action = section_text(section, KEY_ACTION);
    if (rule->action == NULL || action_named(rule->action) != NULL)
        return;
    fault_at(builder->faults, section_line(section, KEY_ACTION),
             "no action \"%s\"%s; docs/causes.md has them all", rule->action,
             similar_hint(hint, action_similar(rule->action)));
    rule->action = NULL;
}

static void take_severity(struct file_builder *builder,
                          const struct file_section *section, sls_rule *rule)
{
    static const char *const words[] = {"notice", "warning", "critical"};
    const char *word = section_text(section, KEY_SEVERITY);

    for (size_t i = 0; i < SLS_COUNT(words) && word != NULL; i++)
        if (strcmp(words[i], word) == 0)
            rule->severity = (uint16_t)(i + SLS_NOTICE);
    if (word != NULL && rule->severity == 0)
        fault_at(builder->faults, section_line(section, KEY_SEVERITY),
                 "no severity \"%s\": there are notice, warning, critical", word);
}

/* "acme/no-credits". */
static void take_title(struct file_builder *builder, const struct file_section *section,
                       struct file_rule *rule)
{
    sls_view slug = view_of(section->title);
    sls_view provider = view_take(&slug, '/');

    rule->provider = arena_keep(builder->arena, provider).ptr;
    rule->data.cause = arena_keep(builder->arena, slug).ptr;
    if (!plugin_is_name(rule->provider) || !plugin_is_name(rule->data.cause))
        fault_at(builder->faults, section->line,
                 "\"%s\" is no PROVIDER/CAUSE, each in a-z, 0-9 and '-'", section->title);
}

static void take_words(struct file_builder *builder, const struct file_section *section,
                       struct file_rule *rule)
{
    struct arena *arena = builder->arena;

    rule->english = (struct rule_words){.title = section_text(section, KEY_TITLE),
                                        .advice = section_lines(section, KEY_DO, arena),
                                        .url = section_lines(section, KEY_LINK, arena)};
    rule->korean = (struct rule_words){.title = section_text(section, KEY_TITLE_KO),
                                       .advice = section_lines(section, KEY_DO_KO, arena),
                                       .url = section_lines(section, KEY_LINK_KO, arena)};
    rule->data.advice = rule->english.advice;
    rule->data.url = rule->english.url;
    rule->data.example = section_lines(section, KEY_SAMPLE, arena);
}

/* "acme.conf:12" is the rule's name for people. */
static const char *id_of(const struct file_builder *builder, int line)
{
    const char *path = builder->file->path, *slash = strrchr(path, '/');
    char id[300];

    int length =
        snprintf(id, sizeof(id), "%.255s:%d", slash != NULL ? slash + 1 : path, line);
    return arena_keep(builder->arena, (sls_view){id, (size_t)length}).ptr;
}

void file_cause_take(struct file_builder *builder, const struct file_section *section)
{
    struct file_rule *rule = &builder->file->rules[builder->file->rule_count++];

    *rule = (struct file_rule){
        .path = builder->file->path, .line = section->line, .section = section};
    take_title(builder, section, rule);
    take_code(builder, section, &rule->data);
    take_pattern(builder, section, rule);
    take_action(builder, section, &rule->data);
    take_severity(builder, section, &rule->data);
    take_words(builder, section, rule);
    rule->data.id = id_of(builder, section->line);
    if (section_value(section, KEY_CODE) == NULL &&
        section_value(section, KEY_CONTAINS) == NULL &&
        section_value(section, KEY_REGEX) == NULL)
        fault_at(builder->faults, section->line,
                 "the cause needs a code, contains or regex to be known by");
    if (rule->data.example == NULL)
        fault_at(builder->faults, section->line,
                 "the cause needs a sample: a reply that it catches");
}
