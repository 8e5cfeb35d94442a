/*
 * passes.h - the inputs, read as often as is wanted; what each pass needs beside them.
 */
#ifndef APP_PASSES_H
#define APP_PASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/filter.h"
#include "app/inputs.h"
#include "app/options.h"
#include "app/records.h"
#include "app/selection.h"
#include "base/why.h"
#include "rules/book.h"
#include "tally/ledger.h"
#include "tally/tally.h"

/* Takes a partial in; `inputs` are the numbers of its ledgers.  The receiver is that of
   passes_read(). */
typedef bool passes_absorb(void *receiver, const struct partial *partial,
                           const uint32_t *inputs, struct why *why);

struct state;

struct passes {
    const struct options *options;
    struct state *state; /* NULL: every line counts in every run */
    int64_t now;
    struct exporters exporters;
    struct inputs inputs;
    struct selection selection;
    struct filter filter;
    struct zone zone;       /* that times are shown in */
    struct ledger *ledgers; /* one for each input, in the same order; of the last pass */
    struct records records; /* open from the first pass on */
    bool records_open;
    struct input_time *times; /* of the ledgers' inputs */
    size_t ledger_count;      /* more than inputs: a partial was made of several */
    bool in_parts;            /* parts of a log are read, or one is made */
    passes_absorb *absorb;    /* NULL: partials cannot be taken in */
    struct arena arena;
    struct words part_hosts; /* that partials were limited to */
    bool wrong_year;         /* some input must be read again from another year on */
};

/* False leaves in *why what cannot be done; close it all the same. */
bool passes_open(struct passes *passes, const struct options *options,
                 const struct book *book, struct state *state, int64_t now,
                 struct why *why);
void passes_close(struct passes *passes);

/* One pass over everything that can be read and is no copy. */
void passes_read(struct passes *passes, records_take *take, void *receiver);

/* Whether everything can be read once more: a pipe cannot. */
bool passes_can_repeat(const struct passes *passes);
/* The same, for `verb`, an option's name, which cannot do without. */
bool passes_check_repeat(const struct passes *passes, const char *verb, struct why *why);

/* The year that the first input with wrong times should have begun with; 0: all right. */
int passes_year_wanted(const struct passes *passes);

#endif
