/*
 * generate_truth.h - what a correct report of the generated log must say.
 *
 * Counted while the lines are written, from what the generator wants to happen, by the
 * words of docs/report.md: a recipient is one message to one recipient, and attempts,
 * local_attempts, hops, notices and probes are delivery lines.
 */
#ifndef BENCH_GENERATE_TRUTH_H
#define BENCH_GENERATE_TRUTH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum status { STATUS_SENT, STATUS_DEFERRED, STATUS_BOUNCED };

enum { TRUTH_CAUSES = 256, CAUSE_BYTES = 64 };

struct cause_count {
    char id[CAUSE_BYTES]; /* "provider/slug" */
    uint64_t failed, delayed, accepted_after_retry;
};

struct truth {
    uint64_t messages, recipients, accepted, accepted_after_retry, delayed, failed;
    uint64_t local, attempts, local_attempts, hops, notices, probes;
    struct cause_count causes[TRUTH_CAUSES];
    uint16_t cause_count;
};

/* How far a recipient has come; zeroed before the first attempt. */
struct standing {
    bool known;
    enum status status;
    uint16_t cause;
};

/* The number of a cause, entered when it is new. */
uint16_t truth_cause(struct truth *truth, const char *id);

/* An attempt for a recipient that is neither local nor a hop nor of a notice or probe. */
void truth_attempt(struct truth *truth, struct standing *standing, enum status status,
                   uint16_t cause);
void truth_local(struct truth *truth, struct standing *standing);
/* The message is given up: who is still delayed has failed with the cause it had. */
void truth_expire(struct truth *truth, struct standing *standing);
/* A message that was refused when it was handed in: one message, one failed recipient. */
void truth_reject(struct truth *truth, uint16_t cause);

void truth_print(const struct truth *truth, uint64_t lines, FILE *file);

#endif
