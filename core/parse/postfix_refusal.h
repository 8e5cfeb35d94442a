/*
 * postfix_refusal.h - mail that this host refused when it was handed in.
 *
 * "reject: RCPT from host[address]: 554 5.7.1 <b@c>: no; from=<a> to=<b@c> proto=ESMTP
 *  helo=<h> sasl_username=<u>", the same of a milter or a proxy, and of header and body
 * checks, which write the reason behind the envelope.
 */
#ifndef PARSE_POSTFIX_REFUSAL_H
#define PARSE_POSTFIX_REFUSAL_H

#include "parse/record.h"
#include "parse/reply.h"

/* `rest` begins behind the queue id.  Makes the record LINE_REFUSED when somebody who may
   send through this host can be meant: by the service, the login, or an open message. */
void postfix_refusal(struct reply_room *room, sls_view service, sls_view rest,
                     struct record *record);

#endif
