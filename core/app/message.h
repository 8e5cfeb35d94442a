/*
 * message.h - what is written to standard error, but for the line of app/progress.h.
 */
#ifndef APP_MESSAGE_H
#define APP_MESSAGE_H

#include "base/why.h"

/* "smtplogscan: SENTENCE", and "  try: REMEDY" when there is one. */
void message_print(const struct why *why);
/* A line under the last message, for what it is about. */
void message_detail(const char *label, const char *text);

#endif
