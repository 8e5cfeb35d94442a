/*
 * no_relays.c - a list of relays that is there, and empty.
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {NULL};

SLS_PLUGIN(.name = "no-relays", .version = "1.0", .title = "No Relays", .relays = relays);
