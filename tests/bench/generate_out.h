/*
 * generate_out.h - a buffer in front of stdout that writes syslog lines.
 *
 * A line is out_begin(), any number of put_...(), out_end().  It holds at most
 * OUT_LINE_BYTES; the generators' longest line is far below that.
 */
#ifndef BENCH_GENERATE_OUT_H
#define BENCH_GENERATE_OUT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "generate_time.h"

enum { OUT_BYTES = 1 << 20, OUT_LINE_BYTES = 1 << 15, SECOND = 1000000 };

enum stamp_form {
    STAMP_FRACTION, /* RFC 3339 with microseconds, as rsyslog writes it */
    STAMP_SECONDS,  /* RFC 3339 without, as syslog-ng and journalctl -o short-iso do */
    STAMP_RFC3164
};

struct out {
    char *bytes;
    size_t used;
    uint64_t lines;
    const char *host;
    enum stamp_form form;
    int32_t offset_seconds; /* of the stamps, east of UTC */
    int64_t second;         /* that `stamp` shows */
    char stamp[32];
    size_t stamp_bytes;
    char zone[8];
    bool failed;
};

void out_open(struct out *out, const char *host, enum stamp_form form,
              int32_t offset_seconds);
/* False when something could not be written. */
bool out_close(struct out *out);

/* Makes room for a line, so that what is put next lies in one piece. */
void out_reserve(struct out *out);

/* `time` is in microseconds since 1970 UTC.  The name becomes "program/part[pid]", or
   "program[pid]" when part is NULL, or "program" when pid is 0 too. */
void out_begin(struct out *out, int64_t time, const char *program, const char *part,
               unsigned pid);
void out_end(struct out *out);

static inline void put_bytes(struct out *out, const char *bytes, size_t count)
{
    memcpy(out->bytes + out->used, bytes, count);
    out->used += count;
}

static inline void put(struct out *out, const char *text)
{
    put_bytes(out, text, strlen(text));
}

static inline void put_byte(struct out *out, char byte)
{
    out->bytes[out->used++] = byte;
}

void put_number(struct out *out, uint64_t number);
/* Exactly `width` digits, the lowest ones. */
void put_digits(struct out *out, uint64_t number, unsigned width);
void put_hex(struct out *out, uint64_t number, unsigned width, bool upper);
/* As Postfix writes delays: two significant digits below 100, whole seconds above. */
void put_delay(struct out *out, int64_t milliseconds);

#endif
