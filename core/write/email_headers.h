/*
 * email_headers.h - the head of a report that is a mail.
 *
 * From and To are left to what sends it: only that knows them.  Of the log nothing comes
 * here but a host's name, and only one that is made of the letters of host names.
 */
#ifndef WRITE_EMAIL_HEADERS_H
#define WRITE_EMAIL_HEADERS_H

#include "write/report.h"

/* The parts' bytes make the Message-ID, so that the same report is the same mail. */
void email_headers(FILE *file, const struct report *report, sls_view text, sls_view html);

#endif
