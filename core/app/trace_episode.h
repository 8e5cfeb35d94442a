/*
 * trace_episode.h - the episode that a record belongs to: found or begun.
 */
#ifndef APP_TRACE_EPISODE_H
#define APP_TRACE_EPISODE_H

#include "app/trace_find.h"

/* A queue id is named by another message's line within this time of its own lines. */
enum { EPISODES_APART_SECONDS = 60 };

/* 0: the record is of no message that is looked for.  `match` is as what it names the
   subject. */
uint32_t episode_of(struct finder *finder, const struct records *records,
                    const struct record *record, const struct spot *spot, unsigned match);

/* Of an outcome that names its attempt by a number: the step that began it; 0: it is not
   known. */
uint32_t episode_start(struct finder *finder, const struct record *record);
/* The number that the record names is that of another attempt now; 0: of none that is
   looked for. */
void episode_set_start(struct finder *finder, const struct record *record, uint32_t step);

/* That the lines of a key belong to now; 0: none is kept. */
uint32_t episode_current(const struct finder *finder, uint64_t key);
/* It ended long before `time`: its id means another message then. */
bool episode_is_past(const struct episode *episode, int64_t time);
/* It, or what it is joined to, names the subject. */
bool episode_is_found(const struct finder *finder, uint32_t e);

#endif
