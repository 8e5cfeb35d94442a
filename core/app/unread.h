/*
 * unread.h - after the last pass: what could not be read, told on standard error.
 */
#ifndef APP_UNREAD_H
#define APP_UNREAD_H

#include "app/passes.h"

/* EXIT_OK; EXIT_INCOMPLETE when some input was not read whole, `refused` plugins were
   left out, or one failed; EXIT_NO_REPORT when no input could be opened; EXIT_NO_MAIL_LOG
   when none of their lines is a mail server's. */
int unread_tell(const struct passes *passes, size_t refused);

#endif
