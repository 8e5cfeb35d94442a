/*
 * trace_last.h - the last word about each recipient of a story: the log's, and that of a
 * provider's export.
 */
#ifndef APP_TRACE_LAST_H
#define APP_TRACE_LAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/trace_story.h"
#include "base/table.h"

enum end {
    END_UNKNOWN, /* handed to a filter, or probed: no more is told */
    END_DELIVERED,
    END_ACCEPTED,
    END_HERE,
    END_DELAYED,
    END_FAILED
};

/* One recipient. */
struct last {
    const struct step *log;   /* the last attempt that decides; NULL: none */
    const struct step *hop;   /* a hand-over to a filter */
    const struct step *event; /* what an export tells */
    bool expired, left;       /* delayed, when the queue gave it up or lost it */
};

struct lasts {
    struct table index;
    struct last *list; /* from 1 */
    uint32_t count;
};

/* Close it.  Points into the store. */
void lasts_open(struct lasts *lasts, const struct store *store,
                const struct story *story);
void lasts_close(struct lasts *lasts);

enum end end_of(const struct last *last);

/* How many recipients have a last word, and one of them; all, when none has one. */
size_t lasts_told(const struct lasts *lasts, const struct last **one);

/* An export's word that will not change. */
bool event_is_final(const struct step *event);

#endif
