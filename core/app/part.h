/*
 * part.h - a log that is read in parts: what waits for the part before.
 *
 * While a part is read, lines about messages that began before it are laid aside
 * (queue/heads.h).  They are taken in when the part before is there, or at the end.
 */
#ifndef APP_PART_H
#define APP_PART_H

#include "app/pipeline.h"
#include "queue/heads.h"

/* A record of a log's line, which may have to wait. */
void part_take(struct pipeline *pipeline, const struct records *records,
               const struct record *record, const struct spot *spot);

/* After the last line of a part, when others follow or one is to be made: what it leaves
   open is kept in pipeline->segments. */
void part_cut(struct pipeline *pipeline);

/* All parts are there: puts them together, each to the one before it in time. */
void part_fold(struct pipeline *pipeline);

/* No part before is waited for any longer: what was laid aside did not fit, and the log
   is taken to begin here. */
void part_begin(struct pipeline *pipeline);

/* Nothing stands before: what was laid aside is all there is of these messages. */
void part_end(struct pipeline *pipeline);

#endif
