/*
 * postfix_hop_test.c - holds core/parse/postfix_delivery.c to telling the ways a message
 * takes apart: to another host, into a mailbox here, through a filter here that gives it
 * another queue id, or nowhere, when only an address was verified.
 */
#include "parse/postfix_delivery.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

#define TO       "to=<bob@example.org>, "
#define RELAY    "relay=mx.example.org[192.0.2.25]:25, "
#define FILTERED "status=sent (250 2.0.0 Ok: queued as 4AbC1a2b3c)"

struct way {
    const char *name;
    const char *relay_and_status;
    enum delivery agent;
    enum delivery delivery;
    const char *other_id; /* of a hop */
};

static const struct way ways[] = {
    {"remote", RELAY "status=sent (250 Ok)", DELIVERY_REMOTE, DELIVERY_REMOTE, ""},
    {"queued elsewhere", RELAY FILTERED, DELIVERY_REMOTE, DELIVERY_REMOTE, ""},
    {"no relay", "relay=none, status=deferred (x)", DELIVERY_REMOTE, DELIVERY_REMOTE, ""},
    {"mailbox", "relay=local, status=sent (delivered to mailbox)", DELIVERY_LOCAL,
     DELIVERY_LOCAL, ""},
    {"program", "relay=dovecot, status=sent (delivered)", DELIVERY_LOCAL, DELIVERY_LOCAL,
     ""},
    {"lmtp socket", "relay=mx1.example.com[private/lmtp], " FILTERED, DELIVERY_LOCAL,
     DELIVERY_LOCAL, ""},
    {"filter", "relay=127.0.0.1[127.0.0.1]:10024, " FILTERED, DELIVERY_REMOTE,
     DELIVERY_HOP, "4AbC1a2b3c"},
    {"filter by lmtp", "relay=127.0.0.1[127.0.0.1]:10024, " FILTERED, DELIVERY_LOCAL,
     DELIVERY_HOP, "4AbC1a2b3c"},
    {"filter's words",
     "relay=localhost[127.0.0.1]:10026, status=sent (250 2.6.0 Ok, "
     "id=12-3, from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4AbC1a2b3c)",
     DELIVERY_REMOTE, DELIVERY_HOP, "4AbC1a2b3c"},
    {"id, then more",
     "relay=127.0.0.1[127.0.0.1]:10024, status=sent (250 Ok: queued as "
     "4AbC1a2b3c, thanks)",
     DELIVERY_REMOTE, DELIVERY_HOP, "4AbC1a2b3c"},
    {"id at the end of the line",
     "relay=127.0.0.1[127.0.0.1]:10024, status=sent (250 Ok: "
     "queued as 4AbC1a2b3c",
     DELIVERY_REMOTE, DELIVERY_HOP, "4AbC1a2b3c"},
    {"no id behind the words",
     "relay=127.0.0.1[127.0.0.1]:10024, status=sent (250 queued as "
     ")",
     DELIVERY_REMOTE, DELIVERY_LOCAL, ""},
    {"filter, no brackets", "relay=127.0.0.1, " FILTERED, DELIVERY_REMOTE, DELIVERY_HOP,
     "4AbC1a2b3c"},
    {"filter by name, no brackets", "relay=localhost, " FILTERED, DELIVERY_REMOTE,
     DELIVERY_HOP, "4AbC1a2b3c"},
    {"filter at a socket", "relay=/run/filter, " FILTERED, DELIVERY_REMOTE, DELIVERY_HOP,
     "4AbC1a2b3c"},
    {"mailbox of a line without its program",
     "relay=local, status=sent (delivered to mailbox)", DELIVERY_REMOTE, DELIVERY_LOCAL,
     ""},
    {"a host named like a transport", "relay=virtual[192.0.2.25]:25, status=sent (250 x)",
     DELIVERY_REMOTE, DELIVERY_REMOTE, ""},
    {"no relay told", FILTERED, DELIVERY_REMOTE, DELIVERY_REMOTE, ""},
    {"filter of IPv6", "relay=::1[::1]:10024, " FILTERED, DELIVERY_REMOTE, DELIVERY_HOP,
     "4AbC1a2b3c"},
    {"localhost with domain", "relay=localhost.localdomain[127.0.0.1]:25, " FILTERED,
     DELIVERY_REMOTE, DELIVERY_HOP, "4AbC1a2b3c"},
    {"filter drops it", "relay=127.0.0.1[127.0.0.1]:10024, status=sent (250 discarded)",
     DELIVERY_REMOTE, DELIVERY_LOCAL, ""},
    {"filter is down",
     "relay=127.0.0.1[127.0.0.1]:10024, status=deferred (lost "
     "connection with 127.0.0.1[127.0.0.1] while receiving the initial server greeting)",
     DELIVERY_REMOTE, DELIVERY_REMOTE, ""},
    {"probe", RELAY "status=deliverable (250 Ok)", DELIVERY_REMOTE, DELIVERY_PROBE, ""},
    {"probe of a mailbox", "relay=local, status=deliverable (x)", DELIVERY_LOCAL,
     DELIVERY_PROBE, ""},
    {"probe at the filter", "relay=127.0.0.1[127.0.0.1]:10024, status=undeliverable (x)",
     DELIVERY_REMOTE, DELIVERY_PROBE, ""},
};

/* The address in the brackets is where the connection went; the name is whoever owns the
   recipient's domain chose. */
static const struct way names_of_relays[] = {
    {"foreign host named localhost",
     "relay=localhost.example.org[192.0.2.25]:25, " FILTERED, DELIVERY_REMOTE,
     DELIVERY_REMOTE, ""},
    {"foreign host named 127", "relay=127.example.org[192.0.2.25]:25, status=bounced (x)",
     DELIVERY_REMOTE, DELIVERY_REMOTE, ""},
    {"own name, own address", "relay=mx1.example.com[127.0.0.1]:10024, " FILTERED,
     DELIVERY_REMOTE, DELIVERY_HOP, "4AbC1a2b3c"},
};

static void check_ways(const struct way *rows, size_t count)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < count; i++) {
        struct record record = {0};
        size_t bytes = strlen(TO) + strlen(rows[i].relay_and_status);
        char *rest = malloc(bytes + 1);
        strcat(strcpy(rest, TO), rows[i].relay_and_status);
        rest = realloc(rest, bytes); /* its exact size, so that reading on is an error */
        postfix_delivery(room, (sls_view){rest, bytes}, rows[i].agent, &record);
        cr_expect_eq(record.kind, LINE_ATTEMPT, "%s: kind %d", rows[i].name, record.kind);
        cr_expect_eq(record.delivery, rows[i].delivery, "%s: delivery %d", rows[i].name,
                     record.delivery);
        if (record.delivery == DELIVERY_HOP)
            cr_expect(view_equal(record.other_id, view_of(rows[i].other_id)),
                      "%s: id %.*s", rows[i].name, (int)record.other_id.len,
                      record.other_id.ptr);
        free(rest);
    }
    free(room);
}

Test(postfix_hop, way)
{
    check_ways(ways, SLS_COUNT(ways));
}

Test(postfix_hop, way_by_address)
{
    check_ways(names_of_relays, SLS_COUNT(names_of_relays));
}
