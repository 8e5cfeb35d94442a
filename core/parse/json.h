/*
 * json.h - the members of one JSON object at a time, by name, as text.
 *
 * A text inside the object that is JSON itself (the message that Amazon SNS wraps) can be
 * asked the same way.  The text is hostile: it may be nested JSON_DEPTH deep, LINE_BYTES
 * long, and must be sound JSON (RFC 8259) to its end; of duplicate names the last counts.
 */
#ifndef PARSE_JSON_H
#define PARSE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include <smtplogscan/plugin.h>

enum { JSON_DEPTH = 32, JSON_TEXTS = 4 };

struct json_object;
struct json_tokener;

struct json_reader {
    struct json_tokener *tokener;
    size_t count; /* texts read: the record, and those found inside it */
    sls_view texts[JSON_TEXTS];
    struct json_object *roots[JSON_TEXTS]; /* NULL: the text is no object */
};

void json_reader_open(struct json_reader *reader);
void json_reader_close(struct json_reader *reader);

/* Forgets the record before, and what was found in it.  False: it is no JSON object. */
bool json_reader_read(struct json_reader *reader, sls_view record);

/* The member of that name, or what a JSON Pointer (RFC 6901) that begins with "/" leads
   to.  `text` is the record or a text found in it.  Strings come unescaped, numbers as
   written, true and false as such words; valid until the next json_reader_read().
   False: absent, null, empty, an object or an array. */
bool json_reader_field(struct json_reader *reader, sls_view text, const char *name,
                       sls_view *value);

/* A member of the record that is an array of byte values, as the journal writes a text
   that is no UTF-8: how many bytes were put into `room`. */
size_t json_reader_bytes(const struct json_reader *reader, const char *name, char *room,
                         size_t room_bytes);

#endif
