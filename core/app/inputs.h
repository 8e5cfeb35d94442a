/*
 * inputs.h - the arguments as inputs in the order of their content's time.
 */
#ifndef APP_INPUTS_H
#define APP_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/options.h"
#include "input/source.h"
#include "tally/ledger.h"

struct input {
    const char *path;
    int64_t first;           /* time of its first stamped line; INT64_MAX: unknown */
    size_t argument;         /* place on the command line */
    uint64_t beginning;      /* hash of its first lines; 0: not looked at */
    const char *same_as;     /* an earlier input that is the same file; NULL: none */
    const char *begins_like; /* an earlier input with the same first lines; NULL: none */
    int first_year;          /* of its first stamp without a year; 0: to be guessed */
    struct why refused;      /* why it cannot be opened; empty: it can */
    struct source source;    /* open already when it can be read only once */
};

/* As many as options->input_count; free with memory_free(). */
struct input *inputs_order(const struct options *options, int64_t now);

/* Opens an input for reading, or gives the one that is open already. */
bool input_open(struct input *input, struct why *why);

/* No line of an input is later than this: the earlier of the file's and the gzip header's
   time, each ignored when zero or in the future, and now. */
int64_t inputs_anchor(int64_t modified, int64_t gzip_time, int64_t now);

#endif
