/*
 * escape.h - log text made harmless, one function for each kind of output.
 *
 * Remote servers choose what stands in a log.  Nothing that comes from an input, a file's
 * name included, reaches an output but through here.
 */
#ifndef WRITE_ESCAPE_H
#define WRITE_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <smtplogscan/plugin.h>

/* One character off the front of *rest; false when its first byte begins no valid UTF-8
   (RFC 3629), which is then taken alone and is *code. */
bool escape_next(sls_view *rest, uint32_t *code);

/* A character that may change what is shown beyond itself: controls (C0, C1, DEL),
   bidirectional and invisible formatting, line separators, tags, noncharacters. */
bool escape_is_hostile(uint32_t code);

/* One character for a terminal, a pager or a mail: itself, or "\x1b", or "\u{202e}".
   Returns the bytes written to `out`, which has room for ESCAPE_BYTES. */
enum { ESCAPE_BYTES = 16 };
size_t escape_for_terminal(sls_view *rest, bool ascii, char out[ESCAPE_BYTES]);

/* The inside of a JSON string (RFC 8259): invalid UTF-8 becomes U+FFFD. */
void escape_json(FILE *file, sls_view text);
/* The inside of a text in quotes of a configuration file (libconfuse). */
void escape_config(FILE *file, sls_view text);
/* A whole cell of CSV (RFC 4180), quoted if it must be, hostile characters as on a
   terminal.  What a spreadsheet would take for a formula gets an apostrophe before it. */
void escape_csv(FILE *file, sls_view text);
/* The inside of a label's value in Prometheus' text format. */
void escape_label(FILE *file, sls_view text);
/* A whole text for a terminal. */
void escape_terminal(FILE *file, sls_view text);
/* Text or the value of an attribute, within quotes, of HTML or XML: every character that
   could be markup is a reference, the rest as for a terminal. */
void escape_markup(FILE *file, sls_view text);

#endif
