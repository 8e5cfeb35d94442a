/*
 * option_rows.h - the options: one row feeds getopt, the help, and the check of the docs.
 */
#ifndef APP_OPTION_ROWS_H
#define APP_OPTION_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"
#include "base/why.h"

struct option_row;

typedef bool set_option(struct options *options, const struct option_row *row,
                        const char *argument, struct why *why);

struct option_row {
    const char *name;
    const char *argument; /* NULL: takes none; "[=DIR]": may take one */
    const char *group;    /* begins a group in the help */
    const char *help;
    set_option *set;
    size_t field; /* offset in struct options of what is set */
    int verb;     /* enum verb that is asked for */
    char letter;  /* '\0': none */
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

enum option_argument { TAKES_NONE, TAKES_ONE, MAY_TAKE_ONE };

enum option_argument option_takes(const struct option_row *row);

#endif
