/*
 * carry.h - the open messages as bytes, to go on with in another run.
 *
 * Their keys are hashes: they mean the same only in a join with the same seed.
 */
#ifndef QUEUE_CARRY_H
#define QUEUE_CARRY_H

#include "base/pack.h"
#include "base/pack_names.h"
#include "queue/join.h"

/* What the numbers that others gave to recipients are in the run that takes them; in the
   same run they stay (NULL). */
struct carry_numbers {
    const struct unpack_names *names;
    const uint32_t *causes, *samples,
        *providers; /* of marks and of recipient->provider */
    size_t cause_count, sample_count, provider_count;
};

/* Marks the samples that open recipients were marked with. */
void carry_samples(const struct join *join, bool *used, size_t count);

/* All of them, that which was silent longest first; without `names` for the same run. */
void carry_pack(const struct join *join, struct pack_names *names, struct pack *pack);
/* Each becomes open; what was open under its key is handed on.  `numbers` may be NULL.
   False: damaged. */
bool carry_unpack(struct join *join, const struct carry_numbers *numbers,
                  struct unpack *unpack);

#endif
