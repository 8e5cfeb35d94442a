/*
 * guard.h - the work is done by a worker, a child, so that a plugin's bug ends the child
 * alone; this process is its keeper, which has the rights, and reads no log.
 *
 * Promised: a plugin that crashes, exits, hangs, closes descriptors or writes to standard
 * output while it is loaded or called is named with the line it was given; the work is
 * done again without its callbacks, so that everything else is counted exactly; and
 * only a child that got through writes a report.
 *
 * Not promised: that a report is right when a plugin is malicious.  It can write into the
 * memory it shares with the worker, and so into the report.  What else it can do is what
 * app/sandbox.h leaves to it.
 */
#ifndef APP_GUARD_H
#define APP_GUARD_H

#include <stdbool.h>

#include "app/child.h"
#include "app/options.h"
#include "app/sandbox.h"
#include "base/watch.h"

struct guard {
    struct watch *watch; /* NULL: no child could be made, the work is done here */
    bool is_worker;
    struct sandbox sandbox;
    int output;         /* the real standard output while it is hidden; -1: it is not */
    bool quiet;         /* a plugin that failed is told in the report alone */
    bool follows;       /* the keeper is to end as the worker did, by guard_follow() */
    struct child child; /* the last one */

    /* The keeper's own: of what lies in the shared memory it believes nothing. */
    struct watch_fault *faults;
    size_t fault_count;
};

/* True in a child, which is to do the work.  False in the parent, when a child got
   through or none will: *status is the exit status, and what there was to say is said.
   May be true in a process that has no parent to watch it: the work is done all the same.
 */
bool guard_open(struct guard *guard, const struct options *options, int *status);
void guard_close(struct guard *guard);
/* After everything is closed: ends this process by the signal that ended the worker. */
void guard_follow(const struct guard *guard);
/* In the keeper: a worker came to the end of its work. */
bool guard_got_through(const struct guard *guard);

/* In the child: all inputs are read, what follows is output. */
void guard_speak(struct guard *guard);
/* And this was all of it. */
void guard_through(struct guard *guard);

#endif
