/*
 * comments.h - comments of a rule or configuration file, taken out before it is read.
 */
#ifndef RULES_COMMENTS_H
#define RULES_COMMENTS_H

#include <stddef.h>

/* Blanks every comment ("#" and "//" to the end of the line, and C's) where it stands, so
   that lines and columns stay as they are.  One that is never closed is left. */
void comments_blank(char *text, size_t length);

#endif
