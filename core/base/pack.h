/*
 * pack.h - numbers and texts as bytes that every machine reads alike.
 *
 * Numbers are LEB128 (seven bits a byte, the lowest first), signed ones folded by zigzag,
 * so that small ones of either sign are short; a text is its length and its bytes.  What
 * is unpacked is not trusted: past the end, and where a number is too long, `bad` is set
 * once and for all, and everything that follows is 0 or empty.
 */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

struct pack {
    char *bytes;
    size_t count, room;
};

void pack_open(struct pack *pack);
void pack_close(struct pack *pack);
static inline sls_view pack_view(const struct pack *pack)
{
    return (sls_view){pack->bytes, pack->count};
}

void pack_number(struct pack *pack, uint64_t number);
void pack_signed(struct pack *pack, int64_t number);
void pack_text(struct pack *pack, sls_view text);
/* Bytes as they are, without a length. */
void pack_bytes(struct pack *pack, sls_view bytes);

struct unpack {
    const char *next, *end;
    bool bad;
};

static inline struct unpack unpack_of(sls_view bytes)
{
    return (struct unpack){bytes.ptr, bytes.ptr + bytes.len, bytes.ptr == NULL};
}

uint64_t unpack_number(struct unpack *unpack);
/* One that is at most `most`; more is bad. */
uint64_t unpack_upto(struct unpack *unpack, uint64_t most);
int64_t unpack_signed(struct unpack *unpack);
/* Lives as long as the bytes. */
sls_view unpack_text(struct unpack *unpack);
/* How many things follow, of `least` bytes each at least; more than can be there is bad.
 */
size_t unpack_count(struct unpack *unpack, size_t least);

#endif
