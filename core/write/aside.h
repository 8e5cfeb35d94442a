/*
 * aside.h - a file that is written beside another, and takes its place when it is whole.
 *
 * What stood there stays until then, whatever happens.  Where the file system can, the
 * new file has no name before, so that a process that is killed leaves none behind.
 */
#ifndef WRITE_ASIDE_H
#define WRITE_ASIDE_H

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct aside {
    FILE *file; /* to write to */
    bool named;
    char target[PATH_MAX];
    char temporary[PATH_MAX + 32];
};

/* A symbolic link is followed: the file that it leads to is replaced, not the link.  All
   three: false and errno when it failed; then nothing is left to close. */
bool aside_open(struct aside *aside, const char *path, mode_t mode);
/* Flushed to the disk before it gets its name. */
bool aside_keep(struct aside *aside);
void aside_drop(struct aside *aside);

#endif
