/*
 * outcomes.h - for NDJSON: what every recipient was last refused with, until it is
 * accepted, and all of what is told of it once its outcome is final.
 */
#ifndef TALLY_OUTCOMES_H
#define TALLY_OUTCOMES_H

#include "queue/join.h"
#include "tally/spool.h"

struct outcomes {
    struct spool refusals; /* of recipients whose outcome is open: recipient->note */
    struct spool finals;   /* in the order in which they became final */
};

void outcomes_open(struct outcomes *outcomes);
/* In two files of spool_file(); *why tells of those that are not there. */
void outcomes_open_in(struct outcomes *outcomes, const int files[2],
                      const struct why *why);
void outcomes_close(struct outcomes *outcomes);
/* Why not everything is there; an empty sentence when it is. */
const struct why *outcomes_problem(const struct outcomes *outcomes);

/* A line about a recipient that is refused or not tried yet, which may tell more. */
void outcomes_note(struct outcomes *outcomes, struct recipient *recipient,
                   const struct record *record, uint32_t input, uint64_t line);
/* A recipient that is handed on by the join and is not accepted. */
void outcomes_final(struct outcomes *outcomes, const struct join *join,
                    const struct recipient *recipient, struct mark mark);

#endif
