/*
 * progress.h - how much of the inputs is read, on one line of standard error.
 *
 * The parent of app/guard.h draws it while it waits, ten times a second, from what the
 * child notes once a block: reading costs no look at a clock.  The line is gone before
 * the first byte of output.
 */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

#include <stdbool.h>

#include "app/options.h"
#include "base/watch.h"

/* On a terminal that can go back to the start of a line, or as --progress asks. */
bool progress_is_wanted(const struct options *options);

/* In the parent, after each WAKE_MS of waiting: from half a second on the line is drawn.
 */
void progress_draw(struct watch *watch, int wakes);
/* In the parent, when the child has ended. */
void progress_erase(struct watch *watch);

/* In the child, before output: the line is erased and not drawn again. */
void progress_end(struct watch *watch);

#endif
