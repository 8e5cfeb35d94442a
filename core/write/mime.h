/*
 * mime.h - text as a mail carries it: lines of at most 76 characters, all of them ASCII.
 */
#ifndef WRITE_MIME_H
#define WRITE_MIME_H

#include <stdio.h>

#include <smtplogscan/plugin.h>

enum { MIME_LINE = 76 };

/* Quoted-printable (RFC 2045 section 6.7) of a text whose lines end in LF. */
void mime_body(FILE *file, sls_view text);

/* A header line, folded; in encoded words (RFC 2047) when it is more than plain ASCII.
   What could be harmful is shown as its number, so that no text can end the line. */
void mime_header(FILE *file, const char *name, sls_view text);

#endif
