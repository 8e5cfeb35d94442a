/*
 * login.h - a sender's address beside the login it was sent with.
 *
 * Providers compare the two, and refuse or rewrite what does not fit: the commonest
 * reason why mail does not go out.
 */
#ifndef RULES_LOGIN_H
#define RULES_LOGIN_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

enum login_match {
    LOGIN_UNKNOWN, /* one of the two is not known, or the login is no address */
    LOGIN_SAME,
    LOGIN_ALIAS, /* the login's own mailbox, written otherwise; or declared by the user */
    LOGIN_DIFFERS
};

/* "same", "alias", "differs", "unknown". */
const char *login_match_word(enum login_match match);

/* By the two texts alone.  Case is ignored; "user+tag@" is user's mailbox, and at Gmail
   dots do not count.  Another address of the same domain differs: only an alias may be
   sent as, and no log tells of those.  "bob" as a login is the same as bob@anything. */
enum login_match login_compare(sls_view address, sls_view login);

/* What a reply gives away: the login, the address that it may not send as.  Both are
   views of the text, and empty when it tells nothing. */
struct login_told {
    sls_view login, address;
};

struct login_told login_told_by(sls_view text);

/* Is mail handed in at this host with a login?  A recipient's own server takes it without
   one.  Told by the port, else by the host's name ("smtp.gmail.com"). */
bool login_is_asked(sls_view relay, uint16_t port);

#endif
