/*
 * reseal.c - what is inside a partial or a state, and the other way round: reseal open
 * HEX, reseal close HEX, from standard input to standard output.
 *
 * HEX is the kind's magic.  Whoever writes such a file can make its checksum right; tests
 * do that with what no honest program would put in.
 */
#include <stdio.h>
#include <string.h>

#include "base/pack.h"
#include "base/seal.h"

static void read_all(struct pack *bytes)
{
    char block[4096];
    size_t got;

    while ((got = fread(block, 1, sizeof(block), stdin)) > 0)
        pack_bytes(bytes, (sls_view){block, got});
}

static bool take_magic(struct seal *seal, const char *words)
{
    unsigned byte;

    for (size_t i = 0; i < SEAL_MAGIC_BYTES; i++) {
        if (sscanf(words + 2 * i, "%2x", &byte) != 1)
            return false;
        seal->magic[i] = (char)byte;
    }
    return true;
}

int main(int argc, char **argv)
{
    struct seal seal = {.version = 1};
    struct pack in, out;

    if (argc != 3 || strlen(argv[2]) != 2 * SEAL_MAGIC_BYTES ||
        !take_magic(&seal, argv[2]))
        return 2;
    pack_open(&in);
    pack_open(&out);
    read_all(&in);
    bool whole = strcmp(argv[1], "close") == 0
                     ? (seal_close(&seal, pack_view(&in), &out), true)
                     : seal_open(&seal, pack_view(&in), &out) == SEALED_WHOLE;
    sls_view bytes = pack_view(&out);
    bool written = fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len;
    pack_close(&in);
    pack_close(&out);
    return whole && written ? 0 : 1;
}
