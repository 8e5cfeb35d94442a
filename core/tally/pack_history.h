/*
 * pack_history.h - the last reports as bytes.
 */
#ifndef TALLY_PACK_HISTORY_H
#define TALLY_PACK_HISTORY_H

#include "base/pack.h"
#include "tally/history.h"

void pack_history(const struct history *history, struct pack *pack);
/* Adds the reports; what is more than a history holds is passed over. */
void unpack_history(struct history *history, struct unpack *unpack);

#endif
