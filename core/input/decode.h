/*
 * decode.h - from raw bytes to log text: one interface, one file for each compression.
 *
 * The compression is told by the magic bytes, never by the name.  A decoder is opened on
 * a feed that stands on the magic, and is asked for text until it has none.  Damage ends
 * the text: everything before it has been given, and `problem` says what is wrong and at
 * which byte.
 */
#ifndef INPUT_DECODE_H
#define INPUT_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "input/feed.h"

struct decoding {
    const char *name;    /* "none", "gzip": the word of the JSON report */
    const char *decoder; /* the library that does the work */
    bool (*claims)(const unsigned char *head, size_t bytes);
    void *(*open)(void);
    /* Writes at most `room` bytes; 0: the end, or damage that *problem tells. */
    size_t (*read)(void *state, struct feed *feed, char *text, size_t room,
                   struct why *problem);
    void (*close)(void *state);
};

extern const struct decoding decoding_plain;
extern const struct decoding decoding_gzip_zlib;
#ifdef HAVE_ISAL
extern const struct decoding decoding_gzip_isal;
#endif

/* The decoding that claims the head; the plain one claims everything. */
const struct decoding *decoding_of(const unsigned char *head, size_t bytes);

/* The compression time a gzip header tells (RFC 1952 section 2.3.1), or 0. */
int64_t decode_gzip_time(const unsigned char *head, size_t bytes);

/* After a gzip member: 1 another begins, 0 the file ends (padding of zeros is read over),
   -1 something else follows, and *problem says so. */
int decode_gzip_next(struct feed *feed, struct why *problem);

#endif
