/*
 * reading.h - the inputs, and what has been made of them.
 */
#ifndef APP_READING_H
#define APP_READING_H

#include <stdbool.h>
#include <stdint.h>

#include "app/options.h"
#include "app/passes.h"
#include "app/pipeline.h"
#include "app/state.h"
#include "base/why.h"
#include "rules/book.h"
#include "rules/identities.h"
#include "tally/prints.h"

struct reading {
    struct identities identities;
    const struct book *book;
    struct passes passes;
    struct prints *prints; /* one for each input, in the same order */
    struct pipeline pipeline;
    struct pack partial; /* the scan as one, if it is asked for */
    bool is_read;
};

/* False leaves in *why what cannot be done; close it all the same. */
bool reading_open(struct reading *reading, const struct options *options,
                  const struct book *book, struct state *state, int64_t now,
                  struct why *why);
/* Until years and copies are right.  False: what an earlier run left cannot be used. */
bool reading_make(struct reading *reading, struct why *why);
/* Once more, telling of each refusal; what was made of the inputs stays as it is. */
void reading_repeat(struct reading *reading, pipeline_refused *refused, void *receiver);
void reading_close(struct reading *reading);

#endif
