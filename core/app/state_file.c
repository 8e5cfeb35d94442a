/*
 * state_file.c - lock, temporary, fsync, rename, and fsync of the folder.
 */
#include "app/state_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/view.h"

enum { NAME_BYTES = PATH_MAX + 8, OWN_MODE = 0600 };

static const char *beside(char name[NAME_BYTES], const char *path, const char *ending)
{
    snprintf(name, NAME_BYTES, "%s%s", path, ending);
    return name;
}

static const char *folder_of(char folder[NAME_BYTES], const char *path)
{
    const char *slash = strrchr(path, '/');
    int bytes = slash == NULL || slash == path ? 1 : (int)(slash - path);

    snprintf(folder, NAME_BYTES, "%.*s", bytes, slash == NULL ? "." : path);
    return folder;
}

static bool write_all(int file, sls_view bytes)
{
    while (bytes.len > 0) {
        ssize_t put = write(file, bytes.ptr, bytes.len);
        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0)
            bytes = (sls_view){bytes.ptr + put, bytes.len - (size_t)put};
    }
    return true;
}

/* ---- the lock */

static enum state_opened tell_holder(int lock, const char *path, struct why *why)
{
    char who[64];
    ssize_t got = pread(lock, who, sizeof(who), 0);
    sls_view line = {who, got > 0 ? (size_t)got : 0};
    sls_view words = view_take(&line, '\n');
    uint64_t pid, since;

    if (!view_number(view_take(&words, ' '), INT32_MAX, &pid) ||
        !view_number(words, INT32_MAX * UINT64_C(64), &since)) {
        fail(why, "%s: another run holds the state", path);
        return STATE_HELD;
    }
    char time[RFC3339_BYTES];
    clock_rfc3339(time, (int64_t)since, (struct zone){.fixed = false});
    fail(why, "%s: another run holds the state (pid %lld, since %s)", path,
         (long long)pid, time);
    return STATE_HELD;
}

static enum state_opened refuse_lock(const char *path, const char *lock, int error,
                                     struct why *why)
{
    char folder[NAME_BYTES];

    if (error == ENOENT) {
        fail(why, "%s: no such folder", folder_of(folder, path));
        fail_remedy(why, "mkdir -p %s", folder);
        return STATE_REFUSED;
    }
    fail_because(why, strerror(error), "%s: cannot be written", lock);
    fail_remedy(why, "--state-readonly reads the state and keeps nothing");
    return STATE_REFUSED;
}

enum state_opened state_file_lock(const char *path, int64_t now, int *lock,
                                  struct why *why)
{
    char name[NAME_BYTES], who[64];

    if (strlen(path) > PATH_MAX) {
        fail(why, "--state: the name of the file is too long");
        return STATE_REFUSED;
    }
    *lock = open(beside(name, path, ".lock"), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
                 OWN_MODE);
    if (*lock < 0)
        return refuse_lock(path, name, errno, why);
    if (flock(*lock, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return tell_holder(*lock, path, why);
        fail_because(why, strerror(errno), "%s: cannot be locked", name);
        return STATE_REFUSED;
    }
    int bytes =
        snprintf(who, sizeof(who), "%lld %lld\n", (long long)getpid(), (long long)now);
    if (!write_all(*lock, (sls_view){who, (size_t)bytes}) ||
        ftruncate(*lock, bytes) != 0) {
        fail_because(why, strerror(errno), "%s: cannot be written", name);
        return STATE_REFUSED;
    }
    return STATE_OPENED;
}

void state_file_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

/* ---- reading */

static bool read_all(int file, struct pack *bytes)
{
    char block[65536];
    ssize_t got;

    while ((got = read(file, block, sizeof(block))) != 0) {
        if (got < 0 && errno != EINTR)
            return false;
        if (got > 0)
            pack_bytes(bytes, (sls_view){block, (size_t)got});
    }
    return true;
}

bool state_file_read(const char *path, struct pack *file, bool *exists, struct why *why)
{
    struct stat status;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    *exists = descriptor >= 0;
    if (descriptor < 0 && errno == ENOENT)
        return true;
    if (descriptor < 0)
        return fail_because(why, strerror(errno), "%s: cannot be read", path);
    if (fstat(descriptor, &status) == 0 && !S_ISREG(status.st_mode)) {
        close(descriptor);
        return fail(why, "%s: is no regular file", path);
    }
    bool read = read_all(descriptor, file);
    int error = errno;
    close(descriptor);
    if (!read)
        fail_because(why, strerror(error), "%s: cannot be read", path);
    return read;
}

bool state_file_has_previous(const char *path)
{
    char name[NAME_BYTES];
    return access(beside(name, path, ".1"), F_OK) == 0;
}

/* ---- writing */

static bool write_temporary(const char *temporary, sls_view bytes)
{
    unlink(temporary); /* what a run that was killed left */
    int file =
        open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, OWN_MODE);
    if (file < 0)
        return false;
    bool stored = write_all(file, bytes) && fsync(file) == 0;
    int error = errno;
    if (close(file) != 0 && stored) {
        stored = false;
        error = errno;
    }
    errno = error;
    return stored;
}

/* So that the new name is on the disk, too. */
static bool sync_folder(const char *path)
{
    char folder[NAME_BYTES];

    int descriptor = open(folder_of(folder, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    int error = errno;
    if (descriptor >= 0)
        close(descriptor);
    errno = error;
    return synced;
}

/* The one before keeps a name; a file system without links does without. */
static void keep_previous(const char *path)
{
    char previous[NAME_BYTES];

    unlink(beside(previous, path, ".1"));
    if (link(path, previous) != 0)
        errno = 0;
}

bool state_file_write(const char *path, sls_view bytes, struct why *why)
{
    char temporary[NAME_BYTES];

    beside(temporary, path, ".tmp");
    bool written = write_temporary(temporary, bytes);
    if (written) {
        keep_previous(path);
        written = rename(temporary, path) == 0 && sync_folder(path);
    }
    if (written)
        return true;
    int error = errno;
    unlink(temporary);
    fail_because(why, strerror(error), "%s: the state could not be kept", path);
    return fail_remedy(why, "the next run counts this mail again");
}
