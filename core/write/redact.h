/*
 * redact.h - a report that is safe to share: pseudonyms for whose mail it is, templates
 * for replies; counts, times, causes and providers stay.
 *
 * Done once, before any format is written, so that all of them are of it.
 */
#ifndef WRITE_REDACT_H
#define WRITE_REDACT_H

#include "write/pseudonyms.h"
#include "write/report.h"

/* Changes the summary and the report over it; what it puts there lives as long as the
   pseudonyms.  `hosts` are names that the user gave and sentences hold. */
void redact_report(struct report *report, struct summary *summary,
                   struct pseudonyms *pseudonyms, const char *const *hosts,
                   size_t host_count);

/* What NDJSON tells of a recipient. */
void redact_outcome(const struct report *report, struct outcome *outcome);

#endif
