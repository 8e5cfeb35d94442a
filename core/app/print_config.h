/*
 * print_config.h - --print-config: what holds, and who said so.
 */
#ifndef APP_PRINT_CONFIG_H
#define APP_PRINT_CONFIG_H

#include <stdio.h>

#include "app/options.h"

/* Writes a configuration file that says what all of them and the command line say. */
void print_config(FILE *file, const struct options *options);

#endif
