/*
 * csv.h - rows of CSV (RFC 4180), for spreadsheets and programs.
 */
#ifndef WRITE_CSV_H
#define WRITE_CSV_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <smtplogscan/plugin.h>

#include "base/clock.h"

struct csv {
    FILE *file;
    bool begun; /* the row has a cell */
};

/* A cell; text that a spreadsheet would take for a formula is made text (escape_csv). */
void csv_text(struct csv *csv, sls_view text);
void csv_number(struct csv *csv, uint64_t number);
/* RFC 3339; 0 is an empty cell. */
void csv_time(struct csv *csv, int64_t time, struct zone zone);
void csv_end(struct csv *csv);

#endif
