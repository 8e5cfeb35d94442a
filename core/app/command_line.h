/*
 * command_line.h - reads the command line by the table of option_rows.c.
 */
#ifndef APP_COMMAND_LINE_H
#define APP_COMMAND_LINE_H

#include <stdbool.h>

#include "app/options.h"
#include "app/settings.h"
#include "base/why.h"

/* The options become settings, what else stands there becomes inputs.  Both point into
   argv. */
bool command_line_read(struct settings *settings, struct words *inputs, int argc,
                       char **argv, struct why *why);

#endif
