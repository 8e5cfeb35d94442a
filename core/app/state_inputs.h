/*
 * state_inputs.h - the inputs of a run with a state: how far each was read before, and is
 * read now.
 *
 * Only files and folders of the systemd journal can be known again; and nothing may be
 * left out that no later run counts.
 */
#ifndef APP_STATE_INPUTS_H
#define APP_STATE_INPUTS_H

#include "app/state.h"

/* Before the first pass: what each input goes on with.  False: they cannot be counted by
   parts. */
bool state_inputs_begin(struct state *state, struct inputs *inputs,
                        const struct options *options, struct why *why);
/* An input was read as far as it goes, and is open still. */
void state_inputs_note(struct state *state, size_t i, const struct input *input);

/* When all inputs are read: this one is a new log under the name of one that the last run
   read and that is no input any more, so that what was added to that one is not counted.
 */
bool state_inputs_lost(const struct state *state, const struct input *input);

/* How far all logs were read, those that were no input of this run included. */
void state_inputs_pack(const struct state *state, struct pack *pack);

#endif
