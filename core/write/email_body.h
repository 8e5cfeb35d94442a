/*
 * email_body.h - the report as the HTML of a mail: tables and styles within the elements,
 * since mail programs drop everything else.
 */
#ifndef WRITE_EMAIL_BODY_H
#define WRITE_EMAIL_BODY_H

#include "write/report.h"

void email_body(const struct report *report, FILE *file);

#endif
