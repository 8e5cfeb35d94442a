/*
 * inputs.h - the files to read: exports first, then logs in the order of their time.
 */
#ifndef APP_INPUTS_H
#define APP_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/content.h"
#include "app/options.h"
#include "base/clock.h"
#include "input/lines.h"
#include "input/source.h"

struct partial;
struct stream;
struct streams;

struct input {
    const char *path;
    const struct source *held; /* opened before; NULL: by its path */
    int64_t first;   /* time of its first line of mail, else of any; INT64_MAX: unknown */
    int64_t last;    /* of its last one; looked at only to part equals */
    size_t argument; /* place among the paths */
    struct content content;
    bool offset_known;       /* its first stamp names an offset */
    struct zone zone;        /* of that offset, else that of the options */
    const char *same_as;     /* an earlier input with the same content; NULL: none */
    struct partial *partial; /* made of logs elsewhere; NULL: it is a log */
    int first_year;          /* of its first stamp without a year; 0: to be guessed */
    struct why refused;      /* why it cannot be opened; empty: it can */
    struct source source;    /* open already when it can be read only once */
    struct lines lines;      /* and its lines with it */
    bool is_open;
    struct streams *streams; /* what earlier runs have read; NULL: they do not matter */
    struct stream *stream;   /* that it goes on with; NULL: it is new */
    bool is_done;            /* nothing can have been added to it */
};

struct inputs {
    struct input *list;
    size_t count;
};

void inputs_open(struct inputs *inputs, const struct options *options,
                 const struct exporters *exporters, int64_t now);
void inputs_close(struct inputs *inputs);

/* Begins to read an input; false leaves in *why why it cannot be read. */
bool input_open(struct input *input, struct why *why);
void input_close(struct input *input);

/* No line of an input is later than this: the earlier of the file's and the gzip header's
   time, each ignored when zero or in the future, and now. */
int64_t input_anchor(const struct input *input, int64_t now);

/* Whether everything can be read a second time: a pipe cannot. */
bool inputs_can_be_read_again(const struct inputs *inputs);

#endif
