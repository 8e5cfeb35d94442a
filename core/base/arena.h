/*
 * arena.h - memory that is kept until the end of a run, and memory in general.
 *
 * Out of memory ends the program here, with a sentence, and nowhere else: no caller tests
 * for it.  What an arena hands out lives until arena_close().
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include <smtplogscan/plugin.h>

/* Zeroed memory; free it with memory_free(). */
void *memory_get(size_t count, size_t size);
/* Like realloc() for `count` elements; what is new is not zeroed. */
void *memory_resize(void *memory, size_t count, size_t size);
void memory_free(void *memory);
/* What a library says that found none. */
_Noreturn void memory_exhausted(void);

struct arena_chunk;

struct arena {
    struct arena_chunk *newest;
    size_t used;  /* bytes taken from the newest chunk */
    size_t total; /* bytes asked for since arena_open() */
};

void arena_open(struct arena *arena);
void arena_close(struct arena *arena);

/* Zeroed, aligned for any type. */
void *arena_get(struct arena *arena, size_t size);
/* A copy that ends in NUL; the NUL is not part of the view. */
sls_view arena_keep(struct arena *arena, sls_view view);

#endif
