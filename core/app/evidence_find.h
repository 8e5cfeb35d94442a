/*
 * evidence_find.h - some refused attempts of a cause, the first and the last ones, with
 * what the log tells of their messages; and the hosts that refused.
 *
 * Of fixed size, whatever the log holds.
 */
#ifndef APP_EVIDENCE_FIND_H
#define APP_EVIDENCE_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/records.h"
#include "queue/place.h"
#include "rules/judge.h"
#include "tally/summary.h"

enum { EXHIBITS_EACH = 5, EXHIBITS = 2 * EXHIBITS_EACH, EXHIBIT_BYTES = 4096 };
enum { RELAYS_KEPT = 32, RELAY_BYTES = 256 };

/* One refused attempt.  Its views point into its room. */
struct exhibit {
    int64_t time;
    size_t input;
    uint64_t line;
    uint64_t key; /* of its message, by place and queue id; 0: it has no id */
    sls_view host, queue_id, message_id, sender, recipient, relay, reply, token;
    size_t used;
    char room[EXHIBIT_BYTES];
};

struct relay_count {
    size_t bytes;
    uint64_t attempts;
    char name[RELAY_BYTES];
};

struct exhibits {
    const struct book *book;
    const struct summary_cause *cause;
    uint64_t seed;
    struct place place;
    uint64_t count;                /* attempts of the cause */
    struct exhibit list[EXHIBITS]; /* the first ones, then a ring of the last */
    struct relay_count relays[RELAYS_KEPT];
    size_t relay_count;
    bool more_relays;
};

void exhibits_open(struct exhibits *exhibits, const struct book *book,
                   const struct summary_cause *cause);

/* A pipeline_refused() that chooses the exhibits. */
void exhibits_refused(void *receiver, const struct verdict *verdict,
                      const struct record *record, const struct spot *spot);

/* A records_take() for a further pass: senders and Message-IDs out of other lines. */
bool exhibits_take(void *receiver, struct records *records, struct record *record,
                   const struct spot *spot);

/* After the last pass: the hosts that refused most come first. */
void exhibits_rank_relays(struct exhibits *exhibits);

/* By time; NULL behind the last. */
const struct exhibit *exhibits_at(const struct exhibits *exhibits, size_t i);

#endif
