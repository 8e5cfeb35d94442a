/*
 * senders.h - recipients by provider, sender, header From and login.
 *
 * Bounded: once SENDERS_LIMIT rows are known, recipients of new ones are counted in
 * `other`, as are those of an unknown sender; the sums stay exact.
 */
#ifndef TALLY_SENDERS_H
#define TALLY_SENDERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"
#include "queue/join.h"

enum { SENDERS_LIMIT = 1 << 16 };

struct sender_counts {
    uint64_t accepted, delayed, failed;
};

struct sender_row {
    uint32_t provider, sender, from, login; /* the last three are interned */
    bool asks_login;   /* sent where a login is asked, not to a recipient's own server */
    uint64_t disowned; /* refused because the address is not the login's */
    struct sender_counts counts;
};

struct senders {
    struct table index;
    struct sender_row *list;
    uint32_t count, room;
    struct sender_counts other;
};

void senders_open(struct senders *senders);
void senders_close(struct senders *senders);
/* A recipient whose outcome is final. */
void senders_add(struct senders *senders, uint16_t provider,
                 const struct recipient *recipient, bool disowned);
/* The sums of another run's row. */
void senders_add_row(struct senders *senders, const struct sender_row *other);

#endif
