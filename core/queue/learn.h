/*
 * learn.h - what a line tells of its message beside the outcome of an attempt.
 */
#ifndef QUEUE_LEARN_H
#define QUEUE_LEARN_H

#include <stdint.h>

#include "parse/record.h"
#include "queue/join.h"
#include "queue/pool.h"

/* All that the line says of message m. */
void learn_line(struct join *join, uint32_t m, const struct record *record);
/* The sender alone, cut if it is long. */
void learn_sender(struct message *message, sls_view sender);
/* That it is a bounce or delay notice. */
void learn_notice(struct join *join, uint32_t m);

#endif
