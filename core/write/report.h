/*
 * report.h - what a report is made of, whatever its format.
 */
#ifndef WRITE_REPORT_H
#define WRITE_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/why.h"
#include "rules/wording.h"
#include "tally/groups.h"
#include "tally/ledger.h"
#include "tally/lifetime.h"
#include "tally/outcomes.h"
#include "tally/summary.h"

struct pseudonyms;

/* What a mail needs that is sent by this program. */
struct mail_head {
    const char *const *to;
    size_t to_count;
    const char *from; /* NULL: the mail system knows better */
    int64_t sent;
};

struct report {
    const struct summary *summary;
    const struct ledger *ledgers;
    size_t ledger_count;
    const char *const *warnings; /* sentences, the program's own words about the run */
    const char *const *told_warnings; /* the same in the reader's language */
    size_t warning_count;
    size_t missing_hosts;          /* that should have written something */
    size_t refused_plugins;        /* left out of the run */
    size_t failed_plugins;         /* whose callbacks are not used; a warning tells why */
    int64_t since, until;          /* the window asked for; 0: open */
    struct groups groups;          /* the table that is asked for */
    struct groups causes;          /* that of csv when none is */
    struct outcomes *outcomes;     /* of ndjson; NULL: it is not asked for */
    struct pseudonyms *pseudonyms; /* of a report that is safe to share; else NULL */
    const char *filter;      /* a sentence: what alone was counted; NULL: everything */
    const char *told_filter; /* the same in the reader's language */
    uint64_t run;            /* with a state: the number of this run, from 1; else 0 */
    int64_t run_before;      /* when the last one was; 0: there was none */
    const struct lifetime *lifetime; /* with a state: what all runs counted; else NULL */
    const char *program_version;
    const struct mail_head *head; /* of email; NULL: who sends it adds its own */

    enum language language; /* of what people read */
    size_t top;             /* causes shown to people; 0: all */
    size_t width;           /* columns of text */
    bool color;
    bool links;       /* text holds links to click on */
    bool ascii;       /* no character beyond ASCII in text */
    sls_view partial; /* the scan itself, packed; empty: not asked for */
    bool csv_bom;     /* so that a spreadsheet takes CSV for UTF-8 */
};

/* An input was not read whole, or a plugin was refused or failed. */
bool report_is_incomplete(const struct report *report);

/* One output format. */
struct report_format {
    const char *name;
    const char *const *endings; /* of file names, ended by NULL */
    void (*write)(const struct report *report, FILE *file);
};

extern const struct report_format report_text;
extern const struct report_format report_json;
extern const struct report_format report_ndjson;
extern const struct report_format report_html;
extern const struct report_format report_email;
extern const struct report_format report_csv;
extern const struct report_format report_prometheus;
extern const struct report_format report_partial;

/* All of them, ended by NULL. */
extern const struct report_format *const report_formats[];

/* NULL when there is none of that name, or for that ending. */
const struct report_format *report_format_named(const char *name);
const struct report_format *report_format_for(const char *path);

/* To a stream, or to a file that takes the place of the old one only when it is whole
   (temporary in the same folder, fsync, rename).  A device or pipe is written directly.
 */
bool report_print(const struct report *report, const struct report_format *format,
                  FILE *file, const char *name, struct why *why);
bool report_save(const struct report *report, const struct report_format *format,
                 const char *path, struct why *why);

#endif
