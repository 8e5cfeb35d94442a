/*
 * generate_mail.h - the life of a message in Postfix, one log line or a few at a time.
 *
 * A planner fills a message and hands it to mail_start().  From then on mail_step()
 * writes what Postfix would write at that moment and says when the message is due again.
 */
#ifndef BENCH_GENERATE_MAIL_H
#define BENCH_GENERATE_MAIL_H

#include "generate_dice.h"
#include "generate_out.h"
#include "generate_queue.h"
#include "generate_relay.h"
#include "generate_truth.h"

enum { RECIPIENTS_MAX = 5, ADDRESS_BYTES = 72, ID_BYTES = 24, TRIES_ALWAYS = UINT16_MAX };

/* One set of Postfix daemons: the program name they log with, and the form of its ids. */
struct instance {
    const char *name;
    bool long_ids;
    unsigned qmgr_pid;
};

struct client {
    const char *name, *address;
};

enum origin {
    ORIGIN_LOGIN,   /* submitted by a client that logged in */
    ORIGIN_PICKUP,  /* by a program on this machine */
    ORIGIN_FILTER,  /* handed back by the content filter */
    ORIGIN_SELF,    /* made by Postfix: a notice or a probe */
    ORIGIN_EARLIER, /* in the queue since before the log begins */
    ORIGIN_REFUSED  /* the submission is refused */
};

enum step {
    STEP_CONNECT,
    STEP_CLIENT,
    STEP_CLEANUP,
    STEP_ACTIVE,
    STEP_DISCONNECT,
    STEP_FILTER,
    STEP_TLS,
    STEP_DELIVER,
    STEP_SETTLE,
    STEP_BOUNCE,
    STEP_REMOVE,
    STEP_REFUSE,
    STEP_HANG_UP
};

/* Deferred with `trouble` `tries` times, then refused with `verdict`, or accepted. */
struct recipient {
    char address[ADDRESS_BYTES];
    const char *alias; /* what orig_to shows, or NULL */
    const struct relay *relay;
    const struct reply *trouble;
    const struct reply *verdict;
    uint16_t tries;
    bool done;
    struct standing standing;
};

struct message {
    struct message *unused; /* of the queue's list */
    const struct instance *instance;
    const struct client *client;
    const char *smtpd;           /* the program that took it in, "submission/smtpd" */
    const struct reply *refusal; /* of ORIGIN_REFUSED */
    const struct relay *notice_relay; /* where a notice to the sender goes */
    enum step step;
    enum origin origin;
    bool filtered; /* goes through the content filter first */
    bool notice, probe;
    bool quiet;   /* the client stays connected: it is not said that it comes and goes */
    bool hop;     /* the part of a filtered message before the filter */
    bool counted; /* in truth.messages */
    bool bounced; /* something was, in this run of the queue */
    uint16_t runs, expires; /* given up after that many runs; 0: never */
    uint8_t count, cursor;
    unsigned size, smtpd_pid, smtp_pid;
    int64_t arrived, activated;
    char id[ID_BYTES];
    char next_id[ID_BYTES]; /* of the notice, or of what the filter made */
    char sender[ADDRESS_BYTES];
    char login[ADDRESS_BYTES]; /* or "uid=33 from=<www-data>" for ORIGIN_PICKUP */
    char message_id[128];
    char words[40];
    struct recipient to[RECIPIENTS_MAX];
};

/* Everything a run has. */
struct post {
    struct out out;
    struct truth truth;
    struct queue queue;
    struct dice dice;
    int64_t end;  /* no line is written at or after it */
    bool thrifty; /* few distinct numbers and times, so that the log compresses well */
    uint64_t inodes;
    char machine[ADDRESS_BYTES]; /* our name with its domain */
    char text[4096];             /* the reply of the line that is being written */
    size_t text_bytes;
};

/* A time between two, in milliseconds; the result is in microseconds. */
int64_t post_wait(struct post *post, int64_t low, int64_t high);

/* Gives the message its first step at `time`. */
void mail_start(struct post *post, struct message *message, int64_t time);

/* Writes the next lines.  Returns the microseconds until the next step, or -1 when the
   message is finished or will not be due again before the end. */
int64_t mail_step(struct post *post, struct message *message, int64_t now);

#endif
