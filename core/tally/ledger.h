/*
 * ledger.h - the account of one input: every line and byte that was read, by kind.
 */
#ifndef TALLY_LEDGER_H
#define TALLY_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "parse/record.h"

enum { LEDGER_FORMATS = 4 };

struct ledger {
    const char *path;
    const char *compression; /* "none", "gzip" */
    uint64_t bytes;          /* of decoded text */
    uint64_t lines;
    uint64_t recognised, skipped, malformed, overlong;
    const char *formats[LEDGER_FORMATS]; /* whose lines the recognised are: "postfix" */
    size_t format_count;                 /* more than fit are not named */
    uint64_t unselected;      /* of the skipped: mail log lines that were not asked for */
    const char *duplicate_of; /* the input that is counted instead; NULL: none */
    uint64_t duplicates;      /* of the skipped: lines that it holds, too */
    uint64_t first_malformed; /* the line it stands in; 0: none is */
    int64_t first, last;      /* times of its recognised lines, for parts alone */
    uint64_t print[2];        /* sums of its recognised lines' hashes, for parts alone */
    bool opened;
    struct why problem; /* empty when the input was read whole */
};

/* One line more, which begins in line `number`; exactly one of the four sums grows. */
void ledger_add(struct ledger *ledger, const struct record *record, uint64_t number,
                bool overlong, bool cut);
/* After the last row of CSV: if none could be read, the first was no header, and nothing
   was recognised. */
void ledger_check_header(struct ledger *ledger);
/* What its lines were taken for: "postfix", "mixed", "unknown". */
const char *ledger_format(const struct ledger *ledger);
/* The input holds what another one holds, and counts there.  Once is enough. */
void ledger_is_duplicate(struct ledger *ledger, const char *of);
/* Adds the sums of another one. */
void ledger_sum(struct ledger *ledger, const struct ledger *other);
bool ledger_adds_up(const struct ledger *ledger);

/* After the last line: `given` is how many lines the input gave.  A sum that is off
   becomes the input's problem, so that the report says so. */
void ledger_check(struct ledger *ledger, uint64_t given);

#endif
