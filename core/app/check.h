/*
 * check.h - one line for a monitoring system, and its exit status: --check.
 *
 * As the Monitoring Plugins Development Guidelines want it: "SMTP OK - words | numbers",
 * status 0 to 3.  Nothing in the line comes from a log or names a file; it is English and
 * the same in every locale.
 */
#ifndef APP_CHECK_H
#define APP_CHECK_H

#include <stdbool.h>

#include "app/alerts.h"
#include "write/report.h"

/* Added to the status of a run that has told its line, so that it is no exit status of
   another kind. */
enum { CHECK_TOLD = 16 };

/* Asked for on the command line?  Asked before that is understood. */
bool check_is_asked(int argc, char **argv);

/* Prints the line; returns CHECK_TOLD and the state: 0 OK, 1 WARNING, 2 CRITICAL, 3
   UNKNOWN.  `written`: every report that was asked for was. */
int check_tell(const struct alerts *alerts, const struct report *report, bool written);

/* What the run ended with becomes a state; whoever told no line is UNKNOWN. */
int check_end(int status);

#endif
