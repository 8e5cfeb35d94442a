/*
 * syscalls.h - a process gives up the system calls it does not need, for good:
 * seccomp(2).
 *
 * What reads and writes open files, asks for memory and makes threads stays.  What the
 * program could never want (a program to run, a socket, another process, another user)
 * ends it with SIGSYS, so that the keeper can say whose code it was; everything else,
 * opening a file among it, fails with ENOSYS, which libraries are prepared for.
 */
#ifndef APP_SYSCALLS_H
#define APP_SYSCALLS_H

#include <stdbool.h>

/* Is there a list for this machine? */
bool syscalls_are_known(void);

/* All threads.  Needs that no new privileges can be had (prctl(2)); with `opens`, files
   can be opened for reading alone.  False: errno tells. */
bool syscalls_shut(bool opens);

#endif
