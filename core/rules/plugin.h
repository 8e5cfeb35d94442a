/*
 * plugin.h - one loaded provider: its shared object, and the host's own copy of its
 * table.
 */
#ifndef RULES_PLUGIN_H
#define RULES_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "base/arena.h"
#include "base/why.h"
#include "rules/causes.h"

struct plugin {
    void *handle;          /* of dlopen(); NULL for a plugin linked in */
    const char *path;      /* as found */
    size_t place;          /* in the note of who runs (base/watch.h) */
    bool off;              /* a callback of it ended an earlier run: none is used */
    sls_plugin info;       /* fields the plugin was built without are zero */
    const sls_rule *rules; /* copies, with the host's stride; info.rule_count of them */
    struct cause *causes;  /* its own, info.cause_count of them */
    const char *setup_ko;  /* NULL: as in English */
    bool of_file;          /* it stands in rule files only, and has no rules of its own */
};

/* Opens the file and checks everything that needs no rule to be judged: who may write to
   it, the symbol, the ABI, the sizes, the required fields.  What the plugin points to
   lives until plugin_close(). */
bool plugin_open(struct plugin *plugin, struct arena *arena, const char *path,
                 struct why *why);
void plugin_close(struct plugin *plugin);

/* Which of its rules classify() has returned; info.rule_count for what is none. */
size_t plugin_rule_number(const struct plugin *plugin, const sls_rule *answer);

/* Made of a-z, 0-9 and '-', as providers and causes are. */
bool plugin_is_name(const char *name);

/* A cause of this plugin or of docs/causes.md; NULL when there is none. */
const struct cause *plugin_cause(const struct plugin *plugin, const char *slug);

#endif
