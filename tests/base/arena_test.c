/*
 * arena_test.c - holds base/arena.c to its header: memory is zeroed, aligned and apart,
 * copies outlive what they were made of, and running out of memory ends the program with
 * a sentence and status 2.
 */
#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/view.h"

/* The sanitizer ends a program that asks for too much, unless it is told to refuse. */
SLS_EXPORT const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static bool all_bytes(const void *memory, size_t size, unsigned char byte)
{
    const unsigned char *p = memory;

    for (size_t i = 0; i < size; i++)
        if (p[i] != byte)
            return false;
    return true;
}

Test(memory, is_zeroed_and_resized)
{
    unsigned char *memory = memory_get(100, 3);
    cr_expect(all_bytes(memory, 300, 0));
    memset(memory, 7, 300);
    memory = memory_resize(memory, 1000, 3);
    cr_expect(all_bytes(memory, 300, 7), "what was there stays");
    memset(memory, 8, 3000);
    memory = memory_resize(memory, 10, 1);
    cr_expect(all_bytes(memory, 10, 8));
    memory_free(memory);
    memory_free(NULL);
}

Test(memory, nothing_is_something_to_free)
{
    void *none = memory_get(0, 8), *resized = memory_resize(NULL, 0, 8);

    cr_expect_not_null(none);
    cr_expect_not_null(resized);
    resized = memory_resize(resized, 5, 8);
    memset(resized, 1, 40);
    memory_free(none);
    memory_free(resized);
}

Test(arena, is_zeroed_aligned_and_apart)
{
    static const size_t sizes[] = {1,  2,      7,      8,      15,     16,    17,
                                   33, 100,    4095,   65536,  100000, 0,     262143,
                                   1,  262144, 262145, 524288, 1,      262128};
    enum { COUNT = sizeof(sizes) / sizeof(sizes[0]) };
    unsigned char *blocks[COUNT];
    struct arena arena;

    arena_open(&arena);
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = arena_get(&arena, sizes[i]);
        cr_assert_not_null(blocks[i]);
        cr_expect_eq((uintptr_t)blocks[i] % alignof(max_align_t), 0, "size %zu",
                     sizes[i]);
        cr_expect(all_bytes(blocks[i], sizes[i], 0), "size %zu is zeroed", sizes[i]);
        memset(blocks[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++)
        cr_expect(all_bytes(blocks[i], sizes[i], (unsigned char)(i + 1)),
                  "block %zu of %zu bytes is its own", i, sizes[i]);
    arena_close(&arena);
}

Test(arena, counts_what_was_asked_for)
{
    struct arena arena;
    size_t asked = 0;

    arena_open(&arena);
    cr_expect_eq(arena.total, 0);
    for (size_t size = 0; size < 3000; size++) {
        arena_get(&arena, size);
        asked += size;
        cr_assert_geq(arena.total, asked);
        cr_assert_lt(arena.total, asked + (size + 1) * alignof(max_align_t));
    }
    arena_close(&arena);
    cr_expect_eq(arena.total, 0, "a closed arena is as good as new");
    cr_expect(all_bytes(arena_get(&arena, 64), 64, 0), "and can be used again");
    arena_close(&arena);
    arena_close(&arena);
}

Test(arena, keeps_copies)
{
    enum { COUNT = 50000 };
    static sls_view kept[COUNT];
    struct arena arena;
    char text[32];

    arena_open(&arena);
    for (size_t i = 0; i < COUNT; i++) {
        int bytes = snprintf(text, sizeof(text), "user%zu@example.com", i);
        kept[i] = arena_keep(&arena, (sls_view){text, (size_t)bytes});
    }
    memset(text, '!', sizeof(text));
    for (size_t i = 0; i < COUNT; i++) {
        int bytes = snprintf(text, sizeof(text), "user%zu@example.com", i);
        cr_assert_eq(kept[i].len, (size_t)bytes, "the NUL is no part of the view");
        cr_assert_str_eq(kept[i].ptr, text);
    }
    arena_close(&arena);
}

Test(arena, keeps_odd_views)
{
    static const char page[512 * 1024] = {1};
    static const struct {
        const char *name;
        sls_view view;
    } rows[] = {
        {"absent", {NULL, 0}},
        {"empty", {"", 0}},
        {"one byte", {"x", 1}},
        {"a NUL inside", {"a\0b", 3}},
        {"longer than a chunk", {page, sizeof(page)}},
    };
    struct arena arena;

    arena_open(&arena);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view kept = arena_keep(&arena, rows[i].view);
        cr_expect(view_equal(kept, rows[i].view), "%s", rows[i].name);
        cr_expect_neq(kept.ptr, rows[i].view.ptr, "%s is a copy", rows[i].name);
        cr_expect_eq(kept.ptr[kept.len], '\0', "%s ends in NUL", rows[i].name);
    }
    arena_close(&arena);
}

static void *ask_memory(size_t count, size_t size)
{
    return memory_get(count, size);
}

static void *ask_resize(size_t count, size_t size)
{
    return memory_resize(NULL, count, size);
}

static void *ask_arena(size_t count, size_t size)
{
    struct arena arena;

    arena_open(&arena);
    return arena_get(&arena, count * size);
}

/* The exit status of a child that asks, and what it wrote to standard error. */
static int status_of(void *(*ask)(size_t, size_t), size_t count, size_t size, char *text,
                     size_t room)
{
    int ends[2], status = 0;
    size_t filled = 0;
    ssize_t got;

    cr_assert_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        dprintf(STDERR_FILENO, "was given %p\n", ask(count, size));
        _exit(0);
    }
    close(ends[1]);
    while (filled + 1 < room &&
           (got = read(ends[0], text + filled, room - 1 - filled)) > 0)
        filled += (size_t)got;
    text[filled] = '\0';
    close(ends[0]);
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Test(memory, running_out_ends_the_program)
{
    static const struct {
        const char *name;
        void *(*ask)(size_t, size_t);
        size_t count, size;
    } rows[] = {
        {"more than there is", ask_memory, 1, SIZE_MAX / 2},
        {"a product that overflows", ask_memory, SIZE_MAX / 2, 8},
        {"resize: more than there is", ask_resize, 1, SIZE_MAX / 2},
        {"resize: a product that overflows", ask_resize, SIZE_MAX / 4, 8},
        {"arena: more than there is", ask_arena, 1, SIZE_MAX / 2},
        {"arena: rounding up overflows", ask_arena, 1, SIZE_MAX},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        static char text[65536];
        int status =
            status_of(rows[i].ask, rows[i].count, rows[i].size, text, sizeof(text));
        cr_expect_eq(status, 2, "%s: status %d", rows[i].name, status);
        cr_expect_not_null(strstr(text, "smtplogscan: out of memory\n  try: "), "%s",
                           rows[i].name);
    }
}
