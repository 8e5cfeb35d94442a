/*
 * scope.h - what the parts of one report must have in common.
 *
 * A partial holds sums: it cannot be filtered, traced or grouped any more, and what two
 * of them left out must be the same, or their sums would be of different things.
 */
#ifndef APP_SCOPE_H
#define APP_SCOPE_H

#include <stdbool.h>

#include "app/passes.h"
#include "base/why.h"

/* After the inputs were looked at: notes whether parts are read or made, and takes over
   the window and hosts of partials that stand alone.  False leaves in *why what does not
   go together. */
bool scope_check(struct passes *passes, struct why *why);

#endif
