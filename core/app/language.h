/*
 * language.h - the language that the person at the terminal reads.
 */
#ifndef APP_LANGUAGE_H
#define APP_LANGUAGE_H

#include "rules/wording.h"

/* What --lang asks for, wherever it stands among the words, so that a message about
   another option is said in it, too; else the user's by LC_ALL, LC_MESSAGES, LANG. */
enum language language_wanted(int argc, char **argv);

/* From here on say() speaks it. */
void language_speak(enum language language);

#endif
