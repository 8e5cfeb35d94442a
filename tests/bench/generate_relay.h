/*
 * generate_relay.h - the hosts that generated mail is handed to, and what they say.
 *
 * Texts are templates (generate_template.h).  All addresses are of RFC 5737.
 */
#ifndef BENCH_GENERATE_RELAY_H
#define BENCH_GENERATE_RELAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "generate_dice.h"
#include "generate_out.h"
#include "generate_truth.h"

/*
 * host: "mx1." is that name in front of the recipient's domain, and "*.mail.example" the
 * recipient's domain with dashes instead of "*".  Without a port the mail stays on this
 * machine, and host is what the log shows after "relay=".
 */
struct relay {
    const char *host;
    const char *port;
    const char *service; /* the part of Postfix that delivers: "smtp", "local" ... */
    const char *network; /* the first three numbers of its addresses */
    uint8_t first, count;
    const char *accepted; /* template */
};

enum relay_number {
    RELAY_SENDGRID,
    RELAY_GMAIL,
    RELAY_ZOHO,
    RELAY_GOOGLE_MX,
    RELAY_OUTLOOK_MX,
    RELAY_MX,
    RELAY_FILTER,
    RELAY_LMTP,
    RELAY_LOCAL,
    RELAY_VIRTUAL,
    RELAY_PIPE,
    RELAY_NAMED /* from here on only relay_find() knows them */
};

extern const struct relay relays[];

/* By "host:port", or by host for one without port; NULL: not known. */
const struct relay *relay_find(const char *name);

/* A refusal or deferral. */
struct reply {
    const char *name;
    const char *cause; /* "provider/slug" */
    const struct relay *relay;
    const char *dsn;
    const char *text; /* template of what stands in the brackets behind "status=" */
    enum status status;
    bool unreached; /* the log shows relay=none */
    bool single;    /* given for one recipient, not for the whole message */
    uint16_t cause_number;
    uint16_t weight;
};

/* What a template can say about one attempt.  Borrowed until the line is written. */
struct facts {
    const struct relay *relay;
    unsigned address; /* last number of the relay's address */
    const char *recipient, *sender;
    const char *machine; /* our own name, with its domain */
    const char *next_id; /* of the message that a filter made */
    const char *words;   /* what tells variants of a text apart; or "" */
    const char *login, *client;
    int64_t second;
    struct dice *dice;
    struct dice *common; /* for those parts of ids that messages may share */
};

/* Behind the "@", or the whole. */
const char *address_domain(const char *address);

/* The last number of one of the relay's addresses. */
unsigned relay_address(const struct relay *relay, const char *recipient, unsigned pick);

void put_host(struct out *out, const struct facts *facts);
void put_address(struct out *out, const struct facts *facts);
/* "host[address]", as in "host smtp.gmail.com[203.0.113.108] said:". */
void put_place(struct out *out, const struct facts *facts);
/* What Postfix writes after "relay=". */
void put_relay(struct out *out, const struct facts *facts);

#endif
