/*
 * hold.h - everything a run needs of the file system, opened before the work begins.
 *
 * The keeper opens it with the rights of the user; the worker (app/guard.h) inherits what
 * is open, and needs no right of its own.  Not a byte of a log is read here, but for the
 * one that tells whether anybody writes a FIFO.
 */
#ifndef APP_HOLD_H
#define APP_HOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "app/baseline.h"
#include "app/expected.h"
#include "app/handover.h"
#include "app/options.h"
#include "app/paths.h"
#include "app/state.h"
#include "base/why.h"

struct hold {
    struct paths paths;
    bool crowded;    /* more inputs than descriptors: each is opened when it is read */
    int *identities; /* one descriptor for each file of --identities */
    int spools[2];   /* of spool_file(), for NDJSON alone; -1: *spool_why tells why */
    struct why spool_why;
    struct expected expected;
    int baseline; /* descriptor of --baseline's file; -1: none, or it is not there yet */
    struct state state; /* its bytes are not looked at */
    struct handover handover;
};

/* False: what was wrong is said, and *status is the exit status.  Close it all the same.
 */
bool hold_open(struct hold *hold, const struct options *options, int64_t now,
               int *status);
void hold_close(struct hold *hold);
/* In the worker, instead: what it leaves open is the keeper's. */
void hold_forget(struct hold *hold);

/* In the keeper, when a worker got through with this exit status: outputs get their
   places, and then the state does.  Returns the exit status. */
int hold_deliver(struct hold *hold, const struct options *options, int status);

#endif
