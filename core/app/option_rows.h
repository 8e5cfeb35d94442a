/*
 * option_rows.h - the options: one row feeds getopt, the help, the manual page, the
 * completions, the keys of configuration files, and the check of the docs.
 */
#ifndef APP_OPTION_ROWS_H
#define APP_OPTION_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "app/options.h"
#include "base/why.h"

struct option_row;

typedef bool set_option(struct options *options, const struct option_row *row,
                        const char *argument, struct why *why);

struct option_row {
    const char *name;
    const char *argument; /* NULL: takes none; "[=DIR]": may take one */
    const char *group;    /* begins a group in the help */
    const char *help;     /* the first half sentence is all that -h shows */
    set_option *set;
    size_t field;        /* offset in struct options of what is set */
    const char *initial; /* the argument that holds when nothing is said; NULL: none */
    int verb;            /* enum verb that is asked for */
    char letter;         /* '\0': none */
    bool only_typed;     /* on the command line alone: no key of a configuration file */
    bool of_report; /* what a configuration file says of it, other answers pass over */
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

enum option_argument { TAKES_NONE, TAKES_ONE, MAY_TAKE_ONE };

enum option_argument option_takes(const struct option_row *row);
/* It keeps a list of words, or its help says so. */
bool option_repeats(const struct option_row *row);
/* May it stand in a configuration file? */
bool option_is_key(const struct option_row *row);
/* NULL when there is none of that name. */
const struct option_row *option_named(sls_view name);
/* One that may have been meant; NULL: none. */
const char *option_similar(const char *name);

#endif
