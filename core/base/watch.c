/*
 * watch.c - what of the note is written seldom: paths, descriptors, faults.
 *
 * A path longer than its room is cut; two that are cut to the same one are taken for the
 * same plugin.
 */
#include "base/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void keep_path(char room[WATCH_PATH_BYTES], const char *path)
{
    size_t length = strnlen(path, WATCH_PATH_BYTES - 1);

    memcpy(room, path, length);
    room[length] = '\0';
}

void watch_reset(struct watch *watch)
{
    watch->act = WATCH_NOTHING;
    watch->calls = watch->line = 0;
    watch->bytes_before = watch->bytes_here = watch->bytes_all = 0;
    watch->progress_ends = false;
    watch->input[0] = '\0';
    watch->consumed = watch->speaking = watch->through = watch->closed = false;
    watch->files[0] = watch->files[1] = -1;
}

void watch_plugin(struct watch *watch, size_t plugin, const char *path)
{
    if (watch != NULL && plugin < WATCH_PLUGINS)
        keep_path(watch->plugins[plugin], path);
}

void watch_input(struct watch *watch, const char *path, int file)
{
    if (watch == NULL)
        return;
    keep_path(watch->input, path);
    watch->line = 0;
    watch->files[1] = file;
}

void watch_input_end(struct watch *watch)
{
    watch_files(watch);
    if (watch != NULL)
        watch->files[1] = -1;
}

void watch_copy(char path[WATCH_PATH_BYTES], const char shared[WATCH_PATH_BYTES])
{
    memcpy(path, shared, WATCH_PATH_BYTES);
    path[WATCH_PATH_BYTES - 1] = '\0';
}

const struct watch_fault *watch_fault_of(const struct watch *watch, const char *path)
{
    const struct watch_fault *found = NULL;

    for (size_t i = 0; watch != NULL && i < watch->fault_count; i++)
        if (strncmp(watch->faults[i].plugin, path, WATCH_PATH_BYTES - 1) == 0)
            found = &watch->faults[i];
    return found;
}

void watch_files(struct watch *watch)
{
    for (size_t i = 0; watch != NULL && i < 2; i++) {
        if (watch->files[i] < 0 || fcntl(watch->files[i], F_GETFD) >= 0 || errno != EBADF)
            continue;
        watch->closed = true;
        _exit(2);
    }
}
