/*
 * export.h - records of a provider's own log: what became of mail after its 250.
 *
 * What a record means is for the provider's plugin to say; here it is asked, given its
 * services (sls_host), and not trusted.  The plugins' functions come as a table, since
 * this stage knows no plugins.
 *
 * Views in a record live until the next export_read() or export_more(), and as long as
 * the text that was given.
 */
#ifndef PARSE_EXPORT_H
#define PARSE_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include <smtplogscan/plugin.h>

#include "base/clock.h"
#include "base/watch.h"
#include "parse/record.h"

/* A record tells of no more recipients than this. */
enum { EXPORT_RECIPIENTS = 1000 };

struct exporter {
    const char *id; /* the plugin's name */
    bool (*probe)(sls_view head);
    int (*parse)(const sls_host *host, sls_view record, sls_attempt *attempt);
    bool off;            /* parse() is not to be called */
    struct watch *watch; /* told of every call; NULL: nobody watches */
    size_t place;        /* the plugin's, for `watch` */
};

struct export_room;

struct export_reader {
    sls_host host; /* first: a plugin is given its address */
    const struct exporter *exporter;
    struct export_room *room;
    struct zone zone; /* of times that name none */
    sls_view record;
    bool is_csv;
    bool header_read; /* of CSV */
    bool more;        /* the plugin may know another recipient */
};

void export_open(struct export_reader *reader, struct zone zone);
void export_close(struct export_reader *reader);

/* Asks the plugin whether a file's first bytes, or one JSON object, are its own. */
bool export_knows(const struct exporter *exporter, sls_view head);

/* The first of the table that knows them; NULL when none does.  Entries without
   functions, and those that are off, are passed by. */
const struct exporter *export_find(const struct exporter *table, size_t count,
                                   sls_view head);

/* Begins a file, which is CSV or JSON. */
void export_begin(struct export_reader *reader, const struct exporter *exporter,
                  bool is_csv);

/* Fills *out with a LINE_EVENT (and returns true), a LINE_OTHER or a LINE_MALFORMED.  The
   event's text is folded and its codes are taken out; explanation is that text as the
   export has it, in one line.  A reply code that the plugin found apart from a text that
   has none is put in front of it. */
bool export_read(struct export_reader *reader, sls_view record, struct record *out);

/* The same record's next recipient; false when there is none, and *out says nothing. */
bool export_more(struct export_reader *reader, struct record *out);

#endif
