/*
 * report_partial.c - the scan itself, to be added to others (app/partial.h packs it).
 */
#include "write/report.h"

static void write_partial(const struct report *report, FILE *file)
{
    fwrite(report->partial.ptr, 1, report->partial.len, file);
}

static const char *const endings[] = {".partial", NULL};

const struct report_format report_partial = {"partial", endings, write_partial};
