/*
 * email_cause.h - one cause in the HTML of a mail.
 */
#ifndef WRITE_EMAIL_CAUSE_H
#define WRITE_EMAIL_CAUSE_H

#include "write/markup.h"
#include "write/report.h"

void email_cause(struct markup *markup, const struct report *report,
                 const struct summary_cause *cause);

#endif
