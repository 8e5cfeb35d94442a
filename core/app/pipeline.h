/*
 * pipeline.h - the way of a record: join, judge, tally; and what it leads to.
 */
#ifndef APP_PIPELINE_H
#define APP_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/filter.h"
#include "app/options.h"
#include "app/records.h"
#include "app/segments.h"
#include "app/selection.h"
#include "base/intern.h"
#include "queue/heads.h"
#include "queue/join.h"
#include "queue/repeats.h"
#include "rules/identities.h"
#include "rules/judge.h"
#include "tally/outcomes.h"
#include "tally/prints.h"
#include "tally/tally.h"

/* A refusal that was judged. */
typedef void pipeline_refused(void *receiver, const struct verdict *verdict,
                              const struct record *record, const struct spot *spot);

struct pipeline {
    const struct selection *selection;
    const struct filter *filter;
    struct prints *prints; /* of each input; NULL: nothing to compare */
    struct intern names;
    struct judge judge;
    struct join join;
    bool exact;                    /* prints that mean something in other runs, too */
    bool in_parts;                 /* the log may go on before, and behind (app/part.h) */
    int64_t part_first, part_last; /* times of the part that is being read */
    struct segments segments;      /* the parts that were read */
    bool begun;         /* what was laid aside did not fit, and nothing is any longer */
    struct heads heads; /* then: lines about messages that began before */
    uint64_t memory_bytes;
    struct repeats repeats;
    struct tally tally;
    struct outcomes outcomes; /* if each recipient is to be told of */
    bool tells_each;
    uint64_t seed;
    uint32_t host;       /* interned, of the last line: the next is mostly of the same */
    uint32_t short_host; /* its first label, interned likewise */
    pipeline_refused *refused;           /* told of each refusal; NULL: nobody is */
    void *receiver;                      /* of `refused` */
    const struct identities *identities; /* that the user declared; NULL: none */
    struct zone zone;                    /* that times are shown in */
    int64_t first, last;                 /* of all lines, the unselected too; 0: none */
    uint64_t late_events;                /* of exports, among a log's lines */
    uint64_t filtered_out;               /* recipients */
    bool message_counted;                /* of the last recipient: another one of it is */
};

/* `join_seed` is that of messages that come from elsewhere; NULL: none do. */
void pipeline_open(struct pipeline *pipeline, const struct options *options,
                   const struct book *book, const struct selection *selection,
                   const struct filter *filter, struct zone zone, struct prints *prints,
                   const uint64_t *join_seed);
void pipeline_close(struct pipeline *pipeline);

/* What is known of logins beside what the log tells; lives longer than the pipeline. */
void pipeline_identities(struct pipeline *pipeline, const struct identities *identities);

/* Takes a line in, with all its recipients: a records_take() for a pipeline. */
bool pipeline_take(void *receiver, struct records *records, struct record *record,
                   const struct spot *spot);

/* One of its recipients, as if it were the next line: joined, judged, counted. */
void pipeline_take_record(struct pipeline *pipeline, const struct records *records,
                          const struct record *record, const struct spot *spot);
/* The host that the next records are of. */
void pipeline_host(struct pipeline *pipeline, sls_view host);

/* After the last input. */
void pipeline_end(struct pipeline *pipeline);

#endif
