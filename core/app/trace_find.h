/*
 * trace_find.h - which records belong to a message that names the subject.
 *
 * One pass over the records follows the messages whose keys are known and learns further
 * keys; once a pass has learned none, what it keeps is whole.
 */
#ifndef APP_TRACE_FIND_H
#define APP_TRACE_FIND_H

#include <stdbool.h>
#include <stdint.h>

#include "app/passes.h"
#include "app/records.h"
#include "app/selection.h"
#include "app/trace_sought.h"
#include "app/trace_store.h"
#include "base/intern.h"
#include "queue/place.h"
#include "rules/judge.h"

struct finder {
    sls_view subject;
    const struct selection *selection;
    struct judge judge;
    uint64_t seed;
    struct sought sought;
    struct place place;

    /* Of the pass that runs, or ran last. */
    struct store store;
    struct table current; /* key -> the episode that lines of it belong to */
    struct table numbers; /* key -> how many episodes it had */
    struct table awaited; /* key -> an episode that names it before it begins */
    struct table ids;     /* Message-ID or provider's id -> an episode that has it */
    struct table starts;  /* of attempts that have begun -> step */
    struct table others;  /* (episode, recipient), for counting */
    struct table seen;    /* lines -> the input they stand in */
    bool has_events;
    uint64_t lines; /* that were asked for */
    int64_t first, last;
    struct intern hosts;
    uint32_t host; /* interned, of the last line */

    /* Of a pass before: the episodes that are to be kept; unless sieving, all are. */
    struct table wanted;
    bool sieving;
};

void finder_open(struct finder *finder, sls_view subject, const struct book *book,
                 const struct selection *selection);
void finder_close(struct finder *finder);

void finder_begin_pass(struct finder *finder);
/* A records_take() for a finder. */
bool finder_take(void *receiver, struct records *records, struct record *record,
                 const struct spot *spot);
/* What messages that were found mention is looked for, too. */
void finder_end_pass(struct finder *finder);

/* Before another pass that only has to keep less: what was not found is passed by. */
void finder_sieve(struct finder *finder);

/* Are attempts at other recipients than the subject left out of an episode's story? */
bool finder_leaves_others_out(const struct finder *finder, uint32_t episode);

#endif
