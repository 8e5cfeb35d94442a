/*
 * join.h - from attempts to recipients with an outcome, by queue id.
 *
 * A message is known by host, instance and queue id.  Lines that only tell more fill it,
 * attempts change its recipients, and when it leaves the queue (or the log ends) each
 * recipient is handed on, once, with what became of it.  What a provider's export tells
 * comes before the logs, is kept until the end, and is joined to the 250 it belongs to
 * (queue/events.h).
 *
 * Bounded: when the open messages fill their share of memory, the one that was silent
 * longest is handed on as it stands and counted in `evicted`; an export's is kept small
 * first, as long as there is room for that, too.  Nothing is allocated per line.
 */
#ifndef QUEUE_JOIN_H
#define QUEUE_JOIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/table.h"
#include "parse/record.h"
#include "queue/place.h"

enum fate { FATE_NONE, FATE_ACCEPTED, FATE_DELAYED, FATE_FAILED };

/* What judging made of a refusal; join.c only keeps it. */
struct mark {
    uint32_t cause;
    uint32_t sample;
};

/* One message to one recipient, while its message is open and when it is handed on.  What
   every attempt touches comes first. */
struct recipient {
    uint64_t key; /* of message and address */
    uint32_t message;
    uint32_t next;               /* of the same message; 0: none */
    struct mark mark;            /* of the last refusal */
    uint32_t attempts, refusals; /* to other hosts */
    uint8_t fate;                /* enum fate, so far */
    bool was_refused;            /* at least once */
    bool judged;                 /* the mark is set; by who judges */
    bool local;                  /* delivered on this host */
    bool unseen;                 /* expired without any attempt in the log */
    bool final;                  /* of an export: what it tells last will not change */
    bool confirmed;              /* accepted, and an export tells that it was delivered */
    bool after_acceptance;       /* failed, and only an export tells it */
    bool first_of_message;
    bool to_wanted;  /* to a domain that is asked for; by who judges */
    bool carried;    /* from an earlier run */
    bool counted;    /* its outcome is final, and was handed on in an earlier run */
    bool asks_login; /* the relay takes mail by login; by who judges */
    bool provider_known;
    int64_t first, last;     /* times of the first attempt and of the last one */
    int64_t refused;         /* time of the last refusal; 0: none */
    int64_t delay_ms;        /* of the accepting attempt; -1: unknown */
    uint32_t sender, domain; /* interned names; the domain once it refused */
    uint32_t provider;       /* of the last attempt; opaque, set by who judges */
    uint32_t host;           /* interned: that of the last line about it; by who judges */
    uint32_t relay;          /* interned: of the last attempt, if another line named it */
    uint32_t login;          /* interned: at the relay, if known; by who judges */
    uint32_t from;           /* interned: address of the header From, if a line told it */
    uint32_t note;           /* where more is told of the last refusal; by who judges */
    uint64_t address;        /* its hash alone */
    uint64_t start;          /* key of the attempt that has begun; 0: none */
};

/* Which of the report's counts a line belongs to. */
enum line_count {
    COUNT_NONE,
    COUNT_ATTEMPT,
    COUNT_LOCAL,
    COUNT_HOP,
    COUNT_NOTICE,
    COUNT_PROBE
};

typedef void join_finish(void *receiver, const struct recipient *recipient);

/* Stories of exports in little room (queue/shelf.h). */
struct shelf {
    struct table index;
    struct story *list;
    uint32_t count, room, limit;
    uint32_t gaps; /* stories that were taken back */
};

struct words_of_message;

struct join {
    struct intern *names; /* of senders, logins and domains; outlives the join */
    join_finish *finish;
    void *receiver;
    uint64_t seed;
    uint64_t memory_bytes;
    struct table index; /* keys of messages and of recipients */
    struct message *messages;
    struct recipient *recipients;
    uint32_t message_room, message_limit, free_message;
    uint32_t recipient_room, recipient_limit, free_recipient;
    uint32_t oldest, newest;        /* messages by the last line about them */
    struct shelf shelf;             /* exports' messages that had to leave */
    uint32_t nameless;              /* the open message without a queue id; 0: none */
    uint64_t nameless_count;        /* so far */
    struct place place;             /* of the last line: the next is mostly of the same */
    bool all_domains;               /* of accepted recipients, too */
    struct words_of_message *words; /* of each open message; NULL: not asked for */
    bool claimed_only;       /* what no log's 250 claims of an export is left out */
    uint64_t events;         /* lines of exports taken in */
    uint64_t evicted;        /* times a message was handed on for want of memory */
    uint64_t evicted_events; /* of these: of exports, so that no 250 can claim them */
    uint64_t own_reports;    /* messages that this program mailed */
    uint64_t vanished;       /* delayed recipients whose message left the queue */
};

void join_open(struct join *join, struct intern *names, uint64_t memory_bytes,
               uint64_t seed, join_finish *finish, void *receiver);
void join_close(struct join *join);
/* Another one, empty, for the same receiver, by the same keys. */
void join_open_like(struct join *join, const struct join *other);

/* Is it a line that changes nothing here? */
bool join_passes_over(const struct join *join, const struct record *record);

/* Takes a line in.  When it is an attempt, its start, or a refused submission, *recipient
   is the one it is about, to be marked by the caller before the next call; NULL when
   there is none, or when an export's line changes nothing about it. */
enum line_count join_line(struct join *join, const struct record *record,
                          struct recipient **recipient);

#endif
