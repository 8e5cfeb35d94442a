/*
 * arguments.h - what an option's argument is, told by the word that stands for it in the
 * help: a FILE, a PROVIDER, one of a few words.  Completions are made of it.
 */
#ifndef APP_ARGUMENTS_H
#define APP_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/option_rows.h"
#include "base/why.h"

enum argument_kind {
    ARGUMENT_NONE,
    ARGUMENT_TEXT, /* nothing is known of it */
    ARGUMENT_FILE,
    ARGUMENT_FOLDER,
    ARGUMENT_WORDS,
    ARGUMENT_PROVIDER,
    ARGUMENT_CAUSE,
    ARGUMENT_TOPIC /* a provider or a cause */
};

/* Each ends in NULL. */
extern const char *const words_of_when[],
    *const words_of_language[], *const words_of_shell[], *const words_of_grouping[],
                                                             *const words_of_sandbox[];

enum argument_kind argument_kind_of(const struct option_row *row);

/* Is it one of the words of its closed list? */
bool argument_check(const struct option_row *row, const char *argument, struct why *why);

/* The words of a closed list, from 0; NULL behind the last. */
const char *argument_word(const struct option_row *row, size_t number);

#endif
