/*
 * home.c - asks the environment, but not with more rights than the user's.
 */
#include "app/home.h"

#include <stdio.h>
#include <stdlib.h>

bool home_path(char path[FOLDER_BYTES], const char *variable, const char *otherwise,
               const char *rest)
{
    const char *folder = secure_getenv(variable), *home = secure_getenv("HOME");
    int length = -1;

    if (folder != NULL && *folder == '/')
        length = snprintf(path, FOLDER_BYTES, "%s/%s", folder, rest);
    else if (home != NULL && *home == '/')
        length = snprintf(path, FOLDER_BYTES, "%s/%s/%s", home, otherwise, rest);
    return length > 0 && length < FOLDER_BYTES;
}
