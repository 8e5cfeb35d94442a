/*
 * failing_memory.c - preloaded: the FAIL_AT-th allocation of a process finds no memory,
 * and with FAIL_ON in the environment none after it does.
 *
 * That it came so far is told by a byte in the file FAIL_TOLD, so that the caller knows
 * when there is no such allocation any more.  It is opened at the start: a worker cannot.
 * A forked child goes on counting.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

/* glibc's own, which it exports for this (malloc(3), "Replacing malloc"). */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static long fail_at;
static bool fail_on;
static int told = -1;
static atomic_long calls;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT"), *file = getenv("FAIL_TOLD");

    fail_on = getenv("FAIL_ON") != NULL;
    if (file != NULL)
        told = open(file, O_WRONLY | O_APPEND | O_CLOEXEC);
    fail_at = at != NULL ? atol(at) : 0;
    calls = 0;
}

static bool fails(void)
{
    long call = atomic_fetch_add(&calls, 1) + 1;

    if (fail_at == 0 || call < fail_at || (call > fail_at && !fail_on))
        return false;
    if (call == fail_at && told >= 0 && write(told, "x", 1) != 1)
        abort();
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return fails() ? NULL : __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    if (fails())
        return ENOMEM;
    *memory = __libc_memalign(alignment, size);
    return *memory != NULL ? 0 : ENOMEM;
}
