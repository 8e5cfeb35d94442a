/*
 * replay.c - gives every file of the folders that are named to a target, without a
 * fuzzer.
 */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"

enum { LONGEST = 4 * 1024 * 1024 };

static bool replay_file(const char *path)
{
    FILE *file = fopen(path, "re");
    uint8_t *bytes = malloc(LONGEST);

    if (file == NULL || bytes == NULL)
        return false;
    size_t count = fread(bytes, 1, LONGEST, file);
    fclose(file);
    uint8_t *exact = malloc(count > 0 ? count : 1); /* so that one byte more is found */
    memcpy(exact, bytes, count);
    LLVMFuzzerTestOneInput(exact, count);
    free(exact);
    free(bytes);
    return true;
}

static size_t replay_folder(const char *folder)
{
    DIR *entries = opendir(folder);
    struct dirent *entry;
    char path[PATH_MAX];
    struct stat status;
    size_t count = 0;

    while (entries != NULL && (entry = readdir(entries)) != NULL) {
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        if (stat(path, &status) == 0 && S_ISREG(status.st_mode))
            count += replay_file(path);
    }
    if (entries != NULL)
        closedir(entries);
    return count;
}

int main(int argc, char **argv)
{
    size_t count = 0;

    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++)
        count += replay_folder(argv[i]);
    printf("%zu inputs\n", count);
    return count > 0 ? 0 : 1;
}
