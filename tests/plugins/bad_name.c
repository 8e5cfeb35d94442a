/*
 * bad_name.c - a name that could not stand in "NAME/CAUSE".
 */
#include <smtplogscan/plugin.h>

static const char *const relays[] = {"name.example", NULL};

SLS_PLUGIN(.name = "Bad Name", .version = "1.0", .title = "Bad Name", .relays = relays);
