/*
 * hop.h - deliveries to this host itself: a content filter, or the queue behind the one
 * that programs hand their mail to.
 */
#ifndef PARSE_HOP_H
#define PARSE_HOP_H

#include <stdbool.h>

#include "parse/record.h"

/* The relay is this host.  The address is where the connection went; the name, which
   counts only without an address, is what the recipient's domain chose. */
bool hop_is_loopback(sls_view host, sls_view address);

/* What a relay on this host accepted has not left yet: sets delivery, and other_id from
   record->explanation.  A refusal is left as it is: a filter that refuses holds the
   user's mail up, and that is no mailbox. */
void hop_decide(struct record *record, bool loopback);

#endif
