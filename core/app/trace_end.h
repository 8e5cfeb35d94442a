/*
 * trace_end.h - what became of a message in the end, in one sentence.
 */
#ifndef APP_TRACE_END_H
#define APP_TRACE_END_H

#include "app/trace_tell.h"

void tell_end(const struct telling *telling, const struct story *story);

#endif
