/*
 * end.h - what becomes of messages that are open when a log ends, or a part of one.
 */
#ifndef QUEUE_END_H
#define QUEUE_END_H

#include <stdint.h>

#include "queue/join.h"

/* Hands on what is still open, oldest first. */
void join_end(struct join *join);

/* Where a part of a log ends: hands on what no other part can tell more of (messages
   without a queue id, and exports'). */
void join_end_part(struct join *join);
/* All open recipients are from an earlier run. */
void join_mark_carried(struct join *join);
/* Hands on each recipient that is open as it stands, and keeps it open; those whose
   outcome is final are not handed on again. */
void join_tell(struct join *join);
/* Closes messages that wait for nothing and of which nothing was said since `time`. */
void join_forget(struct join *join, int64_t time);
/* Forgets the open messages, without handing them on; counters stay. */
void join_empty(struct join *join);

#endif
