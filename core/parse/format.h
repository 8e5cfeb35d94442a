/*
 * format.h - from a line of text to a record: finds the head, then the mail server.
 */
#ifndef PARSE_FORMAT_H
#define PARSE_FORMAT_H

#include "base/stamp.h"
#include "parse/record.h"
#include "parse/reply.h"

struct parser {
    struct stamp_reader stamps;
    struct reply_room *room;
};

void parser_open(struct parser *parser);
void parser_close(struct parser *parser);

/* Views in the record live as long as the line and until the next call. */
void parser_read(struct parser *parser, sls_view line, struct record *record);

/* What a text that holds no mail log looks like, in a few words: "a web server log". */
const char *format_guess(sls_view line);

#endif
