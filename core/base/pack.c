/*
 * pack.c - a buffer that grows, and a view that shrinks.
 */
#include "base/pack.h"

#include <string.h>

#include "base/arena.h"

enum { FIRST_ROOM = 4096, NUMBER_BYTES = 10, NUMBER_BITS = 7 };

void pack_open(struct pack *pack)
{
    *pack = (struct pack){0};
}

void pack_close(struct pack *pack)
{
    memory_free(pack->bytes);
    *pack = (struct pack){0};
}

static char *room_for(struct pack *pack, size_t bytes)
{
    size_t room = pack->room > 0 ? pack->room : FIRST_ROOM;

    while (room - pack->count < bytes)
        room *= 2;
    if (room != pack->room)
        pack->bytes = memory_resize(pack->bytes, room, 1);
    pack->room = room;
    return pack->bytes + pack->count;
}

void pack_number(struct pack *pack, uint64_t number)
{
    unsigned char *bytes = (unsigned char *)room_for(pack, NUMBER_BYTES);
    size_t count = 0;

    while (number >= 1u << NUMBER_BITS) {
        bytes[count++] = (unsigned char)(number | 1u << NUMBER_BITS);
        number >>= NUMBER_BITS;
    }
    bytes[count++] = (unsigned char)number;
    pack->count += count;
}

void pack_signed(struct pack *pack, int64_t number)
{
    pack_number(pack, (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0));
}

void pack_bytes(struct pack *pack, sls_view bytes)
{
    if (bytes.len == 0)
        return;
    memcpy(room_for(pack, bytes.len), bytes.ptr, bytes.len);
    pack->count += bytes.len;
}

void pack_text(struct pack *pack, sls_view text)
{
    pack_number(pack, text.len);
    pack_bytes(pack, text);
}

static uint64_t turn_bad(struct unpack *unpack)
{
    unpack->bad = true;
    unpack->next = unpack->end;
    return 0;
}

uint64_t unpack_number(struct unpack *unpack)
{
    uint64_t number = 0;

    for (unsigned bits = 0; bits < 64; bits += NUMBER_BITS) {
        if (unpack->next == unpack->end)
            return turn_bad(unpack);
        unsigned char byte = (unsigned char)*unpack->next++;
        if (bits == 63 && byte > 1)
            return turn_bad(unpack);
        number |= (uint64_t)(byte & 0x7F) << bits;
        if (byte < 0x80)
            return number;
    }
    return turn_bad(unpack);
}

uint64_t unpack_upto(struct unpack *unpack, uint64_t most)
{
    uint64_t number = unpack_number(unpack);
    return number <= most ? number : turn_bad(unpack);
}

int64_t unpack_signed(struct unpack *unpack)
{
    uint64_t folded = unpack_number(unpack);
    return (int64_t)(folded >> 1 ^ (folded & 1 ? UINT64_MAX : 0));
}

sls_view unpack_text(struct unpack *unpack)
{
    uint64_t bytes = unpack_number(unpack);

    if (bytes > (uint64_t)(unpack->end - unpack->next)) {
        turn_bad(unpack);
        bytes = 0;
    }
    sls_view text = {unpack->next, (size_t)bytes};
    unpack->next += bytes;
    return text;
}

size_t unpack_count(struct unpack *unpack, size_t least)
{
    return (size_t)unpack_upto(unpack, (uint64_t)(unpack->end - unpack->next) / least);
}
