/*
 * sasl_passwd.h - reads the logins out of a file in the layout of Postfix's
 * smtp_sasl_password_maps: "KEY USER:PASSWORD", one a line, "#" for a comment.
 */
#ifndef RULES_SASL_PASSWD_H
#define RULES_SASL_PASSWD_H

#include <smtplogscan/plugin.h>

#include "base/why.h"

/* `key` and `user` live until it returns. */
typedef void sasl_passwd_entry(void *receiver, sls_view key, sls_view user);

/* False: the file cannot be read, or a line is none; no text of the line is told, since
   it may be a password. */
bool sasl_passwd_open(const char *path, int *file, struct why *why);
/* Closes the file. */
bool sasl_passwd_take(const char *path, int file, sasl_passwd_entry *take, void *receiver,
                      struct why *why);
/* Both. */
bool sasl_passwd_read(const char *path, sasl_passwd_entry *take, void *receiver,
                      struct why *why);

#endif
