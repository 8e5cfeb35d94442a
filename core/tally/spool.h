/*
 * spool.h - what is told of each recipient that is not accepted, kept in a file without a
 * name, so that memory stays bounded however many there are.
 *
 * It lies in $TMPDIR, else in /tmp, is readable by its owner alone, and is gone when the
 * program ends.  The first failure stays in spool->why; what follows on it is not kept.
 */
#ifndef TALLY_SPOOL_H
#define TALLY_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/why.h"

enum outcome_text {
    OUTCOME_HOST,
    OUTCOME_QUEUE_ID,
    OUTCOME_MESSAGE_ID,
    OUTCOME_SENDER,
    OUTCOME_LOGIN,
    OUTCOME_RECIPIENT,
    OUTCOME_RELAY,
    OUTCOME_REPLY,
    OUTCOME_TEXTS
};

/* Texts are empty where the log does not tell them. */
struct outcome {
    int64_t time, first; /* of the last refusal and of the first attempt; 0: unknown */
    uint64_t line;       /* of the last refusal; 0: none was seen */
    uint32_t input;
    uint32_t row, sample; /* of the tally */
    uint32_t attempts;
    uint16_t code, enhanced[3], dsn[3];
    bool failed; /* else delayed */
    sls_view texts[OUTCOME_TEXTS];
};

struct spool {
    int descriptor;      /* -1: none */
    uint64_t end;        /* in units of SPOOL_UNIT bytes */
    char *packed, *read; /* a record each */
    struct why why;
};

/* A place is counted in units, and so fits 32 bits up to 256 GiB; 0 is none. */
enum { SPOOL_UNIT = 64 };

void spool_open(struct spool *spool);
/* In a file that spool_file() has opened; a copy of the descriptor is kept. */
void spool_open_in(struct spool *spool, int file, const struct why *why);
/* A file without a name; -1 leaves in *why why there is none. */
int spool_file(struct why *why);
void spool_close(struct spool *spool);

/* Keeps an outcome, in the `place` of an earlier one if it fits there; returns its place,
   0 when it could not be kept. */
uint32_t spool_put(struct spool *spool, uint32_t place, const struct outcome *outcome);
/* Its texts live until the next spool_get(). */
bool spool_get(struct spool *spool, uint32_t place, struct outcome *outcome);
/* The first place, and the one behind another; 0: no more. */
uint32_t spool_first(const struct spool *spool);
uint32_t spool_after(struct spool *spool, uint32_t place);

#endif
