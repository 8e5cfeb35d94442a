/*
 * pack_ledger.h - the account of an input as bytes.
 */
#ifndef TALLY_PACK_LEDGER_H
#define TALLY_PACK_LEDGER_H

#include "base/arena.h"
#include "base/pack.h"
#include "tally/ledger.h"

void pack_ledger(const struct ledger *ledger, struct pack *pack);
/* `in_file` stands before its path; texts live in the arena. */
void unpack_ledger(struct ledger *ledger, struct unpack *unpack, const char *in_file,
                   struct arena *arena);

#endif
