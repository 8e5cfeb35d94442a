/*
 * fault.h - what is wrong with a rule file, each fault with its line.
 */
#ifndef RULES_FAULT_H
#define RULES_FAULT_H

#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "base/why.h"

/* How far of a text was met: where a caret stands under it. */
struct caret {
    sls_view text;
    size_t at;
};

/* `mark` is NULL when there is nothing to point at.  Both live until the call returns. */
typedef void fault_told(void *receiver, const struct why *why, const struct caret *mark);

struct faults {
    const char *path; /* of the file they are found in */
    fault_told *tell; /* NULL: they are counted only */
    void *receiver;
    size_t count;
};

/* "PATH:LINE: sentence". */
void fault_at(struct faults *faults, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void fault_marked(struct faults *faults, int line, const struct caret *mark,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));

/* A sentence about the file as a whole. */
void fault_whole(struct faults *faults, const struct why *why);

#endif
