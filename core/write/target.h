/*
 * target.h - the place a report is written to: a file that keeps what stands in it until
 * the new one is whole, or a device or pipe, which is written directly.
 *
 * It may be opened long before it is written to, by another process that has the rights.
 */
#ifndef WRITE_TARGET_H
#define WRITE_TARGET_H

#include <stdbool.h>
#include <stdio.h>

#include "base/why.h"
#include "write/aside.h"

struct target {
    const char *path;
    FILE *file;    /* to write to; NULL: it is not open */
    bool is_aside; /* `file` is that of `aside` */
    bool is_made;  /* by opening it, at the end of a link */
    struct aside aside;
};

/* False leaves in *why what is wrong; then there is nothing to close. */
bool target_open(struct target *target, const char *path, struct why *why);
/* One of the three ends it. */
bool target_keep(struct target *target, struct why *why);
void target_drop(struct target *target);
/* Somebody else keeps or drops it: nothing is flushed, nothing is taken away. */
void target_forget(struct target *target);

#endif
