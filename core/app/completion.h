/*
 * completion.h - --completion: what a shell needs to complete options and their
 * arguments.
 */
#ifndef APP_COMPLETION_H
#define APP_COMPLETION_H

#include <stdbool.h>
#include <stdio.h>

#include "app/option_rows.h"
#include "rules/book.h"

/* Prints the script for "bash", "zsh" or "fish"; returns the exit status. */
int completion_print(const struct book *book, const char *shell);

/* One script each. */
void completion_bash(FILE *file, const struct book *book);
void completion_zsh(FILE *file, const struct book *book);
void completion_fish(FILE *file, const struct book *book);

/* Is there a list of what the argument may be: words, providers, causes? */
bool completion_has_words(const struct option_row *row);
/* That list, with a blank between. */
void completion_words(FILE *file, const struct book *book, const struct option_row *row);
/* What is said of an option, with a backslash before each of `special`. */
void completion_help(FILE *file, const struct option_row *row, const char *special);

#endif
