/*
 * answers.h - questions that need no log: what is loaded, what a cause means, which rule
 * catches a reply, whether a plugin is sound.
 */
#ifndef APP_ANSWERS_H
#define APP_ANSWERS_H

#include "app/options.h"
#include "rules/book.h"

/* Each writes to standard output and returns the exit status. */
int answer_plugins(const struct book *book);
int answer_causes(const struct book *book);
int answer_explain(const struct book *book, const char *subject, enum language language);

#endif
