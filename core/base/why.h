/*
 * why.h - the sentence a failed call leaves behind.
 *
 * A function that can fail returns bool and takes a struct why last.  On false the struct
 * holds one whole sentence: the thing, the reason and, after a newline, the remedy.
 */
#ifndef BASE_WHY_H
#define BASE_WHY_H

#include <stdbool.h>

enum { WHY_BYTES = 1024 };

struct why {
    char sentence[WHY_BYTES];
    char remedy[WHY_BYTES]; /* a command or an act; empty when there is none */
};

/* Both return false, so that a caller can write `return fail(...)`. */
bool fail(struct why *why, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool fail_remedy(struct why *why, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
