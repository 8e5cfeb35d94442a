/*
 * minor7.c - built with the header of a later minor version.
 */
#include <smtplogscan/plugin.h>

#undef SLS_ABI_MINOR
#define SLS_ABI_MINOR 7

static const char *const relays[] = {"minor7.example", NULL};

SLS_PLUGIN(.name = "minor7", .version = "1.0", .title = "Version", .relays = relays);
