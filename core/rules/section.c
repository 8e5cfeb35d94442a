/*
 * section.c - the keys of rule files, and looking values up.
 */
#include "rules/section.h"

#include <string.h>

const struct key_form file_keys[KEY_COUNT] = {
    [KEY_NAME] = {"name", false, true},
    [KEY_RELAY] = {"relay", true, true},
    [KEY_SETUP] = {"setup", false, true},
    [KEY_SETUP_KO] = {"setup_ko", false, true},
    [KEY_CODE] = {"code", false, false},
    [KEY_CONTAINS] = {"contains", true, false},
    [KEY_REGEX] = {"regex", false, false},
    [KEY_TITLE] = {"title", false, false},
    [KEY_TITLE_KO] = {"title_ko", false, false},
    [KEY_DO] = {"do", true, false},
    [KEY_DO_KO] = {"do_ko", true, false},
    [KEY_LINK] = {"link", true, false},
    [KEY_LINK_KO] = {"link_ko", true, false},
    [KEY_ACTION] = {"action", false, false},
    [KEY_SEVERITY] = {"severity", false, false},
    [KEY_SAMPLE] = {"sample", true, false},
    [KEY_NOT_SAMPLE] = {"not_sample", true, false},
};

const struct file_value *section_value(const struct file_section *section,
                                       enum file_key key)
{
    for (size_t i = 0; i < section->value_count; i++)
        if (section->values[i].key == key)
            return &section->values[i];
    return NULL;
}

/* A text of several lines becomes one of them. */
static char *put_line(char *next, const char *text)
{
    for (; *text != '\0'; text++)
        *next++ = *text == '\n' ? ' ' : *text;
    *next++ = '\n';
    return next;
}

const char *section_lines(const struct file_section *section, enum file_key key,
                          struct arena *arena)
{
    size_t bytes = 0;

    for (size_t i = 0; i < section->value_count; i++)
        if (section->values[i].key == key)
            bytes += strlen(section->values[i].text) + 1;
    if (bytes == 0)
        return NULL;
    char *lines = arena_get(arena, bytes), *next = lines;
    for (size_t i = 0; i < section->value_count; i++)
        if (section->values[i].key == key)
            next = put_line(next, section->values[i].text);
    next[-1] = '\0';
    return lines;
}

const char *section_text(const struct file_section *section, enum file_key key)
{
    const struct file_value *value = section_value(section, key);
    return value != NULL ? value->text : NULL;
}

int section_line(const struct file_section *section, enum file_key key)
{
    const struct file_value *value = section_value(section, key);
    return value != NULL ? value->line : section->line;
}
