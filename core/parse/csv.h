/*
 * csv.h - the cells of a CSV row by the names in the file's header (RFC 4180).
 *
 * Cells are separated by commas, semicolons or tabs, whichever the header has most of;
 * blanks around a cell do not belong to it.  Columns from CSV_COLUMNS on are not read.
 */
#ifndef PARSE_CSV_H
#define PARSE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "input/lines.h"

enum { CSV_COLUMNS = 256 };

/* Copies of a row, in which doubled quotes are undone. */
struct csv_room {
    char header[LINE_BYTES], row[LINE_BYTES];
};

struct csv {
    struct csv_room *room;
    char separator;
    size_t name_count, cell_count;
    sls_view names[CSV_COLUMNS]; /* valid until the next header */
    sls_view cells[CSV_COLUMNS]; /* valid until the next row */
};

void csv_open(struct csv *csv);
void csv_close(struct csv *csv);

/* Begins a file: its first row. */
void csv_header(struct csv *csv, sls_view row);
/* Reads a row, of which csv_cell() then tells. */
void csv_read(struct csv *csv, sls_view row);

/* The cell under the first column of that name, whose case does not matter.  False: there
   is none, or it is empty. */
bool csv_cell(const struct csv *csv, const char *name, sls_view *cell);

#endif
