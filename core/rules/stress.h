/*
 * stress.h - whether a pattern can be made slow by a stranger's reply.
 */
#ifndef RULES_STRESS_H
#define RULES_STRESS_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

#include "rules/match.h"

enum { STRESS_BYTES = 64 * 1024 };

struct stress_room {
    char bytes[STRESS_BYTES];
};

/* True when the pattern reaches its match limit on 64 KiB of a letter, of its own
   characters, of `near`, or of `near` without its end; *what says which.  `near` is the
   part of a reply that it matches. */
bool stress_slows(struct stress_room *room, const struct rule *rule, sls_view near,
                  const char **what);

#endif
