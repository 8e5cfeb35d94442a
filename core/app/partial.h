/*
 * partial.h - a scan as one small file, to be added to others: `-f partial`.
 *
 * It holds what a scan counted, the messages that were open at its end, and what was said
 * at its start of messages that began before, so that the report of all parts is that of
 * the whole log, however it was cut and in whatever order the parts are given.
 * docs/partials.md tells how it is laid out; base/seal.h is its shell.
 */
#ifndef APP_PARTIAL_H
#define APP_PARTIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/options.h"
#include "app/pipeline.h"
#include "base/arena.h"
#include "base/pack.h"
#include "base/why.h"
#include "tally/ledger.h"

struct passes;

/* Messages are known by the same numbers in every part. */
extern const uint64_t partial_seed;

/* What all parts of one report must agree on. */
struct scope {
    int64_t since, until; /* INT64_MIN and INT64_MAX: open */
    sls_view hosts;       /* that were asked for, comma between; empty: all */
    enum grouping grouping;
    bool zone_fixed;
    int32_t offset_first, offset_last; /* of the first line and of the last */
};

struct partial {
    const char *path;
    struct arena arena;
    struct pack inside;
    struct scope scope;
    int64_t first, last; /* of all lines; 0: none had a time */
    struct ledger *ledgers;
    size_t ledger_count;
    struct unpack rest; /* of inside, from the names on */
};

/* By the first bytes of an input. */
bool partial_is(sls_view head);

/* A whole file; its texts are copied.  False leaves in *why what is wrong with it; close
   it all the same. */
bool partial_open(struct partial *partial, const char *path, sls_view file,
                  struct why *why);
void partial_close(struct partial *partial);

/* Adds it to what has been read; `inputs` are the numbers of its inputs here. */
bool partial_absorb(const struct partial *partial, struct pipeline *pipeline,
                    const uint32_t *inputs, struct why *why);

/* The bytes of a new one: after the last line, and before pipeline_end(). */
void partial_make(struct pack *out, struct pipeline *pipeline,
                  const struct passes *passes, const struct prints *prints);

/* Was an input of these very lines (ledger->print) counted in it?  How many of those of b
   were counted in a? */
bool partial_has(const struct partial *partial, const struct ledger *input);
size_t partial_common(const struct partial *a, const struct partial *b);

#endif
