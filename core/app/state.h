/*
 * state.h - what one run leaves to the next, so that each line counts once: `--state`.
 *
 * One file holds how far every log was read and the messages that are open still.  It is
 * read before anything else, and takes the place of the old one when the reports are
 * written: a run that is killed before that has counted nothing, and one that is killed
 * between the two makes its report again, under the same number.  docs/state.md tells the
 * rules; base/seal.h is the file's shell.
 */
#ifndef APP_STATE_H
#define APP_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "app/inputs.h"
#include "app/options.h"
#include "app/pipeline.h"
#include "app/streams.h"
#include "base/why.h"
#include "tally/history.h"
#include "tally/lifetime.h"

struct state {
    const char *path;    /* NULL: there is none */
    bool readonly;       /* nothing is kept of this run */
    int lock;            /* descriptor; -1: none */
    bool is_first;       /* there was no file */
    bool has_previous;   /* but one of the run before it */
    uint64_t number;     /* of this run, from 1 */
    int64_t now, before; /* when this run began and the last one; 0: there was none */
    uint64_t join_seed;
    struct streams streams;   /* as the last run left them */
    struct why failed;        /* why this run cannot be kept; empty: it can */
    struct history history;   /* the last reports, this one included once it is made */
    struct lifetime lifetime; /* sums of all runs, this one included from then on */
    struct stream *read;      /* of each input of this run; offset 0: nothing */
    size_t read_count;
    struct pack file;           /* as it was read */
    struct pack inside;         /* of it */
    struct unpack open;         /* of it: the messages */
    struct pack head, messages; /* of the next file: what stands before the history
                                   and the sums, and behind them */
};

enum state_opened { STATE_OPENED, STATE_HELD, STATE_REFUSED };

/* Takes the lock, and all bytes of the file.  What is not STATE_OPENED leaves its reason
   in *why; close it all the same. */
enum state_opened state_open(struct state *state, const struct options *options,
                             int64_t now, struct why *why);
void state_close(struct state *state);

/* What the bytes say. */
bool state_read(struct state *state, const struct options *options, struct why *why);

/* An input cannot be known again: nothing may be counted. */
bool state_has_failed(const struct state *state, struct why *why);

/* The messages that were open: before the first line of a pass. */
bool state_resume(const struct state *state, struct pipeline *pipeline, struct why *why);

/* After the last line: open messages are told as they stand, and kept for the next run.
 */
void state_keep(struct state *state, struct pipeline *pipeline,
                const struct options *options);

/* Whether anything is to be kept of this run. */
bool state_is_kept(const struct state *state);
/* The bytes of the next file: what state_keep() made, the history and the sums. */
void state_pack(const struct state *state, struct pack *file);
/* After the reports.  False: the old file stays as it was. */
bool state_commit(const struct state *state, sls_view next, struct why *why);

#endif
