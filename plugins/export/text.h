/*
 * text.h - words, addresses and status codes in the cells and members of an export.
 *
 * Texts to compare with are given in lower case; case in the export does not count.
 */
#ifndef EXPORT_TEXT_H
#define EXPORT_TEXT_H

#include <smtplogscan/plugin.h>

bool is_word(sls_view view, const char *word);
bool begins(sls_view view, const char *text);

/* Where a text begins; the view's length when nowhere. */
size_t place_of(sls_view view, const char *text);
bool holds(sls_view view, const char *text);

/* The nth address, from 0, of a list that commas or semicolons separate. */
bool nth_address(sls_view list, uint32_t nth, sls_view *address);

/* "5.1.1" (RFC 3463).  A status of another form leaves the code as it is. */
void read_dsn(sls_view status, uint16_t code[3]);

#endif
