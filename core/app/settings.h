/*
 * settings.h - what was asked for, word for word, and by whom: the command line, a
 * configuration file, the environment, or nobody.
 */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

struct option_row;
struct options;

/* A later one overrules an earlier one. */
enum origin {
    ORIGIN_DEFAULT,
    ORIGIN_ENVIRONMENT,
    ORIGIN_MACHINE, /* the configuration file in /etc */
    ORIGIN_USER,    /* that of the user, or the one of --config */
    ORIGIN_COMMAND_LINE
};

struct setting {
    const struct option_row *row;
    const char *argument; /* NULL: none */
    bool off;             /* "ascii = false" */
    enum origin origin;
    const char *file; /* and line, of a configuration file */
    int line;
};

struct settings {
    struct setting *list;
    size_t count;
};

void settings_add(struct settings *settings, struct setting setting);
void settings_add_all(struct settings *settings, const struct settings *more);
void settings_close(struct settings *settings);

/* False for one that a setting of a later origin overrules. */
bool setting_holds(const struct settings *settings, size_t number);

/* Does the command line ask for the report, and not for another answer? */
bool settings_want_report(const struct settings *settings);

/* In their order, those of the earliest origin first.  What is overruled is checked all
   the same: a fault of a configuration file does not hide behind an option. */
bool settings_apply(const struct settings *settings, struct options *options,
                    struct why *why);

#endif
