/*
 * metric.h - Prometheus' text exposition: what all its metrics are written by.
 */
#ifndef WRITE_METRIC_H
#define WRITE_METRIC_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "rules/causes.h"
#include "write/report.h"

struct metric_label {
    const char *name, *value;
};

enum metric_kind { GAUGE, COUNTER };

/* Once, before the values of a metric, which stand together. */
void metric_begin(FILE *file, enum metric_kind kind, const char *name, const char *help);
void metric_value(FILE *file, const char *name, const struct metric_label *labels,
                  size_t count, uint64_t value);

/* For each provider its causes: those of its own rules, of the generic ones, which are
   asked after them, and the two that need no rule. */
typedef void metric_cause(FILE *file, const struct report *report, const char *provider,
                          const struct cause *cause);
void metric_causes(FILE *file, const struct report *report, metric_cause *write);

#endif
