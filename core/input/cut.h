/*
 * cut.h - where a record ends in text that is not made of lines.
 *
 * Each function is given the text from a record's first byte on and remembers nothing: it
 * returns one past the record's last byte, or NULL when more bytes are needed to know.
 * Damage ends a record early; it never hides the records behind it.
 */
#ifndef INPUT_CUT_H
#define INPUT_CUT_H

#include <stddef.h>

#include <smtplogscan/plugin.h>

enum cut {
    CUT_LINES,
    CUT_OBJECTS, /* JSON: objects one after the other, or the elements of arrays */
    CUT_ROWS,    /* CSV */
    CUT_ENTRIES  /* journalctl -o export */
};

/* How many bytes in front of `rest` belong to no record. */
size_t cut_between(enum cut cut, sls_view rest);

/* Asks one of the functions below; not for CUT_LINES. */
const char *cut_record(enum cut cut, sls_view rest);

/* An object up to its brace; what is no object is taken to the end of its line.  A line
   end inside a string, and an object where none may stand, end a record that was cut off
   before them. */
const char *cut_objects(sls_view rest);

/* Up to a line end outside of quotes. */
const char *cut_rows(sls_view rest);

/* Up to an empty line; one that is no field is a record of its own. */
const char *cut_entries(sls_view rest);

#endif
