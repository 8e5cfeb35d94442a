/*
 * options.h - what the command line asks for.
 */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/why.h"
#include "rules/wording.h"

enum verb {
    VERB_REPORT,
    VERB_HELP_SHORT,
    VERB_HELP,
    VERB_VERSION,
    VERB_LIST_PLUGINS,
    VERB_LIST_CAUSES,
    VERB_EXPLAIN,
    VERB_CLASSIFY,
    VERB_TRACE,
    VERB_EVIDENCE,
    VERB_CHECK_PLUGIN,
    VERB_NEW_PLUGIN
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Arguments of an option that may repeat, in their order. */
struct words {
    const char **list;
    size_t count;
};

struct options {
    enum verb verb;
    const char *subject; /* of --explain, --classify, --trace, --evidence, --new-plugin */
    struct words inputs;
    struct words lists;        /* of --files-from */
    struct words hosts;        /* none: all */
    const char *since, *until; /* NULL: open */
    const char *input_format;  /* NULL: told by the content */
    struct words outputs;
    struct words plugin_folders, plugins, rule_files;
    struct words identities, identity_files;
    enum language language;
    const char *format; /* NULL: by the output's ending */
    size_t top, width;  /* width 0: the terminal's */
    enum color color;
    bool ascii, exit_code;
    bool in_c; /* of --new-plugin */
    int year;
    struct zone zone;
    uint64_t memory_bytes;
};

/* Everything points into argv. */
bool options_read(struct options *options, int argc, char **argv, struct why *why);
void options_close(struct options *options);

/* Is there anything to read? */
bool options_name_inputs(const struct options *options);

void words_add(struct words *words, const char *word);

#endif
