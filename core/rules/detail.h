/*
 * detail.h - what a refusal names: the address, the host's IP, the blocklist, the domain,
 * the time to wait, the limit, the port, a relay that is spelled like another one.
 *
 * A person needs these beside the advice.  They are read out of one reply, by what its
 * cause makes worth looking for; a value is a view of that reply, or of a table here.
 */
#ifndef RULES_DETAIL_H
#define RULES_DETAIL_H

#include <stddef.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

enum detail_kind {
    DETAIL_ADDRESS,
    DETAIL_IP,
    DETAIL_BLOCKLIST,
    DETAIL_DOMAIN,
    DETAIL_CHECK,
    DETAIL_WAIT,
    DETAIL_LIMIT,
    DETAIL_PORT,
    DETAIL_RELAY,
    DETAIL_SIMILAR,
    DETAIL_PACKAGE,
    DETAIL_KINDS
};

struct detail {
    enum detail_kind kind;
    sls_view value;
};

/* The key in JSON: "address", "ip", ... */
const char *detail_name(enum detail_kind kind);

enum { DETAILS_OF_REPLY = 8 };

struct detail_source {
    const char *cause; /* its slug */
    sls_view text, relay;
    uint16_t port; /* 0: the log has none */
};

/* How many of found[] are filled. */
size_t details_of(const struct detail_source *source,
                  struct detail found[DETAILS_OF_REPLY]);

#endif
