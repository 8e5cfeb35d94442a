/*
 * similar.c - the distance of Damerau and Levenshtein, in which two letters that changed
 * places are one step, as a letter too many, too few or another one.
 */
#include "base/similar.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"

enum { LONGEST_WORD = 63, FARTHEST = 2 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: of the table only the last three rows are kept. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST_WORD + 1], m = strlen(a), n = strlen(b);

    if (n > LONGEST_WORD)
        return n;
    for (size_t j = 0; j <= n; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3],
               *higher = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            row[j] = smaller(above[j - 1] + (a[i - 1] != b[j - 1]),
                             smaller(above[j], row[j - 1]) + 1);
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped)
                row[j] = smaller(row[j], higher[j - 2] + 1);
        }
    }
    return rows[m % 3][n];
}

/* Of a word of two letters nothing is left when both are others. */
static size_t farthest(const char *word)
{
    size_t half = strlen(word) / 2;
    return smaller(half, FARTHEST);
}

const char *similar_word(const char *word, const char *const *words, size_t count)
{
    const char *best = NULL;
    size_t nearest = farthest(word) + 1;

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
