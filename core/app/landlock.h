/*
 * landlock.h - a process takes the file system and the network from itself, for good.
 *
 * Files that are open stay so.  Kernels from 5.13 on have it, each with what it knows:
 * files from the first, TCP from 6.7, signals and abstract sockets from 6.12.
 */
#ifndef APP_LANDLOCK_H
#define APP_LANDLOCK_H

#include <stdbool.h>
#include <stddef.h>

/* The version the kernel has; 0: none. */
int landlock_version(void);

/* What lies in or under the folders may be read, and nothing else; there may be none.
   Needs that no new privileges can be had (prctl(2)).  False: errno tells. */
bool landlock_shut(const char *const *folders, size_t count);

#endif
