/*
 * major2.c - built with the header of a later major version.
 */
#include <smtplogscan/plugin.h>

#undef SLS_ABI_MAJOR
#define SLS_ABI_MAJOR 2

static const char *const relays[] = {"major2.example", NULL};

SLS_PLUGIN(.name = "major2", .version = "1.0", .title = "Version", .relays = relays);
