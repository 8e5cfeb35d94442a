/*
 * config.h - configuration files: what an option says whenever the command line does not.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include <stdbool.h>

#include "app/options.h"
#include "base/why.h"

struct config_choice {
    const char *file; /* this one and no other; NULL: those of their usual places */
    bool none;
    bool may_fail; /* who asks for help gets it, also when a file is at fault */
};

/* Adds the files' settings to options->settings, and their names to options->configs.  A
   usual place without a file is no fault; everything else that is wrong is. */
bool config_read(struct options *options, const struct config_choice *choice,
                 struct why *why);

/* One file. */
bool config_read_file(struct options *options, const char *path, enum origin origin,
                      struct why *why);

#endif
