/*
 * lines.h - an input as lines of text or as records, with an account of every byte.
 *
 * A line ends in LF or CR LF, neither of which belongs to it; the last one may lack both.
 * NULs at the start of a line (the hole that copytruncate leaves) and a byte order mark
 * at the start of the input are read over.  Of a line longer than LINE_BYTES the first
 * LINE_BYTES are given, and line->overlong says so.
 *
 * lines_cut() has records of input/cut.h given in place of lines: each in one piece, by
 * the same rules.  After an overlong one reading goes on at the next line end, in the
 * journal's export at the next empty line.
 */
#ifndef INPUT_LINES_H
#define INPUT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/why.h"
#include "input/ahead.h"
#include "input/cut.h"
#include "input/source.h"

enum { LINE_BYTES = 64 * 1024, LINES_HEAD_BYTES = 4096 };

struct line {
    sls_view text; /* valid until the next call of lines_next() */
    bool overlong;
    bool cut; /* the input broke off inside the line: it is damaged */
};

struct lines {
    struct ahead *ahead;
    const char *next, *end; /* what of the block is unread */
    char *overlong;         /* the first LINE_BYTES of a longer line */
    uint64_t overlong_at;   /* where it begins */
    size_t overlong_bytes;  /* 0: no such line is open */
    bool ended;
    enum cut cut;
    uint64_t count;  /* lines or records given */
    uint64_t number; /* of the line on which the one just given begins, from 1 */
    uint64_t passed; /* line ends read over; kept for records alone */
    uint64_t bytes;  /* of decoded text, in all blocks taken */
    uint64_t before; /* lines that were skipped; line->number counts on from them */
    bool whole_only; /* a last line that has no end yet is left to the next run */
    uint64_t left;   /* bytes of such a line */
    volatile uint64_t *position; /* told after each block how far the file was read; NULL:
                                    nobody */
};

void lines_open(struct lines *lines, const struct source *source);
/* Before the first lines_next(): what is to be given instead of lines. */
void lines_cut(struct lines *lines, enum cut cut);
/* Before the first lines_next(), and valid until then: the first bytes of the text. */
sls_view lines_head(const struct lines *lines);
/* How much of the text is at hand at this moment, in bytes. */
static inline size_t lines_ahead(const struct lines *lines)
{
    return (size_t)(lines->end - lines->next);
}
/* Decodes on a thread of its own from now on. */
void lines_thread(struct lines *lines);
bool lines_next(struct lines *lines, struct line *line);
/* Instead of lines: the next bytes as they are; empty at the end. */
sls_view lines_bytes(struct lines *lines);
void lines_close(struct lines *lines);

const char *lines_compression(const struct lines *lines);
/* After the last line of a journal: the cursor of that entry; empty: there was none. */
const char *lines_cursor(const struct lines *lines);
/* The time a gzip header tells, or 0. */
int64_t lines_gzip_time(const struct lines *lines);
/* After the last line: what was wrong with the input, or an empty sentence. */
const struct why *lines_problem(const struct lines *lines);

#endif
