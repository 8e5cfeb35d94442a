/*
 * history.h - the last reports, as far as a new one is compared with them.
 *
 * It knows no file: whoever keeps it (a state) or makes it of another report (--baseline)
 * fills it with history_begin(), history_provider(), history_cause() and history_know(),
 * oldest report first, and reads its members to store it.  Bounded: HISTORY_REPORTS
 * reports of at most HISTORY_CAUSES causes and HISTORY_PROVIDERS providers each, and the
 * HISTORY_KNOWN causes that were seen last; what is more is not kept.
 *
 * Names are copied, longer ones than HISTORY_NAME_BYTES - 1 are not kept.  Nothing in it
 * comes from a log: names are those of providers and causes.
 */
#ifndef TALLY_HISTORY_H
#define TALLY_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "tally/summary.h"

enum {
    HISTORY_REPORTS = 28,
    HISTORY_RECENT = 7, /* of them; a cause that they all lack has paused */
    HISTORY_CAUSES = 512,
    HISTORY_PROVIDERS = 64,
    HISTORY_KNOWN = 1024,
    HISTORY_NAME_BYTES = 96
};

/* "sendgrid" and its recipients, or "sendgrid/rate-limited" and those not accepted. */
struct past_count {
    char name[HISTORY_NAME_BYTES];
    uint64_t count;
};

struct past_report {
    int64_t time; /* the last of its log; 0: it had no times */
    struct past_count *providers;
    size_t provider_count;
    struct past_count *causes; /* a count of 0: seen, and accepted after a retry */
    size_t cause_count;
};

/* A cause that was ever seen, and the last report's time that had it. */
struct known_cause {
    char name[HISTORY_NAME_BYTES];
    int64_t last_seen;
};

struct history {
    struct past_report reports[HISTORY_REPORTS]; /* oldest first */
    size_t count;
    struct known_cause *known; /* longest unseen first */
    size_t known_count;
};

void history_open(struct history *history);
void history_close(struct history *history);

/* A report newer than all that are there; the oldest leaves when there is no room. */
void history_begin(struct history *history, int64_t time);
/* Of the report that was begun last, each name once. */
void history_provider(struct history *history, sls_view name, uint64_t recipients);
/* The same; the cause is known from then on. */
void history_cause(struct history *history, sls_view name, uint64_t not_accepted);
/* Seen in a report that is not kept any more. */
void history_know(struct history *history, sls_view name, int64_t last_seen);

/* This report becomes the newest, unless it counted no recipient: silence proves nothing.
   After history_mark() (tally/history_marks.h). */
void history_add(struct history *history, const struct summary *summary);

#endif
