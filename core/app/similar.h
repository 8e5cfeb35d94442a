/*
 * similar.h - "no provider \"sendgird\"; similar: sendgrid".
 */
#ifndef APP_SIMILAR_H
#define APP_SIMILAR_H

#include <stddef.h>

/* The word of the list that is at most two letters off, or begins like it; NULL: none. */
const char *similar_word(const char *word, const char *const *words, size_t count);

#endif
