/*
 * samples.h - one verbatim reply of every kind, and where it stands in the log.
 *
 * The first reply of a kind is kept, cut to SAMPLE_BYTES.  Bounded: once SAMPLES_LIMIT
 * kinds are known, further ones are sample 0, "another reply".
 */
#ifndef TALLY_SAMPLES_H
#define TALLY_SAMPLES_H

#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/arena.h"
#include "base/table.h"

enum { SAMPLES_LIMIT = 8192, SAMPLE_BYTES = 1024 };

/* In the place of an input's number: it was one of an earlier run. */
#define INPUT_ELSEWHERE UINT32_MAX

struct sample {
    uint32_t row; /* of the tally */
    uint16_t reply, enhanced[3], dsn[3];
    sls_view template, example;
    sls_view relay;
    uint16_t port;  /* of the relay; 0: unknown */
    uint32_t input; /* index of the input it was found in, or INPUT_ELSEWHERE */
    uint64_t line;  /* from 1 */
    uint64_t count; /* recipients not accepted for it */
};

struct samples {
    struct arena arena;
    struct table index;
    struct sample *list; /* list[0] is "another reply" */
    uint32_t count, room;
};

void samples_open(struct samples *samples);
void samples_close(struct samples *samples);

/* The number of a kind of reply, told by `kind`; *added when it is the first. */
uint32_t samples_put(struct samples *samples, uint64_t kind, bool *added);
/* Keeps what is shown of a kind; its count stays. */
void samples_fill(struct samples *samples, uint32_t number, const sls_attempt *attempt,
                  sls_view template);
/* The same, of a sample of another run; its texts are copied. */
void samples_take(struct samples *samples, uint32_t number, const struct sample *sample);

#endif
