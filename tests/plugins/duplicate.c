/*
 * duplicate.c - has the name of good.c.
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {"duplicate.example", NULL};

SLS_PLUGIN(.name = "good", .version = "2.0", .title = "Another Good Mail",
           .relays = relays);
