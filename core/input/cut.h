/*
 * cut.h - where a record ends in text that is not made of lines.
 *
 * Each function is given the text from a record's first byte on and remembers nothing: it
 * returns one past the record's last byte, or NULL when more bytes are needed to know.
 * Only cut_object_on() remembers, for objects too long to be given in one piece.
 * Damage ends a record early; it never hides the records behind it.
 */
#ifndef INPUT_CUT_H
#define INPUT_CUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* An object up to its brace; what is no object is taken to the end of its line, or as an
   array's element to the comma or bracket behind it.  A line
   end inside a string, and an object where none may stand, end a record that was cut off
   before them. */
const char *cut_objects(sls_view rest);

/* What is open where a piece of an object ends: {0} before its first byte. */
struct cut_object {
    size_t depth;
    uint64_t arrays; /* the innermost is the lowest bit; of more than 64 the outer ones
                        are taken for braces */
    char before;     /* the last byte that is no blank */
    bool in_string, escaped;
};

/* The next piece of an object; else as cut_objects(). */
const char *cut_object_on(struct cut_object *object, sls_view more);

/* Up to a line end outside of quotes. */
const char *cut_rows(sls_view rest);

/* Up to an empty line; one that is no field is a record of its own. */
const char *cut_entries(sls_view rest);

#endif
