/*
 * sendmail.h - hands a mail over to this machine's own mail system.
 *
 * /usr/sbin/sendmail is what every one of them has, run by its path and a list of
 * arguments: no shell, and no address among the arguments but the sender's.  Whom the
 * mail is for stands in its own To header (-t).  Another program is run if
 * $SMTPLOGSCAN_SENDMAIL names one by an absolute path, unless this program has more
 * rights than its user.
 */
#ifndef APP_SENDMAIL_H
#define APP_SENDMAIL_H

#include <stdbool.h>

#include "base/why.h"

/* Letters, digits and "._+=~&'#-" around one "@", or without one, a user here.  What
   could be an option, a second address or a header is refused. */
bool sendmail_check(const char *option, const char *address, struct why *why);

/* The file is the mail; `from` is its envelope's sender, NULL: the mail system's choice.
   Waits until it was taken over. */
bool sendmail_send(const char *file, const char *from, struct why *why);

#endif
