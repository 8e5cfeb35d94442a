/*
 * lesson.h - a reply that no rule knows, as a cause of a rule file, ready to be filled
 * in.
 *
 * What is written passes --check-plugin as it stands, and catches that reply.
 */
#ifndef RULES_LESSON_H
#define RULES_LESSON_H

#include <stdbool.h>
#include <stddef.h>

#include <smtplogscan/plugin.h>

enum { LESSON_BYTES = 8192 };

/* False: the reply has neither a code nor words that tell it from others. */
bool lesson_write(char text[LESSON_BYTES], const char *provider,
                  const sls_attempt *attempt, sls_view template);

/* The longest run of words that stands in every reply of the template; empty: none is
   long enough. */
sls_view lesson_words(sls_view template);

#endif
