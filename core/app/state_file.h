/*
 * state_file.h - a file that is there whole, as it was or as it will be.
 *
 * Beside FILE lie FILE.lock, which stays, FILE.1, the one before, and for a moment
 * FILE.tmp.  All belong to their owner alone: a state names senders and hosts.
 */
#ifndef APP_STATE_FILE_H
#define APP_STATE_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "app/state.h"
#include "base/pack.h"
#include "base/why.h"

/* One run at a time; says who holds it, and since when. */
enum state_opened state_file_lock(const char *path, int64_t now, int *lock,
                                  struct why *why);
void state_file_unlock(int lock);

/* Adds its bytes to *file; one that is not there is none. */
bool state_file_read(const char *path, struct pack *file, bool *exists, struct why *why);
bool state_file_has_previous(const char *path);

/* Takes the place of the old one when it is on the disk. */
bool state_file_write(const char *path, sls_view bytes, struct why *why);

#endif
