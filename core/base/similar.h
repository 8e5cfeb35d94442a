/*
 * similar.h - "no provider \"sendgird\"; similar: sendgrid".
 */
#ifndef BASE_SIMILAR_H
#define BASE_SIMILAR_H

#include <stddef.h>

/* The word of the list that is at most two steps off (a letter too many, too few,
   another, two that changed places), or begins like it; NULL: none. */
const char *similar_word(const char *word, const char *const *words, size_t count);

/* `; similar: "WORD"` as said, for the end of a sentence; nothing for NULL. */
enum { SIMILAR_HINT_BYTES = 96 };
const char *similar_hint(char room[SIMILAR_HINT_BYTES], const char *word);

#endif
