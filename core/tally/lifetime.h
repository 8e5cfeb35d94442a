/*
 * lifetime.h - what was counted in all runs since a state began, for counters that only
 * ever grow.
 *
 * Sums of providers ("sendgrid") and of causes ("sendgrid/rate-limited").  What is
 * delayed is no part of them: it is listed anew in each report.  Names are kept as long
 * as the state is, so that a plugin that was away for a while goes on where it was;
 * bounded by LIFETIME_NAMES, and nothing in it comes from a log.
 */
#ifndef TALLY_LIFETIME_H
#define TALLY_LIFETIME_H

#include <stddef.h>
#include <stdint.h>

#include "base/pack.h"
#include "tally/history.h"
#include "tally/summary.h"

enum { LIFETIME_NAMES = 4096 };

struct lifetime_sum {
    char name[HISTORY_NAME_BYTES];
    uint64_t accepted, accepted_after_retry, failed, attempts;
};

struct lifetime {
    struct lifetime_sum *list;
    size_t count;
};

void lifetime_close(struct lifetime *lifetime);

/* Another run, with all that it counted. */
void lifetime_add(struct lifetime *lifetime, const struct summary *summary);
/* Of a name that never counted anything: all are 0. */
struct lifetime_sum lifetime_of(const struct lifetime *lifetime, sls_view name);

void lifetime_pack(const struct lifetime *lifetime, struct pack *pack);
/* Adds what was packed; what is more than there is room for is passed over. */
void lifetime_unpack(struct lifetime *lifetime, struct unpack *unpack);

#endif
