/*
 * file_cause.h - from a `cause` section to a rule.
 */
#ifndef RULES_FILE_CAUSE_H
#define RULES_FILE_CAUSE_H

#include "base/arena.h"
#include "rules/fault.h"
#include "rules/rulefile.h"

/* A file that is being read. */
struct file_builder {
    struct rulefile *file;
    struct arena *arena;
    struct faults *faults;
};

/* Appends the rule to those of the file, which has room for it; tells every fault. */
void file_cause_take(struct file_builder *builder, const struct file_section *section);

#endif
