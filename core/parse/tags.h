/*
 * tags.h - hosts and programs that were seen before: "mx1 postfix/smtp[" costs one
 * comparison, and whose it is need not be asked again.
 *
 * A log has few of them, and lines without number begin with each.
 */
#ifndef PARSE_TAGS_H
#define PARSE_TAGS_H

#include "parse/mta.h"

enum { TAG_BYTES = 64, TAG_SLOTS = 128 };

struct tag {
    char text[TAG_BYTES]; /* up to the program's "[" */
    size_t bytes;         /* of it; 0: the slot is free */
    size_t host_bytes, program_at;
    const struct mta *mta; /* NULL: no mail server's */
    struct claim claim;
};

struct tags {
    struct tag slots[TAG_SLOTS];
};

/* Host, program, pid and body of a head whose stamp was read, when its tag is known and a
   pid in brackets follows; else NULL, and the head is as it was. */
const struct tag *tags_read(const struct tags *tags, struct head *head);

/* Remembers whose a head's program is.  Only for programs of which the name alone decides
   it, whatever the body says. */
void tags_keep(struct tags *tags, const struct head *head, const struct mta *mta);

#endif
