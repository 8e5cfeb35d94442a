/*
 * mail.h - the report as a mail: --mail-to.
 *
 * A copy is on the disk before anything is sent, because the mail may take the very path
 * that fails.  It lies beside the state (--state), else in $STATE_DIRECTORY, which
 * systemd sets, else in /var/lib/smtplogscan for root, else in
 * $XDG_STATE_HOME/smtplogscan.
 */
#ifndef APP_MAIL_H
#define APP_MAIL_H

#include <stdbool.h>

#include "app/options.h"
#include "base/why.h"
#include "write/report.h"

enum { MAIL_PATH_BYTES = 4200 };

/* Before anything is read: every address can be one. */
bool mail_check(const struct options *options, struct why *why);

/* Where the copy lies; the keeper makes the folders. */
bool mail_copy(char path[MAIL_PATH_BYTES], const struct options *options,
               struct why *why);
bool mail_make_folders(char path[MAIL_PATH_BYTES], struct why *why);

/* The provider that a mail would probably take and that fails, by its title; NULL: none.
 */
const char *mail_risk(const struct summary *summary);

struct handover;
/* In the worker: the report becomes the mail that is handed over. */
bool mail_write(const struct options *options, const struct report *report, int64_t now,
                const struct handover *handover, struct why *why);
/* In the keeper, when the copy is in its place.  False: *why says what was not done, and
   where the report is. */
bool mail_send(const char *path, const struct options *options, struct why *why);

#endif
