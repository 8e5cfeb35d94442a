/*
 * freemail.h - free mail domains, whose addresses nobody else's SMTP service can send as.
 */
#ifndef RULES_FREEMAIL_H
#define RULES_FREEMAIL_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

bool freemail_domain(sls_view domain);

/* Can the provider, by its plugin's name, not send for that free mail domain? */
bool freemail_is_foreign(sls_view domain, const char *provider);

#endif
