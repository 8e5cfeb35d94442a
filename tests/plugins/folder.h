/*
 * folder.h - a folder of a test's own under /tmp, with copies of the small plugins.
 *
 * Copies, because modes and contents are changed, and because the build tree may be
 * writable by a group.  folder_close() removes everything.
 */
#ifndef PLUGINS_FOLDER_H
#define PLUGINS_FOLDER_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

enum { FOLDER_PATH_BYTES = 512 };

struct folder {
    char path[FOLDER_PATH_BYTES];
};

static inline void folder_open(struct folder *folder)
{
    snprintf(folder->path, sizeof(folder->path), "/tmp/smtplogscan-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder->path));
    chmod(folder->path, 0755);
}

/* The path of a file in the folder, in memory of the caller. */
static inline const char *folder_place(const struct folder *folder,
                                       char path[FOLDER_PATH_BYTES], const char *name)
{
    int length = snprintf(path, FOLDER_PATH_BYTES, "%s/%s", folder->path, name);
    cr_assert(length > 0 && length < FOLDER_PATH_BYTES);
    return path;
}

static inline void folder_write(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file, "%s", path);
    fwrite(bytes, 1, length, file);
    fclose(file);
    chmod(path, 0644);
}

/* The bytes of a built plugin, to be freed by the caller. */
static inline char *folder_built(const char *name, size_t *length)
{
    char path[FOLDER_PATH_BYTES];
    snprintf(path, sizeof(path), BUILD_DIR "/tests/plugins/%s.so", name);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s is not built", path);
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*length);
    cr_assert_eq(fread(bytes, 1, *length, file), *length);
    fclose(file);
    return bytes;
}

/* A copy of a built plugin under its own name. */
static inline const char *folder_copy(const struct folder *folder,
                                      char path[FOLDER_PATH_BYTES], const char *name)
{
    char file_name[64];
    size_t length;
    char *bytes = folder_built(name, &length);
    snprintf(file_name, sizeof(file_name), "%s.so", name);
    folder_write(folder_place(folder, path, file_name), bytes, length);
    free(bytes);
    return path;
}

static inline void folder_close(const struct folder *folder)
{
    DIR *entries = opendir(folder->path);
    struct dirent *entry;

    chmod(folder->path, 0700);
    while (entries != NULL && (entry = readdir(entries)) != NULL) {
        char path[FOLDER_PATH_BYTES * 2];
        snprintf(path, sizeof(path), "%s/%s", folder->path, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            remove(path);
    }
    if (entries != NULL)
        closedir(entries);
    rmdir(folder->path);
}

#endif
