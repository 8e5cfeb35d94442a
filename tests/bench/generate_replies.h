/*
 * generate_replies.h - why mail fails in the benchmark's logs.
 */
#ifndef BENCH_GENERATE_REPLIES_H
#define BENCH_GENERATE_REPLIES_H

#include "generate_relay.h"

enum { REPLIES_MAX = 64 };

/* Copies the table and enters its causes into truth; returns how many there are. */
size_t replies_open(struct reply replies[REPLIES_MAX], struct truth *truth);

#endif
