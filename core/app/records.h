/*
 * records.h - an input as records: every line read by whoever knows it, the mail servers'
 * parser or a provider's plugin, and handed to who asked for it.
 *
 * The loop over the lines of an input is here and nowhere else.
 */
#ifndef APP_RECORDS_H
#define APP_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/content.h"
#include "app/options.h"
#include "input/lines.h"
#include "parse/format.h"
#include "tally/ledger.h"

enum { STRANGE_BYTES = 160 };

struct records {
    const struct exporters *exporters;
    struct parser parser;
    struct export_reader exports;
    size_t threads;                    /* that may work at once */
    char first_strange[STRANGE_BYTES]; /* the first line that was no mail log line */
};

/* Where a record stands. */
struct spot {
    size_t input;  /* index */
    bool is_stray; /* an event of an export would stand among a log's lines */
    uint64_t line;
    sls_view text;
};

/* A line that is a mail server's or a provider's, with its first recipient; false when it
   was not asked for.  Views live until the next call of records_more(), or the end. */
typedef bool records_take(void *receiver, struct records *records, struct record *record,
                          const struct spot *spot);

void records_open(struct records *records, const struct options *options,
                  const struct exporters *exporters);
void records_close(struct records *records);

/* All lines of input number `input`; each is counted in the ledger. */
void records_read(struct records *records, struct lines *lines,
                  const struct content *content, size_t input, struct ledger *ledger,
                  records_take *take, void *receiver);

/* Of a LINE_EVENT: the plugin whose export it is, as an index. */
static inline uint16_t records_exporter(const struct records *records)
{
    return (uint16_t)(records->exports.exporter - records->exporters->list);
}

/* The next recipient of the line that was handed on; false when that was the last. */
bool records_more(struct records *records, struct record *record);

#endif
