/*
 * why.h - the sentence a failed call leaves behind.
 *
 * A function that can fail returns bool and takes a struct why last.  On false the struct
 * holds one whole sentence, the thing and the reason, and perhaps a remedy.  The sentence
 * is kept twice: programs read it in English, whatever the person at the terminal reads.
 */
#ifndef BASE_WHY_H
#define BASE_WHY_H

#include <stdbool.h>

enum { WHY_BYTES = 1024 };

struct why {
    char sentence[WHY_BYTES]; /* in English */
    char told[WHY_BYTES];     /* in the reader's language (base/say.h) */
    char remedy[WHY_BYTES];   /* a command or an act; empty when there is none */
};

/* All return false, so that a caller can write `return fail(...)`.  `format` is what the
   catalog is asked for; names and numbers go into both sentences as they are. */
bool fail(struct why *why, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The sentence, a colon, and a reason that is looked up by itself: "Permission denied".
 */
bool fail_because(struct why *why, const char *reason, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* After fail(): words behind the sentence in brackets, looked up by themselves. */
bool fail_aside(struct why *why, const char *words);
/* After fail(): a clause more at the end of the sentence. */
bool fail_more(struct why *why, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* After fail(), when words went into the sentence: again, with these words as told. */
bool fail_told(struct why *why, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool fail_remedy(struct why *why, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
