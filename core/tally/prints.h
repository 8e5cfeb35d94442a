/*
 * prints.h - the fingerprint of an input: what it holds, by host and hour.
 *
 * For every host and hour the sum of the keyed hashes of its recognised lines, so that
 * the same lines give the same sum whatever stands between them: mail.log and the syslog
 * that has it too, a file and its .gz, a journal and the text made of it.
 */
#ifndef TALLY_PRINTS_H
#define TALLY_PRINTS_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/table.h"

/* Some 30 years of one host; an input that holds more is not compared. */
enum { PRINTS_LIMIT = 1 << 18 };

struct print {
    uint32_t host; /* interned */
    int64_t hour;  /* since 1970 */
    uint64_t sum, lines;
};

struct prints {
    struct table index;
    struct print *list;
    uint32_t count, room;
    int64_t first, last;   /* times of its recognised lines; 0: none */
    uint64_t lines, sum;   /* of all */
    uint64_t exact[2];     /* the same in every run: prints_add_exact() */
    uint64_t first_print;  /* of the first line */
    struct prints *before; /* the inputs read before; NULL: none */
    size_t before_count;
    uint64_t awaited; /* the number of lines of the next one of them that begins alike */
    const struct prints *grown; /* a later input that begins with all these lines */
    bool full;                  /* there were more than PRINTS_LIMIT */
};

/* `before` outlives what is opened, and does not move. */
void prints_open(struct prints *prints, struct prints *before, size_t before_count);
void prints_close(struct prints *prints);

/* What is compared of a host: the first label of its name, or its whole address. */
sls_view prints_host(sls_view host);

/* A recognised line: what stands behind its head, hashed with `seed`. */
void prints_add(struct prints *prints, uint32_t host, int64_t time, sls_view body,
                uint64_t seed);

/* A sum that does not depend on the run, by which two parts of a log are known to be made
   of the same lines. */
void prints_add_exact(struct prints *prints, sls_view host, int64_t time, sls_view body);

/* Does `longer` hold all that `shorter` holds?  The hours in which the shorter begins and
   ends may hold more in the longer one; if it has no others, they must be equal.  Or
   the longer one begins with all lines of the shorter, which was read before it. */
bool prints_cover(const struct prints *longer, const struct prints *shorter);

/* How many lines stand in whole hours that both hold alike. */
uint64_t prints_common(const struct prints *a, const struct prints *b);

#endif
