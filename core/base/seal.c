/*
 * seal.c - one header, one zlib stream, nothing behind it.
 */
#include "base/seal.h"

#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/hash.h"

enum { CHECKSUM_SEED = 0 };

static void put_fixed(unsigned char *bytes, uint64_t number)
{
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(number >> 8 * i);
}

static uint64_t get_fixed(const unsigned char *bytes)
{
    uint64_t number = 0;

    for (int i = 0; i < 8; i++)
        number |= (uint64_t)bytes[i] << 8 * i;
    return number;
}

void seal_close(const struct seal *seal, sls_view inside, struct pack *out)
{
    unsigned char head[SEAL_HEAD_BYTES];
    uLongf bytes = compressBound((uLong)inside.len);
    unsigned char *packed = memory_get(bytes, 1);

    memcpy(head, seal->magic, SEAL_MAGIC_BYTES);
    head[SEAL_MAGIC_BYTES] = seal->version;
    put_fixed(head + SEAL_MAGIC_BYTES + 1, inside.len);
    put_fixed(head + SEAL_MAGIC_BYTES + 9, hash_view(inside, CHECKSUM_SEED));
    if (compress2(packed, &bytes, (const Bytef *)inside.ptr, (uLong)inside.len,
                  Z_BEST_COMPRESSION) != Z_OK)
        memory_exhausted(); /* nothing else is wrong when there is room */
    pack_bytes(out, (sls_view){(const char *)head, SEAL_HEAD_BYTES});
    pack_bytes(out, (sls_view){(const char *)packed, bytes});
    memory_free(packed);
}

/* All of the stream, and nothing else, is `length` bytes. */
static bool inflate_all(sls_view stream, uint64_t length, unsigned char *inside)
{
    uLongf got = (uLongf)length;
    uLong used = (uLong)stream.len;
    int result = uncompress2(inside, &got, (const Bytef *)stream.ptr, &used);

    if (result == Z_MEM_ERROR)
        memory_exhausted();
    return result == Z_OK && got == length && used == stream.len;
}

enum sealed seal_open(const struct seal *seal, sls_view file, struct pack *out)
{
    const unsigned char *head = (const unsigned char *)file.ptr;

    if (file.len < SEAL_MAGIC_BYTES || memcmp(head, seal->magic, SEAL_MAGIC_BYTES) != 0)
        return SEALED_FOREIGN;
    if (file.len < SEAL_HEAD_BYTES)
        return SEALED_DAMAGED;
    if (head[SEAL_MAGIC_BYTES] != seal->version)
        return head[SEAL_MAGIC_BYTES] > seal->version ? SEALED_NEWER : SEALED_DAMAGED;
    uint64_t length = get_fixed(head + SEAL_MAGIC_BYTES + 1);
    /* zlib packs by a factor of 1032 at most: a length beyond it is damage, and costs no
       memory */
    if (length > SEAL_MOST_BYTES || length / 1032 > file.len)
        return SEALED_DAMAGED;
    unsigned char *inside = memory_get((size_t)length + 1, 1);
    sls_view stream = {file.ptr + SEAL_HEAD_BYTES, file.len - SEAL_HEAD_BYTES};
    sls_view got = {(const char *)inside, (size_t)length};
    bool whole = inflate_all(stream, length, inside) &&
                 hash_view(got, CHECKSUM_SEED) == get_fixed(head + SEAL_MAGIC_BYTES + 9);
    if (whole)
        pack_bytes(out, got);
    memory_free(inside);
    return whole ? SEALED_WHOLE : SEALED_DAMAGED;
}
