/*
 * usage.h - what a person sees who names no file.
 */
#ifndef APP_USAGE_H
#define APP_USAGE_H

#include <stdio.h>

/* The form of the command, examples, and the logs that this machine has. */
void usage_print(FILE *file);

#endif
