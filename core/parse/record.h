/*
 * record.h - what a log line says, in the one form that every MTA's lines are brought to.
 */
#ifndef PARSE_RECORD_H
#define PARSE_RECORD_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

enum line_kind {
    LINE_SKIPPED,   /* another program's, or empty                                    */
    LINE_MALFORMED, /* no log line, or a delivery that cannot be read                 */
    LINE_OTHER,     /* the mail server's, but says nothing about a message's way      */
    LINE_OPENED,    /* a message begins: client, login or sender                      */
    LINE_DETAIL,    /* more about an open message: sender, Message-ID                 */
    LINE_STARTED,   /* an attempt begins that its outcome's line knows by other_id    */
    LINE_ATTEMPT,   /* one attempt to deliver to one recipient                        */
    LINE_CLOSED,    /* the message has left the queue                                 */
    LINE_EXPIRED,   /* the queue gave the message up                                  */
    LINE_NOTICE,    /* other_id is a bounce or delay notice about the message         */
    LINE_REQUEUED,  /* queue_id continues the message other_id                        */
    LINE_REFUSED,   /* the message was refused when it was handed in here             */
    LINE_EVENT,     /* a provider's export: what became of mail after its 250         */
    LINE_REPLACED   /* no line: another message has its queue id from here on         */
};

enum delivery {
    DELIVERY_REMOTE, /* to another host: an attempt in the report's sense */
    DELIVERY_LOCAL,  /* into a mailbox or program of this host            */
    DELIVERY_HOP,    /* to a filter here, which queued it as other_id     */
    DELIVERY_PROBE   /* address verification, dry run: no message         */
};

struct record {
    enum line_kind kind;
    enum delivery delivery; /* of a LINE_ATTEMPT                              */
    bool sender_known;      /* attempt.sender is set, though it may be empty  */
    bool submission;        /* a LINE_REFUSED of a submission service         */
    bool by_start;          /* a LINE_ATTEMPT without queue id: that of LINE_STARTED */
    bool continued;         /* another recipient of the line before */
    bool reason_before;     /* not tried anew: the reason is that of the last attempt */
    sls_view other_id;
    sls_view from;        /* of a LINE_DETAIL: the address in the header From */
    sls_view others;      /* further recipients of the line, for record_next() */
    sls_view explanation; /* of a LINE_ATTEMPT: why, as the MTA wrote it    */
    sls_view body;        /* behind the head: what tells one line from another */
    const char *format;   /* whose line it is: an mta's or a plugin's name  */
    sls_attempt attempt;
};

/* Takes the first address of a list such as "<a@b>,<c@d>" or "a@b, c@d" off its front;
   false when none is left. */
bool record_take_recipient(sls_view *list, sls_view *address);

/* A line that tells of several recipients is several records, which differ in the
   recipient alone: makes *record the next of them; false when that was the last. */
bool record_next(struct record *record);

#endif
