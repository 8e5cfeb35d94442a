/*
 * identities.h - the logins that the user says are used, by provider, host or sender.
 *
 * From --identity PROVIDER=ADDRESS, and from files in the layout of Postfix's
 * sasl_passwd. A password in such a file is passed over byte by byte and never stands in
 * memory as a whole; nothing here can print one.
 */
#ifndef RULES_IDENTITIES_H
#define RULES_IDENTITIES_H

#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "base/arena.h"
#include "base/why.h"
#include "rules/book.h"
#include "rules/login.h"

struct identity; /* one login, and what it is for */

struct identities {
    const struct book *book;
    struct arena arena;
    struct identity *list;
    size_t count, room;
};

void identities_open(struct identities *identities, const struct book *book);
void identities_close(struct identities *identities);

/* "gmail=me@corp.example".  The first of a provider is its login, further ones are
   addresses that this login may send as, too. */
bool identities_add(struct identities *identities, const char *text, struct why *why);

/* "[smtp.gmail.com]:587 user:password", "corp.example user:password", or by sender,
   "sales@corp.example user:password". */
bool identities_read(struct identities *identities, const char *path, struct why *why);
/* The same of a file that is open, which is closed. */
bool identities_take(struct identities *identities, const char *path, int file,
                     struct why *why);

/* The login that is used at this very host; empty: none is known. */
sls_view identities_at_relay(const struct identities *identities, sls_view relay);

/* The login of a sender at a provider where logins are asked; empty: none is known. */
sls_view identities_login(const struct identities *identities, size_t provider,
                          sls_view sender);

/* How the address fits the login; login may be empty. */
enum login_match identities_match(const struct identities *identities, size_t provider,
                                  sls_view address, sls_view login);

#endif
