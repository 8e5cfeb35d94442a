/*
 * report_html.c - the report as a page: one file, no script, nothing from outside.
 *
 * The order is that of the text report: how bad, since when, what to do; then the tables
 * and what was read.  With nothing wrong it is short.  It is well-formed XML, too.
 */
#include "write/report.h"

#include "write/headline.h"
#include "write/html_causes.h"
#include "write/html_chart.h"
#include "write/html_marks.h"
#include "write/html_page.h"
#include "write/html_read.h"
#include "write/html_tables.h"
#include "write/html_verdict.h"

static void write_report(const struct report *report, FILE *file)
{
    struct markup markup = {.file = file};
    bool trouble = headline_refused(report->summary) > 0;

    html_page_begin(&markup, report);
    html_verdict(&markup, report);
    markup_open(&markup, "main");
    if (trouble) {
        html_chart(&markup, report);
        html_causes(&markup, report);
    }
    html_recovered(&markup, report);
    html_providers(&markup, report);
    if (trouble) {
        html_senders(&markup, report);
        html_next(&markup, report);
    }
    html_read(&markup, report);
    markup_close(&markup);
    html_page_end(&markup, report);
}

static const char *const endings[] = {".html", ".htm", NULL};

const struct report_format report_html = {
    .name = "html", .endings = endings, .write = write_report};
