/*
 * exim_delivery.h - the line Exim writes for every recipient it is done with, or puts
 * off.
 *
 * "=> addr R=r T=t H=host [address] C=\"reply\"", and "->", ">>" alike; "*>" of a dry
 * run;
 * "** addr R=r T=t H=host [address]: message"; "== addr R=r T=t defer (-44): message"
 * (deliver.c: delivery_log(), failure_log(), deferral_log()).
 */
#ifndef PARSE_EXIM_DELIVERY_H
#define PARSE_EXIM_DELIVERY_H

#include "parse/record.h"
#include "parse/reply.h"

/* `rest` begins at the mark.  False, and the record as before: there is no mark. */
bool exim_delivery(struct reply_room *room, sls_view rest, struct record *record);

/* Does the view begin with a mark, an address and the router's name?  So a pasted line
   is known that has lost all that stood before. */
bool exim_delivery_begins(sls_view view);

#endif
