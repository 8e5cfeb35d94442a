/*
 * trace_step.h - from a record to the step of a message's way that it tells.
 */
#ifndef APP_TRACE_STEP_H
#define APP_TRACE_STEP_H

#include "app/records.h"
#include "app/trace_store.h"
#include "rules/judge.h"

/* `start` is the step that began the attempt; NULL: the record tells all.  Views are the
   record's and those of the start. */
struct step step_of(struct judge *judge, const struct records *records,
                    const struct record *record, const struct step *start);

#endif
