/*
 * intern.c - a table of hashes over views in an arena.
 *
 * Two views of one hash are told apart by trying the next key.
 */
#include "base/intern.h"

#include "base/hash.h"
#include "base/view.h"

enum { LONGEST = 512, FIRST_ROOM = 256 };

void intern_open(struct intern *intern, uint32_t limit, uint64_t seed)
{
    *intern = (struct intern){.limit = limit, .seed = seed, .count = INTERN_OTHER + 1};
    arena_open(&intern->arena);
    table_open(&intern->ids, FIRST_ROOM);
    intern->views = memory_get(FIRST_ROOM, sizeof(*intern->views));
    intern->views[INTERN_NONE] = VIEW("");
    intern->views[INTERN_OTHER] = VIEW("(other)");
}

void intern_close(struct intern *intern)
{
    arena_close(&intern->arena);
    table_close(&intern->ids);
    memory_free(intern->views);
    *intern = (struct intern){0};
}

static uint32_t intern_add(struct intern *intern, sls_view view)
{
    uint32_t id = intern->count++;

    if (id >= FIRST_ROOM && (id & (id - 1)) == 0)
        intern->views = memory_resize(intern->views, (size_t)id * 2, sizeof(sls_view));
    intern->views[id] = arena_keep(&intern->arena, view);
    return id;
}

/* The number of a view, or NULL, and *key is where it would stand. */
static const uint32_t *intern_find(const struct intern *intern, sls_view view,
                                   uint64_t *key)
{
    const uint32_t *known;

    *key = hash_view(view, intern->seed);
    while ((known = table_find(&intern->ids, *key)) != NULL &&
           !view_equal(intern->views[*known], view))
        ++*key;
    return known;
}

bool intern_knows(const struct intern *intern, sls_view view)
{
    uint64_t key;
    return intern_find(intern, view_cut(view, LONGEST), &key) != NULL;
}

uint32_t intern_id(struct intern *intern, sls_view view)
{
    uint64_t key;

    if (view.len == 0)
        return INTERN_NONE;
    view = view_cut(view, LONGEST);
    const uint32_t *known = intern_find(intern, view, &key);
    if (known != NULL)
        return *known;
    if (intern->count >= intern->limit) {
        intern->refused++;
        return INTERN_OTHER;
    }
    bool added;
    uint32_t *id = table_put(&intern->ids, key, &added);
    *id = intern_add(intern, view);
    return *id;
}

sls_view intern_view(const struct intern *intern, uint32_t id)
{
    return id < intern->count ? intern->views[id] : intern->views[INTERN_OTHER];
}
