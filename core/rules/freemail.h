/*
 * freemail.h - free mail domains, whose addresses nobody else's SMTP service can send as.
 */
#ifndef RULES_FREEMAIL_H
#define RULES_FREEMAIL_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

bool freemail_domain(sls_view domain);

#endif
