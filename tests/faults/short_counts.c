/*
 * short_counts.c - preloaded: read(), write() and their like do less than they were asked
 * for, as a signal, a socket or a network file system makes them do, and every third is
 * interrupted before it did anything.
 */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { MOST = 4099 };

static atomic_uint calls;

static bool is_interrupted(void)
{
    if (atomic_fetch_add(&calls, 1) % 3 != 2)
        return false;
    errno = EINTR;
    return true;
}

/* 1, 7, 1000 or 4099 bytes, in turn, and never none. */
static size_t shortened(size_t count)
{
    static const size_t most[] = {MOST, 7, 1000, 1};
    size_t limit = most[atomic_load(&calls) % 4];

    return count < limit ? count : limit;
}

ssize_t read(int file, void *bytes, size_t count)
{
    return is_interrupted() ? -1 : syscall(SYS_read, file, bytes, shortened(count));
}

ssize_t write(int file, const void *bytes, size_t count)
{
    return is_interrupted() ? -1 : syscall(SYS_write, file, bytes, shortened(count));
}

ssize_t pread(int file, void *bytes, size_t count, off_t place)
{
    return is_interrupted() ? -1
                            : syscall(SYS_pread64, file, bytes, shortened(count), place);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t place)
{
    return is_interrupted() ? -1
                            : syscall(SYS_pwrite64, file, bytes, shortened(count), place);
}
