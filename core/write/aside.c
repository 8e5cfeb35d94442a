/*
 * aside.c - O_TMPFILE, a name at the last moment, and rename().
 *
 * linkat() cannot replace a file, so the new one has a name of its own for a moment.
 */
#include "write/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_NAMES = 100, OWN_BYTES = 64 };

/* What a descriptor without a name is linked by. */
static const char own_files[] = "/proc/self/fd";

static int open_nameless(const char *target)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(target, '/');
    int bytes = slash == NULL || slash == target ? 1 : (int)(slash - target);

    if (access(own_files, F_OK) != 0)
        return -1;
    snprintf(folder, sizeof(folder), "%.*s", bytes, slash == NULL ? "." : target);
    return open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
}

static int open_named(struct aside *aside)
{
    snprintf(aside->temporary, sizeof(aside->temporary), "%s.XXXXXX", aside->target);
    aside->named = true;
    return mkostemp(aside->temporary, O_CLOEXEC);
}

bool aside_open(struct aside *aside, const char *path, mode_t mode)
{
    char real[PATH_MAX];

    *aside = (struct aside){.file = NULL};
    snprintf(aside->target, sizeof(aside->target), "%s",
             realpath(path, real) != NULL ? real : path);
    int descriptor = open_nameless(aside->target);
    if (descriptor < 0) /* not every file system has files without a name */
        descriptor = open_named(aside);
    if (descriptor < 0)
        return false;
    fchmod(descriptor, mode);
    aside->file = fdopen(descriptor, "w");
    if (aside->file != NULL)
        return true;
    int error = errno;
    close(descriptor);
    if (aside->named)
        unlink(aside->temporary);
    errno = error;
    return false;
}

void aside_drop(struct aside *aside)
{
    fclose(aside->file);
    if (aside->named)
        unlink(aside->temporary);
}

/* The first name that is free. */
static bool give_name(struct aside *aside)
{
    char own[OWN_BYTES];
    int error = EEXIST;

    snprintf(own, sizeof(own), "%s/%d", own_files, fileno(aside->file));
    for (int i = 0; i < MOST_NAMES && error == EEXIST; i++) {
        snprintf(aside->temporary, sizeof(aside->temporary), "%s.%ld-%d", aside->target,
                 (long)getpid(), i);
        aside->named =
            linkat(AT_FDCWD, own, AT_FDCWD, aside->temporary, AT_SYMLINK_FOLLOW) == 0;
        error = aside->named ? 0 : errno;
    }
    errno = error;
    return aside->named;
}

bool aside_keep(struct aside *aside)
{
    bool kept = fsync(fileno(aside->file)) == 0 && (aside->named || give_name(aside));
    int error = errno;

    if (fclose(aside->file) != 0 && kept) {
        kept = false;
        error = errno;
    }
    if (kept && rename(aside->temporary, aside->target) == 0)
        return true;
    if (kept)
        error = errno;
    if (aside->named)
        unlink(aside->temporary);
    errno = error;
    return false;
}
