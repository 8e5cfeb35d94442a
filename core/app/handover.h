/*
 * handover.h - what the worker makes, and the keeper puts in place when all is made.
 *
 * The keeper (app/guard.h) opens every output before the work begins; the worker writes
 * into them, and says which are whole.  What a worker that fails has written is dropped:
 * every file is as it was.  Standard output alone is written by the worker itself.
 *
 * The keeper looks at no byte of what it is handed.  Of what the worker says it believes
 * nothing but "whole".
 */
#ifndef APP_HANDOVER_H
#define APP_HANDOVER_H

#include <stdbool.h>
#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "app/mail.h"
#include "app/options.h"
#include "base/pack.h"
#include "base/why.h"
#include "write/report.h"
#include "write/target.h"

struct output {
    const char *path; /* "-" is standard output */
    struct target target;
    struct why why; /* why it cannot be written; empty: it can */
};

struct handover {
    struct output *list; /* those of -o, and behind them the mail's copy */
    size_t count;
    size_t mail; /* its place; count: none is asked for */
    char mail_path[MAIL_PATH_BYTES];
    int state;            /* descriptor of the next state's bytes; -1: none */
    volatile bool *whole; /* shared: the outputs, then the state; NULL: no memory */
};

/* What is wrong with an output is told by handover_write(), in its turn. */
void handover_open(struct handover *handover, const struct options *options);
void handover_close(struct handover *handover);
/* In the worker, instead: the keeper has its own. */
void handover_forget(struct handover *handover);

/* The worker's. */
bool handover_write(const struct handover *handover, size_t i,
                    const struct report *report, const struct report_format *format,
                    struct why *why);
bool handover_give_state(const struct handover *handover, sls_view bytes,
                         struct why *why);

/* The keeper's: every output that is whole gets its place.  What cannot is told, and
   false. */
bool handover_deliver(struct handover *handover);
/* One of them was handed over whole. */
bool handover_has(const struct handover *handover, size_t i);
/* So was the next state. */
bool handover_has_state(const struct handover *handover);
/* False: none was handed over, or not all of it can be read. */
bool handover_take_state(const struct handover *handover, struct pack *bytes);

#endif
