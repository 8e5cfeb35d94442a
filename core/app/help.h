/*
 * help.h - the options as -h and --help show them.
 */
#ifndef APP_HELP_H
#define APP_HELP_H

#include <stdbool.h>
#include <stdio.h>

/* In full with groups, whole sentences and the exit statuses. */
void help_print(FILE *file, bool full);

#endif
