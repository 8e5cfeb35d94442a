/*
 * sections.h - the grammar of a rule file: `provider "x" { ... }`, `cause "x/y" { ... }`,
 * and in them keys with one text or a list of texts, each with the line it stands on.
 */
#ifndef RULES_SECTIONS_H
#define RULES_SECTIONS_H

#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "base/arena.h"
#include "rules/fault.h"
#include "rules/section.h"

struct sections {
    struct file_section *list;
    size_t count;
    struct file_value *values;
    size_t value_count;
};

/* Texts are kept in the arena.  What stands before a fault is read all the same. */
void sections_read(struct sections *sections, struct arena *arena, sls_view text,
                   struct faults *faults);
void sections_close(struct sections *sections);

#endif
