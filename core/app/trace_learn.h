/*
 * trace_learn.h - what a record tells of the episode that it belongs to.
 */
#ifndef APP_TRACE_LEARN_H
#define APP_TRACE_LEARN_H

#include "app/trace_find.h"

/* Sender, ids, other queue ids, its end.  `match` is as what the record names the
   subject. */
void episode_learn(struct finder *finder, uint32_t e, const struct record *record,
                   unsigned match);

/* The provider gave the message an id of its own. */
void episode_has_provider_id(struct finder *finder, uint32_t e, uint16_t provider,
                             sls_view id);

/* The life of an episode after a record of it (bits of enum life). */
unsigned episode_life(unsigned life, const struct record *record);

/* Does the record name another queue id that the message has, or that of its notice? */
bool episode_links(const struct record *record);

#endif
