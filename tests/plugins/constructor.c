/*
 * constructor.c - code that runs as soon as the file is loaded: a file that may not be
 * trusted must be refused before.
 */
#include <stdlib.h>

#include <smtplogscan/plugin.h>

static const char *const relays[] = {"constructor.example", NULL};

__attribute__((constructor)) static void run(void)
{
    setenv("SMTPLOGSCAN_TEST_LOADED", "yes", 1);
}

SLS_PLUGIN(.name = "constructor", .version = "1.0", .title = "Constructor",
           .relays = relays);
