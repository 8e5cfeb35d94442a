/*
 * new_plugin.h - a folder with a provider plugin in it that builds and passes at once.
 */
#ifndef APP_NEW_PLUGIN_H
#define APP_NEW_PLUGIN_H

#include "app/options.h"
#include "rules/book.h"

/* Makes the folder options->subject in the working directory and lists its files on
   standard output; returns the exit status.  Nothing that exists is written to, and a
   folder that could not be made whole is removed. */
int new_plugin(const struct book *book, const struct options *options);

#endif
