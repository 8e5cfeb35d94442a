/*
 * json_marks.h - what is marked, and what it was compared with, for programs.
 */
#ifndef WRITE_JSON_MARKS_H
#define WRITE_JSON_MARKS_H

#include "tally/summary.h"
#include "write/json.h"

/* "trend", "before" and "marks" of a cause. */
void json_marks(struct json *json, const struct summary_cause *cause);
/* "marks": those of a cause or a row. */
void json_news(struct json *json, unsigned news);
/* "compared": null when there was nothing to compare with. */
void json_compared(struct json *json, const struct summary *summary);
/* "limits": those that were set, each with what it was compared with. */
void json_limits(struct json *json, const struct summary *summary);

#endif
