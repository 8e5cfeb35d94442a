/*
 * check.h - what is wrong with a plugin: the test that every rule table is put to.
 */
#ifndef RULES_CHECK_H
#define RULES_CHECK_H

#include <stddef.h>

#include "base/why.h"
#include "rules/plugin.h"

/* Called for every fault, not only the first. */
typedef void check_fault(void *receiver, const struct why *why);

/* Checks a loaded plugin's rules: known causes and actions, patterns that compile, unique
   ids, advice of one to three sentences, https links, and that every example is caught by
   its own rule and by no earlier one.  Returns the number of faults. */
size_t check_plugin(const struct plugin *plugin, check_fault *fault, void *receiver);

#endif
