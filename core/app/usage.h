/*
 * usage.h - what a person sees who names no file.
 */
#ifndef APP_USAGE_H
#define APP_USAGE_H

#include <stdio.h>

/* The form of the command, examples, and the log that this machine has.  `root` stands in
   front of the places that are looked at: "" but in a test. */
void usage_print(FILE *file, const char *root);

#endif
