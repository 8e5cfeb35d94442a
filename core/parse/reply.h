/*
 * reply.h - what the other side said: codes, stage and text out of an MTA's explanation.
 *
 * The explanation is what Postfix writes in the brackets behind status=, or any text a
 * person pastes.  Only what stands behind `said:` or `refused to talk to me:` is the
 * reply; what stands before is local text, and names the host.
 */
#ifndef PARSE_REPLY_H
#define PARSE_REPLY_H

#include <smtplogscan/plugin.h>

#include "input/lines.h"

/* Room for one folded reply; a text view points into it until the next reply_read().  An
   explanation that a log writes in a script of its own is written anew before it is read,
   beside the place where it will be folded. */
struct reply_room {
    char bytes[LINE_BYTES];
    char plain[LINE_BYTES];
};

/* Fills reply, enhanced, stage and text of *attempt. */
void reply_read(struct reply_room *room, sls_view explanation, sls_attempt *attempt);

/* The host that an explanation names as the one that answered, was connected to or was
   looked up; empty when it names none. */
sls_view reply_named_host(sls_view explanation);

/* The id that a 250 gives the message: "queued as ID" (Postfix, SendGrid), "Ok ID"
   (Amazon SES); empty without one. */
sls_view reply_given_id(sls_view text);

/* "5.7.26" at the start of a view: its length, 0 when there is none (RFC 3463). */
size_t reply_enhanced(sls_view view, uint16_t enhanced[3]);

#endif
