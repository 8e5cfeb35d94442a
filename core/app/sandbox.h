/*
 * sandbox.h - what a worker takes from itself, before it reads the first byte of a log.
 *
 * In layers, each of which holds without the others: root's worker becomes another user;
 * no program it could run would have more rights; Landlock takes the file system and the
 * network from it; seccomp all system calls but those that reading takes; its memory is
 * limited.  What is open already (app/hold.h) is all it has.
 *
 * --sandbox=auto does what this machine can; require makes what is missing the end of the
 * run; off does nothing.
 */
#ifndef APP_SANDBOX_H
#define APP_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"
#include "app/privilege.h"
#include "base/why.h"

enum { LAYERS_MISSED = 4 };

struct sandbox {
    enum sandbox_mode mode;
    bool is_active;
    struct privilege privilege;
    bool is_dropped; /* it runs as privilege.name */
    int landlock;    /* its version; 0: not there */
    bool syscalls;   /* are few */
    struct why missed[LAYERS_MISSED];
    size_t missed_count;
};

/* Before the fork, when the inputs are held. */
void sandbox_open(struct sandbox *sandbox, const struct options *options);
/* There is no worker: this process keeps its rights. */
void sandbox_leave_out(struct sandbox *sandbox);

/* In the worker.  The first before plugins are loaded, the second behind that.  False:
   a layer is missing and required. */
bool sandbox_enter(struct sandbox *sandbox, struct why *why);
bool sandbox_shut(struct sandbox *sandbox, const struct options *options,
                  struct why *why);

#endif
