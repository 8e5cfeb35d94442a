/*
 * decode.h - from raw bytes to log text: one interface, one file for each compression.
 *
 * The compression is told by the magic bytes, never by the name.  A decoder is opened on
 * a feed that stands on the magic, and is asked for text until it has none.  Damage ends
 * the text: everything before it has been given, and `problem` says what is wrong and at
 * which byte.  What no decoder here reads is not taken for text: it gives no byte, and
 * `problem` names it and the command that reads it.
 */
#ifndef INPUT_DECODE_H
#define INPUT_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "input/feed.h"

/* The longest magic, and more than any of them. */
enum { DECODE_HEAD_BYTES = 16 };

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
#ifdef HAVE_ZSTD
extern const struct decoding decoding_zstd;
#endif
#ifdef HAVE_XZ
extern const struct decoding decoding_xz;
#endif
#ifdef HAVE_BZIP2
extern const struct decoding decoding_bzip2;
#endif
#ifdef HAVE_SYSTEMD
extern const struct decoding decoding_journal;
#endif
extern const struct decoding decoding_foreign;

/* The decoding that claims the head; the plain one claims everything. */
const struct decoding *decoding_of(const unsigned char *head, size_t bytes);
/* The decoding of an input that was just opened; reads its head. */
const struct decoding *decoding_choose(struct feed *feed, struct why *problem);

/* The compression time a gzip header tells (RFC 1952 section 2.3.1), or 0. */
int64_t decode_gzip_time(const unsigned char *head, size_t bytes);

/* What decoders share.  After a stream: true when another of the kind begins.  False: the
   file ends (zeros are read over), or something else follows and *problem says so. */
bool decode_next(const struct decoding *decoding, struct feed *feed, struct why *problem);
/* The same in steps: does a stream begin here; how many zeros stand here; and that
   nothing may stand here. */
bool decode_begins(const struct decoding *decoding, struct feed *feed,
                   struct why *problem);
uint64_t decode_skip_zeros(struct feed *feed, struct why *problem);
void decode_end(const struct decoding *decoding, struct feed *feed, struct why *problem);

/* The data cannot be decoded here: it ends too early, or `fault` is wrong with it. */
void decode_give_up(struct feed *feed, const char *fault, struct why *problem);
/* Decoding would take `needed` bytes of memory, and `limit` are allowed. */
void decode_refuse_memory(const struct decoding *decoding, uint64_t needed,
                          uint64_t limit, struct why *problem);
/* The remedy of what another program can read: "COMMAND FILE | smtplogscan -". */
void decode_remedy(const struct feed *feed, const char *command, struct why *problem);

#endif
