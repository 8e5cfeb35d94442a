/*
 * format.h - from a line of text to a record: finds the head, then the mail server.
 */
#ifndef PARSE_FORMAT_H
#define PARSE_FORMAT_H

#include <stddef.h>

#include "base/stamp.h"
#include "parse/journal.h"
#include "parse/mta.h"
#include "parse/tags.h"

struct parser {
    struct stamp_reader stamps;
    struct tags *tags;
    struct reply_room *room;
    struct journal journal;
    const struct mta *forced; /* --format-in: every line is this server's; NULL: none */
    bool in_rejected;         /* within a refused message that Exim's rejectlog quotes */
};

void parser_open(struct parser *parser);
void parser_close(struct parser *parser);

/* What a line says before its body: when, where, and whose it is. */
struct heading {
    struct head head;
    const struct mta *mta; /* NULL: no mail server's */
    bool rejected;         /* no line: text that Exim's rejectlog quotes */
};

/* A line, or a record of the journal (parse/journal.h).  Views in *record live as long as
   the text and until the next call. */
void parser_read(struct parser *parser, sls_view line, struct record *record);

/* The same in two steps, which two threads may take: lines in their order each; not for a
   text of which journal_begins() is true.  Views in *heading live as long as the line. */
void parser_read_heading(struct parser *parser, sls_view line, struct heading *heading);
void parser_read_rest(struct parser *parser, sls_view line, struct heading *heading,
                      struct record *record);

/* A line whose head was read elsewhere (the journal's fields); `head` may be changed. */
void parser_read_body(struct parser *parser, struct head *head, struct record *record);

/* The mail servers that are read, in the order in which they are asked. */
extern const struct mta *const format_mtas[];
extern const size_t format_mta_count;

/* NULL when there is none of that name. */
const struct mta *format_named(const char *name);

/* What a text that holds no mail log looks like, in a few words: "a web server log". */
const char *format_guess(sls_view line);

#endif
