/*
 * series.h - refusals over the time of the log, in the steps that every chart is drawn
 * in.
 *
 * Hours, for longer logs several together, and over 14 days days; at most SERIES_STEPS.
 */
#ifndef WRITE_SERIES_H
#define WRITE_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tally/summary.h"
#include "write/moment.h"

enum { SERIES_STEPS = 24 };

struct series {
    const struct summary *summary;
    bool by_day;
    size_t points; /* hours or days */
    size_t group;  /* of them in a step */
    size_t steps;  /* 0: the log is too short for a chart */
};

struct series series_of(const struct summary *summary);
/* Recipients that a cause, or all of them, refused in a step. */
uint64_t series_count(const struct series *series, const struct summary_cause *cause,
                      size_t step);
uint64_t series_total(const struct series *series, size_t step);
/* When a step begins; the end of the last one is the beginning of step `steps`. */
int64_t series_time(const struct series *series, size_t step);
/* "10:00", "21 Nov 10:00", "Sun 22 Nov 2026" */
void series_label(char text[MOMENT_BYTES], const struct series *series, size_t step);
/* The step with the most of a cause, NULL: of all. */
size_t series_worst(const struct series *series, const struct summary_cause *cause);

#endif
