/*
 * pack_names.h - interned names on their way from one run to another.
 *
 * Numbers of an intern table mean nothing elsewhere: what is packed is a list of the
 * names that are needed, and places in it.  INTERN_NONE and INTERN_OTHER stay what they
 * are.
 */
#ifndef BASE_PACK_NAMES_H
#define BASE_PACK_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/pack.h"
#include "base/table.h"

struct pack_names {
    const struct intern *intern;
    struct table places;
    struct pack texts;
    uint32_t count;
};

void pack_names_open(struct pack_names *names, const struct intern *intern);
void pack_names_close(struct pack_names *names);
/* A name's place, as a number in `pack`; the list grows by it. */
void pack_name(struct pack_names *names, struct pack *pack, uint32_t id);
/* The list, which must stand before the places. */
void pack_names_list(const struct pack_names *names, struct pack *pack);

struct unpack_names {
    uint32_t *ids; /* by place */
    size_t count;
};

/* Gives each name of the list a number in `intern`. */
void unpack_names_open(struct unpack_names *names, struct unpack *unpack,
                       struct intern *intern);
void unpack_names_close(struct unpack_names *names);
uint32_t unpack_name(const struct unpack_names *names, struct unpack *unpack);

#endif
