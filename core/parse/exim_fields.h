/*
 * exim_fields.h - the fields of an Exim log line, one after the other.
 *
 * "<address> <original> R=router T=transport H=host (helo) [address]:port X=cipher
 *  DN=\"subject\" C=\"reply\" QT=3s: message" (the chapter "Log files" of Exim's
 * specification).  Read from left to right: what is in quotes cannot pass for a field.
 */
#ifndef PARSE_EXIM_FIELDS_H
#define PARSE_EXIM_FIELDS_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

struct exim_field {
    sls_view key;     /* "R"; empty: a word without one                       */
    sls_view value;   /* without quotes and angle brackets; of H= the host    */
    sls_view address; /* of H= alone: what stands in the square brackets      */
    uint16_t port;    /* of H= alone; 0: none                                 */
};

/* Takes the next field off the front.  False: none is left; then *rest is the message
   behind the colon, which is empty when the line has none. */
bool exim_take_field(sls_view *rest, struct exim_field *field);

/* Takes the address behind a mark such as "=>" or "<=": "a@b", "\"a b\"@c", "<>", the
   address in brackets behind a local part, a file or a command. */
bool exim_take_address(sls_view *rest, sls_view *address);

/* Does an address of this kind stand there: a file, a command, ":blackhole:"? */
bool exim_is_no_mailbox(sls_view rest);

/* "<a@b>", the closing bracket before a blank, a colon or the end. */
bool exim_take_bracketed(sls_view *rest, sls_view *address);

#endif
