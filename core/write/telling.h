/*
 * telling.h - what a report for people says of a cause, sentence by sentence.
 */
#ifndef WRITE_TELLING_H
#define WRITE_TELLING_H

#include "write/report.h"

enum { TELLING_BYTES = 320 };

/* "SendGrid: From address is not a verified sender" */
void telling_title(char text[TELLING_BYTES], const struct report *report,
                   const struct summary_cause *cause);
/* "799 failed, 3 delayed" */
void telling_counts(char text[TELLING_BYTES], const struct summary_cause *cause);
/* Of all that was not accepted: "59%" */
void telling_share(char text[TELLING_BYTES], const struct summary *summary,
                   const struct summary_cause *cause);
/* "since 00:00:43, last 23:55:16, still happening"; empty when the log has no times. */
void telling_when(char text[TELLING_BYTES], const struct summary *summary,
                  const struct summary_cause *cause);
/* What the replies name, for "what"; empty when they name nothing. */
void telling_details(char text[TELLING_BYTES], const struct summary_cause *cause);
/* What becomes of those that are delayed; empty when none is. */
void telling_note(char text[TELLING_BYTES], const struct summary *summary,
                  const struct summary_cause *cause);

#endif
