/*
 * screen.h - what text goes to: how wide it is, and whether it shows colours and links.
 */
#ifndef APP_SCREEN_H
#define APP_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"
#include "base/why.h"

/* Columns of text: as asked for, else the terminal's, else 96. */
size_t screen_width(const struct options *options);

/* `path` is where text goes to; "-" is standard output. */
bool screen_wants_color(const struct options *options, const char *path);

bool screen_wants_links(const struct options *options, const char *path);

/* An answer that is text on standard output alone; false when the options ask `verb`, an
   option's name, for another form or place. */
bool screen_is_all(const char *verb, const struct options *options, struct why *why);

#endif
