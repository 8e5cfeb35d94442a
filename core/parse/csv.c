/*
 * csv.c - splits a copy of the row in place: undoing doubled quotes makes it shorter.
 *
 * As in input/cut.c a quote counts only where a cell begins; what stands behind the
 * closing one belongs to the cell.
 */
#include "parse/csv.h"

#include "base/arena.h"
#include "base/view.h"

void csv_open(struct csv *csv)
{
    *csv = (struct csv){.room = memory_get(1, sizeof(*csv->room)), .separator = ','};
}

void csv_close(struct csv *csv)
{
    memory_free(csv->room);
    csv->room = NULL;
}

/* What takes bytes from one end of a row and puts them back nearer to its start. */
struct splitter {
    char *next, *end, *out;
    char separator;
};

/* Up to the closing quote, which is passed. */
static void take_quoted(struct splitter *splitter)
{
    splitter->next++;
    while (splitter->next < splitter->end) {
        char c = *splitter->next++;
        bool another = splitter->next < splitter->end && *splitter->next == '"';
        if (c == '"' && !another)
            return;
        if (c == '"')
            splitter->next++;
        *splitter->out++ = c;
    }
}

/* One cell, up to its separator or the row's end. */
static sls_view take_cell(struct splitter *splitter)
{
    while (splitter->next < splitter->end && *splitter->next == ' ')
        splitter->next++;
    char *start = splitter->out = splitter->next;
    if (splitter->next < splitter->end && *splitter->next == '"')
        take_quoted(splitter);
    while (splitter->next < splitter->end && *splitter->next != splitter->separator)
        *splitter->out++ = *splitter->next++;
    return view_trim(view_between(start, splitter->out));
}

static size_t split(char *copy, sls_view row, char separator, sls_view *cells)
{
    size_t count = 0;

    row = view_cut(row, LINE_BYTES);
    if (row.len > 0)
        memcpy(copy, row.ptr, row.len);
    struct splitter splitter = {copy, copy + row.len, copy, separator};
    while (count < CSV_COLUMNS) {
        cells[count++] = take_cell(&splitter);
        if (splitter.next == splitter.end)
            break;
        splitter.next++;
    }
    return count;
}

static char separator_of(sls_view header)
{
    static const char separators[] = {',', ';', '\t'};
    size_t best = 0, counts[sizeof(separators)] = {0};

    for (size_t i = 0; i < header.len; i++)
        for (size_t k = 0; k < sizeof(separators); k++)
            counts[k] += header.ptr[i] == separators[k];
    for (size_t k = 1; k < sizeof(separators); k++)
        if (counts[k] > counts[best])
            best = k;
    return separators[best];
}

void csv_header(struct csv *csv, sls_view row)
{
    csv->separator = separator_of(row);
    csv->name_count = split(csv->room->header, row, csv->separator, csv->names);
    csv->cell_count = 0;
}

void csv_read(struct csv *csv, sls_view row)
{
    csv->cell_count = split(csv->room->row, row, csv->separator, csv->cells);
}

bool csv_cell(const struct csv *csv, const char *name, sls_view *cell)
{
    sls_view wanted = view_of(name);
    size_t i = 0;

    while (i < csv->name_count && !view_equal_nocase(csv->names[i], wanted))
        i++;
    bool found = i < csv->name_count && i < csv->cell_count;
    *cell = found ? csv->cells[i] : (sls_view){"", 0};
    return cell->len > 0;
}
