/*
 * pseudonyms.h - names that say nothing for addresses, hosts and IP addresses: the same
 * one for the same of them, numbered in the order in which they are asked for.
 *
 * What belongs to a provider or is a free mail domain stays, because it tells what is
 * wrong and whose nobody's it is.  Bounded: beyond PSEUDONYMS_LIMIT names of a kind all
 * others share one.
 */
#ifndef WRITE_PSEUDONYMS_H
#define WRITE_PSEUDONYMS_H

#include <smtplogscan/plugin.h>

#include "base/arena.h"
#include "base/intern.h"
#include "rules/book.h"

enum { PSEUDONYMS_LIMIT = 1 << 18 };

enum pseudonym_kind {
    PSEUDONYM_USER,
    PSEUDONYM_DOMAIN,
    PSEUDONYM_HOST,
    PSEUDONYM_IP,
    PSEUDONYM_MESSAGE,
    PSEUDONYM_KINDS
};

struct pseudonyms {
    const struct book *book;
    struct arena arena;
    struct intern names[PSEUDONYM_KINDS];
};

void pseudonyms_open(struct pseudonyms *pseudonyms, const struct book *book);
void pseudonyms_close(struct pseudonyms *pseudonyms);

/* All live until pseudonyms_close(), and are empty for an empty view. */
sls_view pseudonym_of_address(struct pseudonyms *pseudonyms, sls_view address);
sls_view pseudonym_of_domain(struct pseudonyms *pseudonyms, sls_view domain);
/* "mx1", "mx1.example.org" or an IP address. */
sls_view pseudonym_of_host(struct pseudonyms *pseudonyms, sls_view host);
sls_view pseudonym_of_message(struct pseudonyms *pseudonyms, sls_view message_id);

/* A sentence in which addresses, hosts, IP addresses, and URLs that no provider and no
   rule knows, are replaced. */
sls_view pseudonym_text(struct pseudonyms *pseudonyms, sls_view text);

#endif
