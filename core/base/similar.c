/*
 * similar.c - Levenshtein's distance by one row (Wagner and Fischer).
 */
#include "base/similar.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"

enum { LONGEST_WORD = 63 };

static size_t distance(const char *a, const char *b)
{
    size_t row[LONGEST_WORD + 1], n = strlen(b);

    if (n > LONGEST_WORD)
        return n;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t cost = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            size_t gap = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = cost < gap ? cost : gap;
        }
    }
    return row[n];
}

const char *similar_word(const char *word, const char *const *words, size_t count)
{
    const char *best = NULL;
    size_t nearest = 3;

    for (size_t i = 0; i < count; i++) {
        bool begins = strlen(word) >= 3 && strncmp(words[i], word, strlen(word)) == 0;
        size_t off = begins ? 1 : distance(word, words[i]);
        if (off < nearest) {
            nearest = off;
            best = words[i];
        }
    }
    return best;
}

const char *similar_hint(char room[SIMILAR_HINT_BYTES], const char *word)
{
    room[0] = '\0';
    if (word != NULL)
        snprintf(room, SIMILAR_HINT_BYTES, say("; similar: \"%s\""), word);
    return room;
}
