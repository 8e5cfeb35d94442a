/*
 * major0.c - built with the header of the major version before the first.
 */
#include <smtplogscan/plugin.h>

#undef SLS_ABI_MAJOR
#define SLS_ABI_MAJOR 0

static const char *const relays[] = {"major0.example", NULL};

SLS_PLUGIN(.name = "major0", .version = "1.0", .title = "Version", .relays = relays);
