/*
 * section.h - one section of a rule file: its keys, and the values that it gives them.
 */
#ifndef RULES_SECTION_H
#define RULES_SECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum file_key {
    KEY_NAME,
    KEY_RELAY,
    KEY_SETUP,
    KEY_SETUP_KO,
    KEY_CODE,
    KEY_CONTAINS,
    KEY_REGEX,
    KEY_TITLE,
    KEY_TITLE_KO,
    KEY_DO,
    KEY_DO_KO,
    KEY_LINK,
    KEY_LINK_KO,
    KEY_ACTION,
    KEY_SEVERITY,
    KEY_SAMPLE,
    KEY_NOT_SAMPLE,
    KEY_COUNT
};

struct file_value {
    enum file_key key;
    int line;
    const char *text;
};

struct file_section {
    bool is_provider;
    int line;
    const char *title;
    const struct file_value *values; /* in the order of the file */
    size_t value_count;
};

/* The first value of a key; NULL when the section has none. */
const struct file_value *section_value(const struct file_section *section,
                                       enum file_key key);
/* Its text, or NULL; its line, or that of the section. */
const char *section_text(const struct file_section *section, enum file_key key);
int section_line(const struct file_section *section, enum file_key key);
/* The values of a key, each on a line of its own; NULL when there are none. */
const char *section_lines(const struct file_section *section, enum file_key key,
                          struct arena *arena);

struct key_form {
    const char *name;
    bool is_list, in_provider;
};

extern const struct key_form file_keys[KEY_COUNT];

#endif
