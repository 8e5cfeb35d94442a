/*
 * home.h - where the user's own files are (XDG Base Directory Specification 0.8).
 */
#ifndef APP_HOME_H
#define APP_HOME_H

#include <stdbool.h>

#include "app/folder.h"

/* "$XDG_DATA_HOME/REST", or "$HOME/.local/share/REST" when that is not set or no absolute
   path; `otherwise` is what stands for ".local/share".  False when there is no home, or
   the program has more rights than its user. */
bool home_path(char path[FOLDER_BYTES], const char *variable, const char *otherwise,
               const char *rest);

#endif
