/*
 * csv_test.c - cells by the names of their columns, quoted and bare, with each separator;
 * rows that are shorter, longer or damaged.
 */
#include "parse/csv.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

static const struct {
    const char *header, *row, *name, *want; /* NULL: none */
} rows[] = {
    {"a,b,c", "1,2,3", "b", "2"},
    {"a,b,c", "1,2,3", "d", NULL},
    {"a,b,c", "1,2", "c", NULL},
    {"a,b,c", "1,,3", "b", NULL},
    {"a,b,c", "1,\"\",3", "b", NULL},
    {"a,b", "1,2,3,4", "b", "2"},
    {"a;b;c", "1;2,5;3", "b", "2,5"},
    {"a\tb", "1\t2", "b", "2"},
    {"a,b;x,c", "1,2;2,3", "b;x", "2;2"},
    {"Message ID, Event Status ", "1, BOUNCED ", "event status", "BOUNCED"},
    {"\"Message ID\",\"Event, \"\"status\"\"\"", "1,2", "event, \"STATUS\"", "2"},
    {"a,b", "1,\"x, \"\"y\"\"\n z\"", "b", "x, \"y\"\n z"},
    {"a,b,c", "1, \"x, y\" ,3", "b", "x, y"},
    {"a,b,c", "1, \"x, y\" ,3", "c", "3"},
    {"a,b,c", "1,\"x\"y\"z,3", "b", "xy\"z"},
    {"a,b,c", "1,5\" x 7\",3", "b", "5\" x 7\""},
    {"a,b,c", "1,\"\"\"\",3", "b", "\""},
    {"a,b", "1,\"x", "b", "x"},
    {"a,b", "1,\"x\"\"", "b", "x\""},
    {"a,b", "1,\"", "b", NULL},
    {"a,a", ",2", "a", NULL},
    {"a", "", "a", NULL},
    {"", "1", "a", NULL},
    {"a", "1", "", NULL},
};

Test(csv, cells_are_found)
{
    struct csv csv;
    sls_view cell;

    csv_open(&csv);
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        size_t bytes = strlen(rows[i].row);
        char *row = malloc(bytes + (bytes == 0));
        memcpy(row, rows[i].row, bytes);
        csv_header(&csv, view_of(rows[i].header));
        csv_read(&csv, (sls_view){row, bytes});
        free(row);
        bool found = csv_cell(&csv, rows[i].name, &cell);
        cr_expect_eq(found, rows[i].want != NULL, "row %zu", i);
        cr_expect(view_equal(cell, view_of(rows[i].want)), "row %zu: %.*s", i,
                  (int)cell.len, cell.ptr);
    }
    csv_close(&csv);
}

Test(csv, columns_are_bounded)
{
    static char header[8 * CSV_COLUMNS], row[LINE_BYTES + 10];
    struct csv csv;
    sls_view cell;
    size_t used = 0;

    csv_open(&csv);
    for (int i = 0; i < CSV_COLUMNS + 10; i++)
        used += (size_t)snprintf(header + used, sizeof(header) - used, "c%d,", i);
    memset(row, ',', sizeof(row));
    csv_header(&csv, (sls_view){header, used});
    csv_read(&csv, (sls_view){header, used});
    cr_expect(csv_cell(&csv, "c255", &cell));
    cr_expect(view_equal(cell, VIEW("c255")));
    cr_expect_not(csv_cell(&csv, "c256", &cell));
    csv_read(&csv, (sls_view){row, sizeof(row)});
    cr_expect_not(csv_cell(&csv, "c0", &cell));
    csv_header(&csv, VIEW("x"));
    cr_expect_not(csv_cell(&csv, "x", &cell), "no row was read");
    csv_close(&csv);
}
