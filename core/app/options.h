/*
 * options.h - the command line, from one table that also makes the help.
 */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/why.h"
#include "write/report.h"

enum verb {
    VERB_REPORT,
    VERB_HELP_SHORT,
    VERB_HELP,
    VERB_VERSION,
    VERB_LIST_PLUGINS,
    VERB_LIST_CAUSES,
    VERB_EXPLAIN,
    VERB_CLASSIFY,
    VERB_CHECK_PLUGIN
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct options {
    enum verb verb;
    const char *subject; /* of --explain and --classify */
    const char **inputs;
    size_t input_count;
    const char **outputs;
    size_t output_count;
    const char **plugin_folders;
    size_t plugin_folder_count;
    const char **plugins;
    size_t plugin_count;
    const char *format; /* NULL: by the output's ending */
    size_t top, width;  /* width 0: the terminal's */
    enum color color;
    bool ascii, exit_code;
    int year;
    struct zone zone;
    uint64_t memory_bytes;
};

/* Everything points into argv. */
bool options_read(struct options *options, int argc, char **argv, struct why *why);
void options_close(struct options *options);

void options_add_input(struct options *options, const char *path);

void options_help(FILE *file, bool full);

#endif
