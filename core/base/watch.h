/*
 * watch.h - a note of what a plugin's code is doing, for the process that watches.
 *
 * Plugins run in a child; the note lies in memory that its parent shares, so that the
 * parent can tell whose callback ended the child, and at which line (app/guard.h).  A
 * callback costs a few stores and no system call.  Where nobody watches, the pointer is
 * NULL and nothing is noted.
 *
 * It holds numbers and copies of paths, no pointers: the parent has none of the child's
 * memory.
 */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

enum { WATCH_PLUGINS = 256, WATCH_FAULTS = 16, WATCH_PATH_BYTES = 1024 };

enum watch_act {
    WATCH_NOTHING, /* the program's own code is running */
    WATCH_LOAD,
    WATCH_UNLOAD,
    WATCH_PROBE,
    WATCH_PARSE,
    WATCH_CLASSIFY
};

/* A plugin that ended a child, and what it was doing. */
struct watch_fault {
    enum watch_act act;
    char plugin[WATCH_PATH_BYTES];
    struct why why;
};

struct watch {
    /* The child's: stored around each callback. */
    volatile uint32_t act;    /* enum watch_act */
    volatile uint32_t plugin; /* place of its path below */
    volatile uint64_t calls;  /* so far */
    volatile uint64_t line;   /* of the input; 0: none is read */
    char input[WATCH_PATH_BYTES];
    char plugins[WATCH_PLUGINS][WATCH_PATH_BYTES];

    /* The child's: how far it came. */
    volatile bool consumed; /* something that can be read only once was read */
    volatile bool speaking; /* output has begun */
    volatile bool through;  /* and is whole */
    volatile bool closed;   /* descriptors below were found closed */
    volatile size_t told;   /* refused plugins and rules that were printed */

    /* The child's: how many bytes of its inputs it has read. */
    volatile uint64_t bytes_before; /* of the inputs before this one */
    volatile uint64_t bytes_here;   /* of this one */
    volatile uint64_t bytes_all;    /* of all; 0: not known yet, or never */

    int files[2]; /* descriptors a plugin must leave open; -1: none */
    bool careful; /* look at them after every callback, not at the end alone */

    /* Who of the two may write on the line of app/progress.h. */
    bool shows_progress;
    atomic_bool progress_ends;        /* the child's: output follows */
    atomic_bool progress_draws;       /* the parent's: it is writing */
    volatile size_t progress_columns; /* that are written on */

    /* Told to the child: what those before it ended by. */
    struct watch_fault faults[WATCH_FAULTS];
    size_t fault_count;
};

/* Leaves the faults, and everything else as before the first callback. */
void watch_reset(struct watch *watch);

void watch_plugin(struct watch *watch, size_t plugin, const char *path);
/* `file` is the descriptor that is read until watch_input_end(). */
void watch_input(struct watch *watch, const char *path, int file);
void watch_input_end(struct watch *watch);

/* A path of the note as it is at this moment: who shares it may change it meanwhile. */
void watch_copy(char path[WATCH_PATH_BYTES], const char shared[WATCH_PATH_BYTES]);

/* The last fault of a plugin; NULL when it has none. */
const struct watch_fault *watch_fault_of(const struct watch *watch, const char *path);

/* Ends the process when a descriptor of `files` is closed: what was read is not whole. */
void watch_files(struct watch *watch);

static inline void watch_line(struct watch *watch, uint64_t line)
{
    if (watch != NULL)
        watch->line = line;
}

/* Around every call of a plugin's code. */
static inline void watch_begin(struct watch *watch, enum watch_act act, size_t plugin)
{
    if (watch == NULL)
        return;
    watch->plugin = (uint32_t)plugin;
    watch->calls++;
    watch->act = act;
}

static inline void watch_end(struct watch *watch)
{
    if (watch == NULL)
        return;
    if (watch->careful)
        watch_files(watch);
    watch->act = WATCH_NOTHING;
}

#endif
