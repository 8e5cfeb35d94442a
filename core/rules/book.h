/*
 * book.h - all loaded providers and their rules, numbered through.
 *
 * Plugins stand in the order of their names.  Rules 0 and 1 are the program's own: what
 * no rule knows, and a message given up before the log says why.  Of a provider, the
 * rules of rule files stand before those of its plugin.
 */
#ifndef RULES_BOOK_H
#define RULES_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/watch.h"
#include "base/why.h"
#include "rules/match.h"
#include "rules/plugin.h"

enum { RULE_UNCLASSIFIED = 0, RULE_EXPIRED = 1, RULE_FIRST = 2 };

struct rulefile;

struct relay_suffix {
    sls_view suffix;
    bool below_only; /* hosts below the suffix, not the suffix itself */
    uint16_t plugin;
};

struct book {
    struct watch *watch; /* who watches the plugins; NULL: nobody */
    struct arena arena;
    struct plugin *plugins;
    size_t plugin_count;
    size_t generic; /* the plugin that takes what nobody claims */
    struct rule *rules;
    size_t rule_count;
    size_t *first_rule; /* of each plugin */
    struct relay_suffix *suffixes;
    size_t suffix_count;
    struct rulefile *files; /* in the order in which they are asked */
    size_t file_count;
    struct cause *new_causes; /* made by files */
    size_t new_cause_count;
};

/* Called for every plugin, rule or rule file that is refused; the run goes on without it.
 */
typedef void book_refused(void *receiver, const struct why *why);

/* `watch` is told of every call, and of the plugins that ended an earlier run: one that
   could not be loaded is refused, the callbacks of the others are not used. */
void book_open(struct book *book, struct watch *watch);
void book_close(struct book *book);

/* One file; false when it is refused. */
bool book_add(struct book *book, const char *path, struct why *why);
/* Every *.so of a folder, in the order of their names.  A folder that does not exist
   holds none: false; one that cannot be read is told. */
bool book_add_folder(struct book *book, const char *folder, book_refused *refused,
                     void *receiver);
/* After the last plugin: numbers the rules and compiles their patterns.  False when no
   plugin takes "*". */
bool book_bind(struct book *book, book_refused *refused, void *receiver, struct why *why);

/* Plugin index by name; plugin_count when there is none. */
size_t book_plugin(const struct book *book, const char *name);

/* Fills a rule from its table row; false names what is wrong with the row. */
bool book_rule(const struct plugin *plugin, size_t number, struct rule *rule,
               struct why *why);

#endif
