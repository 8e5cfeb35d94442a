/*
 * own.h - tells the mails of this program from all others, by their Message-ID.
 */
#ifndef QUEUE_OWN_H
#define QUEUE_OWN_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

/* What stands behind the "@": a name of which nobody else makes ids. */
#define OWN_DOMAIN "smtplogscan.invalid"

/* "0123456789abcdef.0123456789abcdef@smtplogscan.invalid" */
bool own_is_report(sls_view message_id);

#endif
