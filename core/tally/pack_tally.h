/*
 * pack_tally.h - a tally as bytes, and added to another one.
 *
 * Providers and rules are told by their names, so that a tally can be added up by a
 * program that has loaded other ones, as long as it knows those.
 */
#ifndef TALLY_PACK_TALLY_H
#define TALLY_PACK_TALLY_H

#include "base/pack.h"
#include "base/pack_names.h"
#include "base/why.h"
#include "tally/tally.h"

/* Whom and what it knows, for recipients that are marked with it; of samples those that
   are used (NULL: all). */
void pack_tally_numbers(const struct tally *tally, const bool *used, struct pack *pack);
/* And its sums. */
void pack_tally(struct tally *tally, struct pack_names *names, struct pack *pack);

/* The numbers that a tally's providers, rows and samples have in the one it is added to.
 */
struct tally_numbers {
    uint32_t *providers, *rows, *samples;
    size_t provider_count, row_count, sample_count;
};

/* What a tally is told of another one before its sums: whom and what it knows, so that
   recipients can be marked with it.  False leaves in *why what is not known here;
   `inputs` are the numbers of its inputs (of other ones: INPUT_ELSEWHERE).  Close the
   numbers all the same. */
bool unpack_tally_numbers(struct tally *tally, struct tally_numbers *numbers,
                          struct unpack *unpack, const uint32_t *inputs,
                          size_t input_count, struct why *why);
void tally_numbers_close(struct tally_numbers *numbers);
/* And then the sums. */
void unpack_tally_sums(struct tally *tally, const struct tally_numbers *numbers,
                       const struct unpack_names *names, struct unpack *unpack);

#endif
