/*
 * tally_fields.h - the sums of a tally that are simply added up, by their places.
 */
#ifndef TALLY_TALLY_FIELDS_H
#define TALLY_TALLY_FIELDS_H

#include <stddef.h>
#include <string.h>

#include "tally/tally.h"

static const size_t totals_fields[] = {
    offsetof(struct totals, messages),  offsetof(struct totals, recipients),
    offsetof(struct totals, accepted),  offsetof(struct totals, accepted_after_retry),
    offsetof(struct totals, delayed),   offsetof(struct totals, failed),
    offsetof(struct totals, confirmed), offsetof(struct totals, failed_after_acceptance),
    offsetof(struct totals, local),     offsetof(struct totals, local_refused),
    offsetof(struct totals, attempts),  offsetof(struct totals, local_attempts),
    offsetof(struct totals, hops),      offsetof(struct totals, notices),
    offsetof(struct totals, probes),    offsetof(struct totals, own_reports),
};

static const size_t provider_fields[] = {
    offsetof(struct provider_sums, recipients),
    offsetof(struct provider_sums, accepted),
    offsetof(struct provider_sums, accepted_after_retry),
    offsetof(struct provider_sums, delayed),
    offsetof(struct provider_sums, failed),
    offsetof(struct provider_sums, attempts),
    offsetof(struct provider_sums, skipped),
};

static const size_t row_fields[] = {
    offsetof(struct row, failed),
    offsetof(struct row, delayed),
    offsetof(struct row, accepted_after_retry),
    offsetof(struct row, attempts),
};

static const size_t pair_fields[] = {
    offsetof(struct pair, accepted),
    offsetof(struct pair, delayed),
    offsetof(struct pair, failed),
};

static const size_t counts_fields[] = {
    offsetof(struct sender_counts, accepted),
    offsetof(struct sender_counts, delayed),
    offsetof(struct sender_counts, failed),
};

static const size_t share_fields[] = {
    offsetof(struct share, accepted), offsetof(struct share, accepted_after_retry),
    offsetof(struct share, delayed),  offsetof(struct share, failed),
    offsetof(struct share, attempts),
};

#endif
