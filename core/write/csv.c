/*
 * csv.c - commas and line ends; what stands between them is escape.c's.
 */
#include "write/csv.h"

#include "base/view.h"
#include "write/escape.h"

static void begin(struct csv *csv)
{
    if (csv->begun)
        fputc(',', csv->file);
    csv->begun = true;
}

void csv_text(struct csv *csv, sls_view text)
{
    begin(csv);
    escape_csv(csv->file, text);
}

void csv_number(struct csv *csv, uint64_t number)
{
    begin(csv);
    fprintf(csv->file, "%llu", (unsigned long long)number);
}

void csv_time(struct csv *csv, int64_t time, struct zone zone)
{
    char text[RFC3339_BYTES];

    begin(csv);
    if (time == 0)
        return;
    clock_rfc3339(text, time, zone);
    fputs(text, csv->file);
}

void csv_end(struct csv *csv)
{
    fputs("\r\n", csv->file);
    csv->begun = false;
}
