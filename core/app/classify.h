/*
 * classify.h - which rule catches a reply, and why.
 */
#ifndef APP_CLASSIFY_H
#define APP_CLASSIFY_H

#include "app/options.h"
#include "rules/book.h"

/* The subject is a reply, or "-" for one a line on standard input, each perhaps with its
   relay host and a tab in front.  Returns the exit status. */
int classify(const struct book *book, const struct options *options);

#endif
