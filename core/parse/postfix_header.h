/*
 * postfix_header.h - the header From, where cleanup(8) logs it.
 *
 * "warning: header From: Sales <sales@a.example> from host[address]; from=<b@c> ...",
 * which header_checks with the actions WARN and INFO write.
 */
#ifndef PARSE_POSTFIX_HEADER_H
#define PARSE_POSTFIX_HEADER_H

#include <stdbool.h>

#include "parse/record.h"

/* `rest` begins behind the queue id.  True: it is such a line, and the record is a
   LINE_DETAIL with the address. */
bool postfix_header(sls_view rest, struct record *record);

#endif
