/*
 * run.h - the main job: inputs in, report out.
 */
#ifndef APP_RUN_H
#define APP_RUN_H

#include <stddef.h>
#include <stdint.h>

#include "app/guard.h"
#include "app/options.h"
#include "rules/book.h"

enum exit_status {
    EXIT_OK = 0,
    EXIT_NOT_ACCEPTED = 1,
    EXIT_NOT_FOUND = 1, /* by --trace and --evidence */
    EXIT_NO_REPORT = 2,
    EXIT_INCOMPLETE = 3,
    EXIT_NO_MAIL_LOG = 4,
    EXIT_STATE_HELD = 75 /* EX_TEMPFAIL of sysexits.h: try again later */
};

/* `refused` plugins were left out.  Returns the exit status. */
int run_report(const struct options *options, const struct book *book, size_t refused,
               struct guard *guard);

#endif
