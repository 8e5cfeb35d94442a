/*
 * trial.h - --check-plugin: everything that is wrong with plugins.
 *
 * Their code runs in children with limits, which a plugin may crash, hang or exhaust:
 * that is one more fault, and the next question is asked all the same.
 */
#ifndef APP_TRIAL_H
#define APP_TRIAL_H

#include "app/options.h"

/* Checks every file among the inputs, rule files by app/check_rules.h; returns the exit
   status. */
int trial_answer(const struct options *options);

#endif
