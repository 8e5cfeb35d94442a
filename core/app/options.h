/*
 * options.h - what the command line asks for.
 */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/settings.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/why.h"
#include "rules/wording.h"
#include "tally/shares.h"

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
    VERB_NEW_PLUGIN,
    VERB_PRINT_CONFIG,
    VERB_COMPLETION
};

struct hold;

enum sandbox_mode { SANDBOX_AUTO, SANDBOX_REQUIRE, SANDBOX_OFF };

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* Arguments of an option that may repeat, in their order. */
struct words {
    const char **list;
    size_t count;
};

struct options {
    enum verb verb;
    const char *subject; /* of --explain, --classify, --trace and the other answers */
    struct words inputs;
    struct words lists;                                         /* of --files-from */
    struct words hosts;                                         /* none: all */
    struct words providers, senders, domains, causes, statuses; /* none: all */
    const char *since, *until;                                  /* NULL: open */
    const char *input_format; /* NULL: told by the content */
    struct words outputs;
    struct words plugin_folders, plugins, rule_files;
    struct words identities, identity_files;
    enum language language;
    const char *state; /* NULL: every line counts in every run */
    bool state_readonly;
    const char *expect_hosts;         /* NULL: any host may be missing */
    struct words fail_over;           /* limits, as they were given */
    struct words warnings, criticals; /* the same, of --check */
    struct words mail_to;
    const char *mail_from; /* NULL: the mail system's choice */
    const char *baseline;  /* NULL: compared with nothing */
    bool quiet_if_ok, check;
    const char *format; /* NULL: by the output's ending */
    size_t top, width;  /* width 0: the terminal's */
    enum when color, hyperlink, progress;
    enum grouping grouping;
    bool ascii, exit_code, csv_bom, redact;
    bool quiet, verbose; /* at most one */
    const char *config;  /* the file of --config; NULL: those of their usual places */
    bool no_config;
    bool in_c; /* of --new-plugin */
    int year;
    struct zone zone;
    uint64_t memory_bytes;
    size_t threads;    /* that may work at once */
    struct hold *hold; /* what was opened of all that; NULL: nothing yet */
    enum sandbox_mode sandbox;
    struct settings settings; /* all that was said, and by whom */
    struct words configs;     /* the configuration files that were read */
    struct arena arena;       /* of their texts */
};

/* By the command line and the configuration files.  What points into argv is not copied.
 */
bool options_read(struct options *options, int argc, char **argv, struct why *why);
void options_close(struct options *options);

/* Is there anything to read? */
bool options_name_inputs(const struct options *options);
/* The option by which only some recipients are to be counted; NULL: all are. */
const char *options_filter(const struct options *options);

void words_add(struct words *words, const char *word);

#endif
