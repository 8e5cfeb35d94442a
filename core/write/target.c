/*
 * target.c - what stands at the path decides how it is written.
 */
#include "write/target.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A link that leads to no file yet: the file is made where the link leads. */
static bool is_link(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

/* A new file has the mode that fopen() would have given it; an old one keeps its own. */
static mode_t mode_for(const struct stat *old, bool exists)
{
    mode_t mask = umask(0);
    umask(mask);
    return exists ? old->st_mode & 07777 : 0666 & ~mask;
}

bool target_open(struct target *target, const char *path, struct why *why)
{
    struct stat old;
    bool exists = stat(path, &old) == 0;

    *target = (struct target){.path = path};
    if (exists && S_ISDIR(old.st_mode))
        return fail(why, "%s: is a directory; name a file in it", path);
    target->is_made = !exists && is_link(path);
    target->is_aside = !target->is_made && (!exists || S_ISREG(old.st_mode));
    if (!target->is_aside)
        target->file = fopen(path, "we");
    else if (aside_open(&target->aside, path, mode_for(&old, exists)))
        target->file = target->aside.file;
    return target->file != NULL ||
           fail_because(why, strerror(errno), "%s: cannot be written", path);
}

bool target_keep(struct target *target, struct why *why)
{
    bool kept = target->is_aside ? aside_keep(&target->aside) : fclose(target->file) == 0;

    target->file = NULL;
    return kept ||
           fail_because(why, strerror(errno), "%s: the report could not be written whole",
                        target->path);
}

void target_drop(struct target *target)
{
    char real[PATH_MAX];

    if (target->file == NULL)
        return;
    if (target->is_made && realpath(target->path, real) != NULL)
        unlink(real);
    if (target->is_aside)
        aside_drop(&target->aside);
    else
        fclose(target->file);
    target->file = NULL;
}

void target_forget(struct target *target)
{
    if (target->file != NULL)
        fclose(target->file);
    target->file = NULL;
}
