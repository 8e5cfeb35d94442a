/*
 * questions.h - what --check-plugin puts to a plugin, one question in each child.
 *
 * The first is its table; the others call a callback with a hostile text.
 */
#ifndef APP_QUESTIONS_H
#define APP_QUESTIONS_H

#include <stddef.h>
#include <stdio.h>

#include "app/options.h"
#include "app/sandbox.h"
#include "base/watch.h"
#include "base/why.h"
#include "rules/plugin.h"

enum { QUESTION_BYTES = 128 };

struct trial {
    const char *path;
    const struct options *options;
    struct watch *watch;
    struct sandbox sandbox;
    struct plugin plugin;
    FILE *out; /* the real standard output */
    size_t faults;
    bool given_up; /* why is said */
};

extern const size_t question_count;

/* In a child: the plugin may end it.  Faults are printed and counted. */
void question_ask(struct trial *trial, size_t number);

/* The next one that is not about the same callback: one fault of each will do. */
size_t question_after(size_t number);

/* "parse() was given an empty text" */
void question_words(char words[QUESTION_BYTES], size_t number);

/* As a check_fault of rules/check.h: `receiver` is a struct trial. */
void questions_fault(void *receiver, const struct why *why);

#endif
