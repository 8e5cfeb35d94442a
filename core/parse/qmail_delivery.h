/*
 * qmail_delivery.h - reads "success: TEXT", "failure: TEXT", "deferral: TEXT" of qmail.
 */
#ifndef PARSE_QMAIL_DELIVERY_H
#define PARSE_QMAIL_DELIVERY_H

#include <stdbool.h>

#include "parse/record.h"
#include "parse/reply.h"

/* False, and the record as before, when no outcome begins the text.  Views in the record
   may point into the room. */
bool qmail_delivery(struct reply_room *room, sls_view rest, struct record *record);

#endif
