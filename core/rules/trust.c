/*
 * trust.c - owner and mode of a file and of every folder above it.
 *
 * The rule of sshd's StrictModes and of Postfix's dynamicmaps, but for sticky folders.
 */
#include "rules/trust.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>

/* Who runs the program; root's worker is somebody else by now (app/sandbox.h). */
static uid_t started_as(void)
{
    return (uid_t)getauxval(AT_EUID);
}

static bool trust_entry(const char *path, const char *entry, bool folder, struct why *why)
{
    struct stat status;

    if (stat(entry, &status) != 0)
        return fail_because(why, strerror(errno), "%s: %s", path, entry);
    if (!folder && !S_ISREG(status.st_mode))
        return fail(why, "%s: is no regular file", path);
    if (status.st_uid != 0 && status.st_uid != started_as()) {
        fail(why, "%s: %s belongs to another user (uid %u)", path, entry,
             (unsigned)status.st_uid);
        return fail_remedy(why, "chown root %s", entry);
    }
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) == 0 ||
        (folder && (status.st_mode & S_ISVTX) != 0))
        return true;
    if (folder)
        fail(why, "%s: %s is writable by others", path, entry);
    else
        fail(why, "%s: the file is writable by others", path);
    return fail_remedy(why, "chmod go-w %s", entry);
}

bool trust_file(const char *path, struct why *why)
{
    char entry[PATH_MAX];
    size_t length = strlen(path);

    if (length >= sizeof(entry) || path[0] != '/')
        return fail(why, "%s: the path is no absolute path, or too long", path);
    memcpy(entry, path, length + 1);
    if (!trust_entry(path, entry, false, why))
        return false;
    while (length > 1) {
        while (entry[length - 1] != '/')
            length--;
        length = length > 1 ? length - 1 : 1;
        entry[length] = '\0';
        if (!trust_entry(path, entry, true, why))
            return false;
    }
    return true;
}
