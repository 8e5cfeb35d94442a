/*
 * intern.h - bytes to small numbers: each distinct view is kept once.
 *
 * Bounded: once `limit` views are known, every new one is INTERN_OTHER, and
 * intern->refused counts how often that happened.  Views live until intern_close().
 */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/arena.h"
#include "base/table.h"

enum { INTERN_NONE = 0, INTERN_OTHER = 1 };

struct intern {
    struct arena arena;
    struct table ids;
    sls_view *views;
    uint32_t count;
    uint32_t limit;
    uint64_t refused;
    uint64_t seed;
};

void intern_open(struct intern *intern, uint32_t limit, uint64_t seed);
void intern_close(struct intern *intern);

/* An empty view is INTERN_NONE.  Longer than 512 bytes is kept cut. */
uint32_t intern_id(struct intern *intern, sls_view view);
/* Has the view a number already? */
bool intern_knows(const struct intern *intern, sls_view view);
sls_view intern_view(const struct intern *intern, uint32_t id);

#endif
