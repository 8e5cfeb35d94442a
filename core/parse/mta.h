/*
 * mta.h - what parse/format.c wants to know of a mail server: which lines are its own,
 * and what they say.
 *
 * One file for each server.  A line is read by itself: nothing is remembered from the
 * line before, so that a log can be cut anywhere.  What belongs together is joined in
 * queue/.
 */
#ifndef PARSE_MTA_H
#define PARSE_MTA_H

#include <stdbool.h>

#include "parse/record.h"
#include "parse/reply.h"
#include "parse/syslog.h"

struct mta {
    const char *name;  /* "exim": of --format-in and of the JSON report */
    const char *title; /* "Exim": for people */

    /* Is the line this server's?  With a program in the head, the program decides;
       without one (a log that the server writes itself, a line pasted without its head)
       the body. A body that another server or program might have written is not claimed.
     */
    bool (*claims)(struct head *head);

    /* Fills a record that is zeroed but for time and host.  Called for lines that it
       claims, and for any line when the user forces the format. */
    void (*parse)(struct reply_room *room, const struct head *head,
                  struct record *record);
};

#endif
