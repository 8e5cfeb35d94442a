/*
 * paper_report.h - a report over a tally that is filled by hand (paper.h), as a string.
 */
#ifndef PLUGINS_PAPER_REPORT_H
#define PLUGINS_PAPER_REPORT_H

#include <stdlib.h>

#include "paper.h"
#include "tally/summary.h"
#include "write/report.h"

enum { PAPER_LEDGERS = 2, PAPER_WARNINGS = 2 };

struct paper_report {
    struct paper paper;
    struct ledger ledgers[PAPER_LEDGERS];
    const char *warnings[PAPER_WARNINGS];
    struct zone zone;
    struct report report; /* but for its summary */
};

static inline void paper_report_open(struct paper_report *it)
{
    *it = (struct paper_report){.zone = {.fixed = true}};
    paper_open(&it->paper);
    it->ledgers[0] = (struct ledger){.path = "mail.log",
                                     .compression = "none",
                                     .bytes = 5000,
                                     .lines = 40,
                                     .recognised = 38,
                                     .formats = {"postfix"},
                                     .format_count = 1,
                                     .skipped = 2};
    it->report = (struct report){.ledgers = it->ledgers,
                                 .ledger_count = 1,
                                 .warnings = it->warnings,
                                 .told_warnings = it->warnings,
                                 .program_version = "0.0.1",
                                 .top = 10,
                                 .width = 96};
}

static inline void paper_report_mail(struct paper_report *it,
                                     const struct paper_mail *mail, int count)
{
    for (int i = 0; i < count; i++)
        paper_mail(&it->paper, mail);
}

/* To be freed by the caller. */
static inline char *paper_report_text(struct paper_report *it,
                                      const struct report_format *format)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&bytes, &length);
    struct summary summary;
    struct report report = it->report;

    it->paper.tally.hour_offset = it->zone.offset_seconds;
    summary_open(&summary, &it->paper.tally, it->zone);
    report.summary = &summary;
    format->write(&report, file);
    fclose(file);
    summary_close(&summary);
    return bytes;
}

static inline void paper_report_close(struct paper_report *it)
{
    paper_close(&it->paper);
}

#endif
