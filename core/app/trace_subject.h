/*
 * trace_subject.h - what --trace is asked for: an address, a queue id or a Message-ID.
 */
#ifndef APP_TRACE_SUBJECT_H
#define APP_TRACE_SUBJECT_H

#include <stdbool.h>

#include "parse/record.h"

/* As what a record names the subject; several may hold. */
enum match { MATCH_RECIPIENT = 1, MATCH_SENDER = 2, MATCH_ID = 4 };

/* Blanks and brackets around it do not count; false when nothing is left. */
bool subject_read(const char *argument, sls_view *subject);

/* Addresses are compared without regard to case, ids byte by byte; 0: not named. */
unsigned subject_match(sls_view subject, const struct record *record);

/* Does the record tell what became of one recipient? */
bool subject_is_of_recipient(const struct record *record);

#endif
