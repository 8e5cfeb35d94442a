/*
 * help.h - the options as -h and --help show them.
 */
#ifndef APP_HELP_H
#define APP_HELP_H

#include <stdio.h>

#include <smtplogscan/plugin.h>

/* One screen: the options that have a letter, and the names of the others. */
void help_print_short(FILE *file);
/* Every option in whole sentences, and the exit statuses. */
void help_print(FILE *file);

/* What is said of an option, up to where the first half sentence ends. */
sls_view help_in_short(const char *help);

#endif
