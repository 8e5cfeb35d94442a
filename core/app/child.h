/*
 * child.h - a child process that runs plugins' code, and how it ended.
 *
 * The parent waits.  Signals that ask it to stop are handed on, a child that stays in one
 * call of a plugin for too long is killed, and the child dies when the parent does.
 */
#ifndef APP_CHILD_H
#define APP_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/say.h"
#include "base/watch.h"

struct child {
    pid_t pid;  /* -1: none could be made */
    int ended;  /* how, as waitpid(2) tells */
    bool stuck; /* it was killed in a call that did not return */
    int signal; /* that asked this process to stop meanwhile; 0: none */
};

enum { CHILD_FATE_BYTES = 128 };

/* Memory that children share with this process, zeroed; NULL when there is none. */
struct watch *child_share(void);
void child_unshare(struct watch *watch);

/* True in the child.  False in the parent, when the child has ended. */
bool child_fork(struct child *child, struct watch *watch);

/* It ended by itself, with this exit status. */
bool child_exited(const struct child *child);
int child_status(const struct child *child);

/* It ended by a signal, or asked for one, that says nothing about a plugin. */
bool child_was_stopped(const struct child *child);

/* It ended by a signal that a fault of its own brings about. */
bool child_crashed(const struct child *child);

/* "Segmentation fault", "ended the program (exit status 0)", spoken as told. */
const char *child_fate(char fate[CHILD_FATE_BYTES], const struct child *child,
                       const struct watch *watch, say_how *how);

/* Ends this process by the signal that ended the child; returns where that cannot be. */
void child_follow(const struct child *child);

#endif
