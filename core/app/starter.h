/*
 * starter.h - the files that a new plugin starts with: those of samples/plugins/acme and
 * samples/rules/acme, put into the program when it is built.
 *
 * They are the samples themselves, so that what is written is what the tests build; and
 * they are in the program, so that it needs no other file of its installation.
 */
#ifndef APP_STARTER_H
#define APP_STARTER_H

#include <stddef.h>

/* "acme" and "Acme", in the name and the text, stand for the new plugin's name. */
struct starter {
    const char *name; /* NULL behind the last */
    const unsigned char *text;
    size_t length;
};

extern const struct starter starter_rules[];
extern const struct starter starter_c[];

#endif
