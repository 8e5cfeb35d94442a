/*
 * template.h - a reply with what differs from message to message masked.
 *
 * Replies of one template are one reply to a person, and get one verdict.  The masks are
 * <addr> <ip> <host> <num> <id> <hex> <url> <date>; docs/plugins.md lists them with
 * examples, tests/rules/template_test.c walks the list.  Reply codes and numbers under
 * four digits stay; so do the names of block lists, and of URLs all but what is opaque,
 * because both tell one reason from another.
 */
#ifndef RULES_TEMPLATE_H
#define RULES_TEMPLATE_H

#include <smtplogscan/plugin.h>

enum { TEMPLATE_BYTES = 2048 };

struct template_room {
    char bytes[TEMPLATE_BYTES];
};

/* A view into the room; a template longer than the room is cut. */
sls_view template_of(struct template_room *room, sls_view text);

#endif
