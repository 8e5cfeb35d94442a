/*
 * twins.h - inputs that hold the same mail twice.
 */
#ifndef APP_TWINS_H
#define APP_TWINS_H

#include <stdbool.h>

#include "app/inputs.h"
#include "tally/prints.h"

/* Marks each input whose lines another one holds too (input->same_as); the longer one
   stays, of equals the earlier one.  Returns whether any was marked.  `prints` are those
   of the inputs, in their order. */
bool twins_mark(struct inputs *inputs, const struct prints *prints);

/* An input that shares whole hours, or all it holds, with an earlier one, from `from` on;
   inputs->count when there is none.  *other and *lines tell with which, and how much. */
size_t twins_overlap(const struct inputs *inputs, const struct prints *prints,
                     size_t from, size_t *other, uint64_t *lines);

#endif
