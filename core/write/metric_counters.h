/*
 * metric_counters.h - what all runs with a state counted: Prometheus' counters.
 */
#ifndef WRITE_METRIC_COUNTERS_H
#define WRITE_METRIC_COUNTERS_H

#include <stdio.h>

#include "write/report.h"

/* Of a report with a lifetime. */
void metric_counters(FILE *file, const struct report *report);

#endif
