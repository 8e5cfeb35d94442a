/*
 * pipeline.h - the way of a line: parse, join, judge, tally; and what it leads to.
 */
#ifndef APP_PIPELINE_H
#define APP_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/content.h"
#include "app/options.h"
#include "app/selection.h"
#include "base/intern.h"
#include "input/lines.h"
#include "parse/format.h"
#include "queue/join.h"
#include "rules/judge.h"
#include "tally/ledger.h"
#include "tally/prints.h"
#include "tally/tally.h"

enum { STRANGE_BYTES = 160 };

struct pipeline {
    const struct selection *selection;
    const struct exporters *exporters;
    struct intern names;
    struct judge judge;
    struct join join;
    struct tally tally;
    struct parser parser;
    struct export_reader exports;
    uint64_t seed;
    uint32_t host;        /* interned, of the last line: the next is mostly of the same */
    struct zone zone;     /* that times are shown in */
    int64_t first, last;  /* of all lines, the unselected too; 0: none */
    uint64_t late_events; /* of exports, among a log's lines */
    uint64_t hostless_events; /* left out, since some host's lines alone were asked for */
    char first_strange[STRANGE_BYTES]; /* the first line that was no mail log line */
};

/* Where the lines come from, and what is kept of each input. */
struct origin {
    size_t input; /* index */
    struct content content;
    struct ledger *ledger;
    struct prints *prints; /* NULL: nothing to compare with */
};

void pipeline_open(struct pipeline *pipeline, const struct options *options,
                   const struct book *book, const struct exporters *exporters,
                   const struct selection *selection, struct zone zone);
void pipeline_close(struct pipeline *pipeline);

/* Takes all lines of an input in. */
void pipeline_read(struct pipeline *pipeline, struct lines *lines,
                   const struct origin *origin);

/* After the last input. */
void pipeline_end(struct pipeline *pipeline);

#endif
