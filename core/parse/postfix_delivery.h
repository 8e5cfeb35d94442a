/*
 * postfix_delivery.h - the line every delivery agent writes for every attempt.
 *
 * "to=<a@b>, [orig_to=<c>, ]relay=host[address]:port, [conn_use=2, ]delay=1.3,
 *  delays=0.1/0/0.9/0.3, [tls=..., ]dsn=2.0.0, status=sent (text)"
 * (log_adhoc(3) in Postfix's global library.)
 */
#ifndef PARSE_POSTFIX_DELIVERY_H
#define PARSE_POSTFIX_DELIVERY_H

#include "parse/record.h"
#include "parse/reply.h"

/* `rest` begins behind the queue id.  Leaves LINE_OTHER when it is no delivery line, and
   LINE_MALFORMED when it begins like one and cannot be read to its end. */
void postfix_delivery(struct reply_room *room, sls_view rest, enum delivery agent,
                      struct record *record);

#endif
