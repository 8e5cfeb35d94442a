/*
 * rulefile.h - providers and rules out of a text file: the way in without a compiler.
 *
 * The file fills the same structures as a plugin's tables.  What it means beside other
 * files and plugins (is there such a provider, is the cause a new one?) is files.h's.
 */
#ifndef RULES_RULEFILE_H
#define RULES_RULEFILE_H

#include <stdbool.h>
#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "base/arena.h"
#include "rules/fault.h"
#include "rules/match.h"
#include "rules/sections.h"

/* `provider "acme" { ... }`: absent fields are NULL. */
struct file_provider {
    const char *slug, *name, *setup, *setup_ko;
    const char **relays; /* ended by NULL */
    int line;
};

/* `cause "acme/no-credits" { ... }`. */
struct file_rule {
    const char *path; /* of the file, as found */
    int line;
    const char *provider;
    sls_rule data; /* `cause` is the slug, `pattern` what `contains` or `regex` came to */
    struct rule_words english, korean; /* what is absent is NULL */
    struct pattern *pattern;           /* NULL: any text */
    const struct file_section *section;
};

struct rulefile {
    const char *path;
    struct sections sections;
    struct file_provider *providers;
    size_t provider_count;
    struct file_rule *rules;
    size_t rule_count;
    struct why fault; /* the first; when there is one the file counts for nothing */
    size_t fault_count;
    bool named; /* by --rules: a fault of it ends the run */
};

/* Reads and checks a file that nobody else may write to.  Every fault is told; false when
   there is one.  Texts are kept in the arena.  To be closed whatever the answer. */
bool rulefile_open(struct rulefile *file, struct arena *arena, const char *path,
                   struct faults *faults);
void rulefile_close(struct rulefile *file);

/* What a rule compares with an attempt; its cause is files_rule()'s. */
struct rule rulefile_rule(const struct file_rule *origin);

#endif
