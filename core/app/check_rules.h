/*
 * check_rules.h - --check-plugin for a rule file: every fault, and how far a sample got.
 */
#ifndef APP_CHECK_RULES_H
#define APP_CHECK_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"

/* By its name: a rule file ends in ".conf". */
bool check_rules_is_for(const char *path);

/* To standard output; the number of faults.  Beside the file stand the built-in plugins
   and rule files, and the other rule files that are to be checked. */
size_t check_rules(const struct options *options, const char *path);

#endif
