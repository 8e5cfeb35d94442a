/*
 * pack_names.c - a table from numbers to places, and an array back.
 */
#include "base/pack_names.h"

#include "base/arena.h"
#include "base/hash.h"

enum { FIRST_PLACE = INTERN_OTHER + 1 };

void pack_names_open(struct pack_names *names, const struct intern *intern)
{
    *names = (struct pack_names){.intern = intern};
    table_open(&names->places, 0);
    pack_open(&names->texts);
}

void pack_names_close(struct pack_names *names)
{
    table_close(&names->places);
    pack_close(&names->texts);
}

void pack_name(struct pack_names *names, struct pack *pack, uint32_t id)
{
    bool added = false;
    uint32_t place = id;

    if (id > INTERN_OTHER) {
        uint32_t *found = table_put(&names->places, hash_mix(id, 1), &added);
        if (added) {
            *found = FIRST_PLACE + names->count++;
            pack_text(&names->texts, intern_view(names->intern, id));
        }
        place = *found;
    }
    pack_number(pack, place);
}

void pack_names_list(const struct pack_names *names, struct pack *pack)
{
    pack_number(pack, names->count);
    pack_bytes(pack, pack_view(&names->texts));
}

void unpack_names_open(struct unpack_names *names, struct unpack *unpack,
                       struct intern *intern)
{
    names->count = FIRST_PLACE + unpack_count(unpack, 1);
    names->ids = memory_get(names->count, sizeof(*names->ids));
    names->ids[INTERN_OTHER] = INTERN_OTHER;
    for (size_t i = FIRST_PLACE; i < names->count; i++)
        names->ids[i] = intern_id(intern, unpack_text(unpack));
}

void unpack_names_close(struct unpack_names *names)
{
    memory_free(names->ids);
    *names = (struct unpack_names){0};
}

uint32_t unpack_name(const struct unpack_names *names, struct unpack *unpack)
{
    return names->ids[unpack_upto(unpack, names->count - 1)];
}
