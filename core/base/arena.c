/*
 * arena.c - bump allocation out of chunks of 256 KiB, freed at once.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK_BYTES = 256 * 1024 };

struct arena_chunk {
    struct arena_chunk *older;
    alignas(max_align_t) char bytes[];
};

_Noreturn void memory_exhausted(void)
{
    static const char sentence[] = "smtplogscan: out of memory\n"
                                   "  try: a smaller --memory, or fewer files at once\n";
    ssize_t written = write(STDERR_FILENO, sentence, sizeof(sentence) - 1);
    (void)written; /* nobody is left to tell */
    _exit(2);
}

void *memory_get(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size);
    if (memory == NULL)
        memory_exhausted();
    return memory;
}

void *memory_resize(void *memory, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        memory_exhausted();
    void *resized = realloc(memory, count * size > 0 ? count * size : 1);
    if (resized == NULL)
        memory_exhausted();
    return resized;
}

void memory_free(void *memory)
{
    free(memory);
}

void arena_open(struct arena *arena)
{
    *arena = (struct arena){.used = CHUNK_BYTES};
}

void arena_close(struct arena *arena)
{
    struct arena_chunk *chunk = arena->newest;
    while (chunk != NULL) {
        struct arena_chunk *older = chunk->older;
        memory_free(chunk);
        chunk = older;
    }
    arena_open(arena);
}

void *arena_get(struct arena *arena, size_t size)
{
    size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);

    if (rounded < size)
        memory_exhausted();
    if (arena->newest == NULL || rounded > CHUNK_BYTES - arena->used) {
        size_t room = rounded > CHUNK_BYTES ? rounded : CHUNK_BYTES;
        struct arena_chunk *chunk = memory_get(1, sizeof(*chunk) + room);
        chunk->older = arena->newest;
        arena->newest = chunk;
        arena->used = 0;
    }
    void *memory = arena->newest->bytes + arena->used;
    arena->used = rounded > CHUNK_BYTES ? CHUNK_BYTES : arena->used + rounded;
    arena->total += rounded;
    return memory;
}

sls_view arena_keep(struct arena *arena, sls_view view)
{
    char *copy = arena_get(arena, view.len + 1);
    if (view.len > 0)
        memcpy(copy, view.ptr, view.len);
    return (sls_view){copy, view.len};
}
