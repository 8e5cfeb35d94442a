/*
 * seal.h - bytes that are kept in a file, packed and sealed.
 *
 *   8 bytes  what it is: the magic of the kind
 *   1        version of what is inside, from 1
 *   8        length of what is inside, little-endian
 *   8        XXH3-64 of what is inside, little-endian
 *   rest     what is inside, by zlib (RFC 1950), to the end of the file
 *
 * The first byte is no ASCII and the last bytes are CR LF 0x1A LF, so that a text
 * transfer that changes line ends shows (as in PNG).  The checksum finds damage, not
 * malice.
 */
#ifndef BASE_SEAL_H
#define BASE_SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/pack.h"

enum { SEAL_MAGIC_BYTES = 8, SEAL_HEAD_BYTES = SEAL_MAGIC_BYTES + 1 + 8 + 8 };

/* What is inside is longer than this in no honest file. */
enum { SEAL_MOST_BYTES = 1 << 30 };

struct seal {
    char magic[SEAL_MAGIC_BYTES];
    uint8_t version;
};

enum sealed {
    SEALED_WHOLE,
    SEALED_FOREIGN, /* another magic */
    SEALED_NEWER,   /* a version that this program does not know */
    SEALED_DAMAGED
};

/* Adds the sealed bytes to `out`. */
void seal_close(const struct seal *seal, sls_view inside, struct pack *out);
/* What is inside is added to `out` when the file is whole. */
enum sealed seal_open(const struct seal *seal, sls_view file, struct pack *out);

#endif
