/*
 * sendmail_delivery.h - reads "to=<a>,<b>, delay=..., mailer=..., relay=..., stat=..." of
 * Sendmail.
 */
#ifndef PARSE_SENDMAIL_DELIVERY_H
#define PARSE_SENDMAIL_DELIVERY_H

#include <stdbool.h>

#include "parse/record.h"
#include "parse/reply.h"

/* Takes "key=value, " off the front; the key is empty where none stands.  False at the
   end.  A value of stat or reject is all that is left: it is text that others choose. */
bool sendmail_take_field(sls_view *rest, sls_view *key, sls_view *value);

/* Takes "<a>,<b>" or "a,b" off the front: no blank stands behind the commas of a list. */
sls_view sendmail_take_list(sls_view *rest);

/* `fields` stands behind the recipients.  The record's kind stays as it was when no stat=
   is among them: the line is about something else, or was cut. */
void sendmail_delivery(struct reply_room *room, sls_view recipients, sls_view fields,
                       struct record *record);

#endif
